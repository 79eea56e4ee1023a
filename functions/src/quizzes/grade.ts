import type { AnswerKey, KeyedQuestion } from '../catalog/quiz.ts';
import type { Id } from '../platform/ids.ts';
import { isWithin } from './decimal.ts';
import { questionOf } from './draw.ts';
import type { AttemptQuestion, AttemptResult, GivenAnswer } from './schema.ts';

export interface GradedQuestion {
  readonly question: KeyedQuestion;
  readonly isCorrect: boolean;
}

/** Each frozen question judged by its key; a missing answer is a wrong one. */
export function judge({
  pool,
  questions,
  answers,
}: {
  pool: AnswerKey;
  questions: readonly AttemptQuestion[];
  answers: readonly GivenAnswer[];
}): readonly GradedQuestion[] {
  const given = new Map(answers.map(answer => [answer.questionId, answer]));
  return questions.map(({ questionId }) => {
    const question = questionOf({ pool, questionId });
    return { question, isCorrect: isCorrect({ question, answer: given.get(questionId) }) };
  });
}

/** Points of what is right. Whole numbers throughout: 299 of 399 points are not 75 %. */
export function resultOf({
  graded,
  passPercent,
}: {
  graded: readonly GradedQuestion[];
  passPercent: number;
}): AttemptResult {
  let score = 0;
  let maxScore = 0;
  for (const { question, isCorrect: counts } of graded) {
    maxScore += question.points;
    if (counts) score += question.points;
  }
  const percent = Math.floor((score * 100) / maxScore);
  return { score, maxScore, percent, passed: score * 100 >= passPercent * maxScore };
}

export function isCorrect({
  question,
  answer,
}: {
  question: KeyedQuestion;
  answer: GivenAnswer | undefined;
}): boolean {
  if (answer === undefined || answer.kind !== question.kind) return false;
  switch (question.kind) {
    case 'singleChoice':
      return answer.kind === 'singleChoice' && answer.optionId === question.correctOptionId;
    case 'multipleChoice':
      return answer.kind === 'multipleChoice' && isSameSet(answer.optionIds, question.correctOptionIds);
    case 'numeric': {
      const { correctValue: of, tolerance } = question;
      return answer.kind === 'numeric' && isWithin({ value: answer.value, of, tolerance });
    }
    case 'shortText': {
      if (answer.kind !== 'shortText') return false;
      const text = normalised(answer.text);
      return question.acceptedTexts.some(accepted => normalised(accepted) === text);
    }
  }
}

/** All of them and no other. */
function isSameSet(given: readonly Id[], right: readonly Id[]): boolean {
  const [one, other] = [new Set(given), new Set(right)];
  return one.size === other.size && [...one].every(id => other.has(id));
}

/** Width, case and spacing do not matter. Upper case first: only so do `ß` and `SS` meet. */
export const normalised = (text: string): string =>
  text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();
