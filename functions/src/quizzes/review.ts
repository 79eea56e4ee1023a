import type { KeyedQuestion } from '../catalog/quiz.ts';
import type { GradedQuestion } from './grade.ts';
import type { QuizAttempt } from './schema.ts';
import type { ReviewedQuestion, Solution } from './wire.ts';

/** Whether the policy lets the student see the right answers of this attempt: by its own result, whatever came later. */
export function isRevealed({ rules, state, result }: QuizAttempt): boolean {
  if (result === null || state === 'VOIDED' || state === 'IN_PROGRESS') return false;
  switch (rules.revealAnswers) {
    case 'never':
      return false;
    case 'afterPass':
      return result.passed;
    case 'afterEveryAttempt':
      return true;
  }
}

export const reviewOf = (graded: readonly GradedQuestion[]): ReviewedQuestion[] =>
  graded.map(({ question, isCorrect }) => ({
    questionId: question.questionId,
    correct: isCorrect,
    points: isCorrect ? question.points : 0,
    maxPoints: question.points,
    solution: solutionOf(question),
    explanation: question.explanation,
  }));

function solutionOf(question: KeyedQuestion): Solution {
  switch (question.kind) {
    case 'singleChoice':
      return { kind: 'choice', optionIds: [question.correctOptionId] };
    case 'multipleChoice':
      return { kind: 'choice', optionIds: question.correctOptionIds };
    case 'numeric':
      return { kind: 'numeric', value: question.correctValue, tolerance: question.tolerance };
    case 'shortText':
      return { kind: 'shortText', text: question.acceptedTexts[0] ?? '' };
  }
}
