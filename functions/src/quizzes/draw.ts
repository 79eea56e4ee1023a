import type { AnswerKey, KeyedQuestion } from '../catalog/quiz.ts';
import type { Id } from '../platform/ids.ts';
import type { AttemptQuestion } from './schema.ts';
import type { ShownQuestion } from './wire.ts';

/** From 0 to `bound` - 1, all alike. */
type IntegerBelow = (bound: number) => number;

/**
 * Draws `count` questions of the pool, or all if it holds fewer, and shuffles them and their options: a pool is
 * often written with the right answer first, so its own order must not reach a student.
 */
export function drawQuestions({
  pool,
  count,
  integerBelow,
}: {
  pool: AnswerKey;
  count: number;
  integerBelow: IntegerBelow;
}): readonly AttemptQuestion[] {
  return shuffled({ items: pool.questions, integerBelow })
    .slice(0, count)
    .map(question => ({
      questionId: question.questionId,
      kind: question.kind,
      optionIds: shuffled({ items: optionsOf(question).map(({ optionId }) => optionId), integerBelow }),
    }));
}

/** What a student sees: prompts and options in the attempt's order. Picks what to show, so no key slips through. */
export const showQuestions = ({
  pool,
  questions,
}: {
  pool: AnswerKey;
  questions: readonly AttemptQuestion[];
}): ShownQuestion[] =>
  questions.map(({ questionId, kind, optionIds }) => {
    const question = questionOf({ pool, questionId });
    const texts = new Map(optionsOf(question).map(({ optionId, text }) => [optionId, text]));
    const options = optionIds.map(optionId => ({ optionId, text: texts.get(optionId) ?? '' }));
    return { questionId, kind, prompt: question.prompt, options };
  });

/** @throws Error when the pool lacks it: an attempt's questions come from this very revision */
export function questionOf({ pool, questionId }: { pool: AnswerKey; questionId: Id }): KeyedQuestion {
  const question = pool.questions.find(each => each.questionId === questionId);
  if (question === undefined)
    throw new Error(`Revision ${pool.revision} of ${pool.quizId} lacks a frozen question.`);
  return question;
}

const optionsOf = (question: KeyedQuestion) => ('options' in question ? question.options : []);

/** Fisher and Yates: each order is as likely as any other. */
function shuffled<T>({ items, integerBelow }: { items: readonly T[]; integerBelow: IntegerBelow }): T[] {
  const left = [...items];
  const drawn: T[] = [];
  while (left.length > 0) drawn.push(...left.splice(integerBelow(left.length), 1));
  return drawn;
}
