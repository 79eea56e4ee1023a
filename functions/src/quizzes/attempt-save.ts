import { type Refusal, refuse } from '../platform/refusal.ts';
import { refuseAnswers } from './given-answers.ts';
import { isOverdue } from './quiz-record.ts';
import type { GivenAnswer, QuizAttempt } from './schema.ts';

export interface Saved {
  readonly kind: 'saved';
  /** Undefined where this save, or a newer one, is stored already. */
  readonly patch: Pick<QuizAttempt, 'answers' | 'savedSequence' | 'savedAt'> | undefined;
  readonly savedAt: Date;
}

/** Answers of an attempt that goes on. What is stored already is answered alike, even when the attempt is over. */
export function saveAnswers({
  attempt,
  answers,
  sequence,
  receivedAt,
}: {
  attempt: QuizAttempt | undefined;
  answers: readonly GivenAnswer[];
  sequence: number;
  /** When the server got them: that the commit had to wait takes no time off a student. */
  receivedAt: Date;
}): Saved | Refusal {
  if (attempt === undefined) return refuse('NOT_FOUND');
  if (attempt.savedAt !== null && sequence <= attempt.savedSequence)
    return { kind: 'saved', patch: undefined, savedAt: attempt.savedAt };
  if (attempt.state === 'SUBMITTED' || attempt.state === 'VOIDED') return refuse('ATTEMPT_CLOSED');
  if (attempt.state === 'AUTO_SUBMITTED' || isOverdue(attempt, receivedAt)) return refuse('DEADLINE_PASSED');
  const refusal = refuseAnswers({ questions: attempt.questions, answers });
  if (refusal !== undefined) return refusal;
  const patch = { answers: [...answers], savedSequence: sequence, savedAt: receivedAt };
  return { kind: 'saved', patch, savedAt: receivedAt };
}
