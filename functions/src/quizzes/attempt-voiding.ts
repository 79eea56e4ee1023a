import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { bestOf } from './quiz-record.ts';
import type { QuizAttempt, QuizRecord } from './schema.ts';

export interface Voided {
  readonly kind: 'voided';
  readonly attempt: QuizAttempt;
  readonly record: QuizRecord;
}

/**
 * Takes an attempt out of the count, open or ended. Its number and its result stay for the record; it is given back
 * to the student if it was of the present round. What its end led to (a lock, hours taken back) stays: that is
 * undone by name, not in passing.
 */
export function voidAttempt(input: {
  readonly attempt: QuizAttempt | undefined;
  readonly record: QuizRecord | undefined;
  /** The student's other attempts at this quiz, as of this very record. */
  readonly others: Iterable<QuizAttempt>;
  readonly by: Id;
  readonly reason: string;
  readonly now: Date;
}): Voided | Refusal {
  const { attempt, record, others, by, reason, now } = input;
  if (attempt === undefined || record === undefined) return refuse('NOT_FOUND');
  if (attempt.state === 'VOIDED') return refuse('ATTEMPT_CLOSED');
  const isOpen = record.openAttemptId === attempt.attemptId;
  const isOfThisRound = attempt.round === record.restarts;
  return {
    kind: 'voided',
    attempt: {
      ...attempt,
      state: 'VOIDED',
      finishedAt: attempt.finishedAt ?? now,
      voided: { by, reason, at: now },
    },
    record: {
      ...record,
      ...bestOf(others),
      attemptsUsed: isOfThisRound ? record.attemptsUsed - 1 : record.attemptsUsed,
      attemptsVoided: record.attemptsVoided + 1,
      openAttemptId: isOpen ? null : record.openAttemptId,
      openDeadline: isOpen ? null : record.openDeadline,
    },
  };
}

/** Whether no attempt ended or was voided between the two: only then a list read after the first holds for the second. */
export const isSameHistory = (one: QuizRecord | undefined, other: QuizRecord | undefined): boolean =>
  one?.attemptsFinished === other?.attemptsFinished && one?.attemptsVoided === other?.attemptsVoided;
