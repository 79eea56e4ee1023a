import type { GivenAnswer, ShownQuestion } from '../../../../client/src/index.ts';

/** Whether something was said to a question: an empty text and no box ticked are no answer. */
export function isAnswered(answer: GivenAnswer | undefined): boolean {
  if (answer === undefined) return false;
  switch (answer.kind) {
    case 'singleChoice':
    case 'numeric':
      return true;
    case 'multipleChoice':
      return answer.optionIds.length > 0;
    case 'shortText':
      return answer.text.trim() !== '';
  }
}

/** The numbers (from 1) of the questions that have no answer yet. */
export function unansweredNumbers(input: {
  questions: readonly ShownQuestion[];
  answers: readonly GivenAnswer[];
}): readonly number[] {
  const { questions, answers } = input;
  return questions.flatMap(({ questionId }, index) =>
    isAnswered(answers.find(answer => answer.questionId === questionId)) ? [] : [index + 1],
  );
}

/** `2.5`, `2,5`, `-3`; undefined for what is no number. */
export function parseNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^[-+−]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const value = Number(plain.replace('−', '-'));
  return Math.abs(value) <= 1e12 ? value : undefined;
}

/** With a box ticked or not, in the order of the question. */
export function toggled(input: {
  question: ShownQuestion;
  optionIds: readonly string[];
  optionId: string;
}): readonly string[] {
  const { question, optionIds, optionId } = input;
  const wanted = optionIds.includes(optionId)
    ? optionIds.filter(id => id !== optionId)
    : [...optionIds, optionId];
  return question.options.map(option => option.optionId).filter(id => wanted.includes(id));
}
