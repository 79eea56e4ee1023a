import type { Id } from '../platform/ids.ts';
import type { FieldIssue, Refusal } from '../platform/refusal.ts';
import type { AttemptQuestion, GivenAnswer } from './schema.ts';

/** What is wrong with answers, each by its path, or undefined if they fit the attempt's questions. */
export function refuseAnswers({
  questions,
  answers,
}: {
  questions: readonly AttemptQuestion[];
  answers: readonly GivenAnswer[];
}): Refusal | undefined {
  const asked = new Map(questions.map(question => [question.questionId, question]));
  const seen = new Set<Id>();
  const fields = answers.flatMap((answer, index) => {
    const at = `answers.${index}`;
    const question = asked.get(answer.questionId);
    if (question === undefined) return issue(`${at}.questionId`, 'is not a question of this attempt');
    if (seen.has(answer.questionId)) return issue(`${at}.questionId`, 'is answered twice');
    seen.add(answer.questionId);
    if (answer.kind !== question.kind) return issue(`${at}.kind`, `must be ${question.kind}`);
    return choiceIssues({ at, answer, question });
  });
  return fields.length === 0 ? undefined : { kind: 'refused', reason: 'INVALID_INPUT', fields };
}

function choiceIssues(input: {
  at: string;
  answer: GivenAnswer;
  question: AttemptQuestion;
}): readonly FieldIssue[] {
  const { at, answer, question } = input;
  const isOption = (optionId: Id) => question.optionIds.includes(optionId);
  if (answer.kind === 'singleChoice' && !isOption(answer.optionId))
    return issue(`${at}.optionId`, 'is not an option of this question');
  if (answer.kind !== 'multipleChoice') return [];
  return answer.optionIds.flatMap((optionId, index) => {
    const path = `${at}.optionIds.${index}`;
    if (!isOption(optionId)) return issue(path, 'is not an option of this question');
    return answer.optionIds.indexOf(optionId) === index ? [] : issue(path, 'is chosen twice');
  });
}

const issue = (path: string, message: string): FieldIssue[] => [{ path, message }];
