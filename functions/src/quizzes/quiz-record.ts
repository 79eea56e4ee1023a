import type { ExamRules } from '../catalog/policy-rules.ts';
import type { Id } from '../platform/ids.ts';
import type { QuizAttempt, QuizRecord } from './schema.ts';

/** Where every student begins. */
export const newRecord = (quizId: Id): QuizRecord => ({
  quizId,
  attemptsStarted: 0,
  attemptsFinished: 0,
  attemptsVoided: 0,
  attemptsUsed: 0,
  extraAttempts: 0,
  extraSeconds: 0,
  openAttemptId: null,
  openDeadline: null,
  lastFinishedAt: null,
  bestPercent: null,
  passed: false,
  passedAt: null,
  restarts: 0,
});

/**
 * Attempts that may still be started before the policy's consequence.
 * @throws Error when more were used than allowed: the count has drifted, and a clamp at zero would hide it
 */
export function attemptsLeftOf({
  record,
  rules,
}: {
  record: Pick<QuizRecord, 'attemptsUsed' | 'extraAttempts'>;
  rules: Pick<ExamRules, 'attempts'>;
}): number {
  const left = rules.attempts + record.extraAttempts - record.attemptsUsed;
  if (left < 0) throw new Error('More attempts were used than are allowed.');
  return left;
}

/** Last instant at which answers still count; null: always. */
export const lastMomentOf = ({ deadline, rules }: Pick<QuizAttempt, 'deadline' | 'rules'>): Date | null =>
  deadline === null ? null : new Date(deadline.getTime() + rules.graceSeconds * 1_000);

/** At the end of the grace an answer still counts, a millisecond later none does. */
export function isOverdue(attempt: Pick<QuizAttempt, 'deadline' | 'rules'>, at: Date): boolean {
  const lastMoment = lastMomentOf(attempt);
  return lastMoment !== null && at.getTime() > lastMoment.getTime();
}

/** What counts in the history: ended with a result, and not voided. */
export const counts = ({ state, result }: Pick<QuizAttempt, 'state' | 'result'>): boolean =>
  result !== null && state !== 'VOIDED';

/** The part of a record that is the sum of its attempts. */
export type Best = Pick<QuizRecord, 'bestPercent' | 'passed' | 'passedAt' | 'lastFinishedAt'>;

/** The invariant of a record: its best is that of the attempts that count. */
export function bestOf(attempts: Iterable<Pick<QuizAttempt, 'state' | 'result' | 'finishedAt'>>): Best {
  let best: Best = { bestPercent: null, passed: false, passedAt: null, lastFinishedAt: null };
  for (const attempt of attempts) if (counts(attempt)) best = withResult({ best, attempt });
  return best;
}

/** Order does not matter, so that a history can be added up in any. */
export function withResult({
  best,
  attempt: { result, finishedAt },
}: {
  best: Best;
  attempt: Pick<QuizAttempt, 'result' | 'finishedAt'>;
}): Best {
  if (result === null || finishedAt === null) throw new Error('An attempt without a result is counted.');
  return {
    bestPercent: Math.max(best.bestPercent ?? 0, result.percent),
    passed: best.passed || result.passed,
    passedAt: result.passed ? earlier(best.passedAt, finishedAt) : best.passedAt,
    lastFinishedAt: later(best.lastFinishedAt, finishedAt),
  };
}

const earlier = (one: Date | null, other: Date): Date => (one !== null && one < other ? one : other);
const later = (one: Date | null, other: Date): Date => (one !== null && one > other ? one : other);
