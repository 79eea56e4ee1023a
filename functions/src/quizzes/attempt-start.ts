import type { ExamRules } from '../catalog/policy-rules.ts';
import { refuseWithoutAccess } from '../compliance/course-access.ts';
import { totalCreditedSeconds } from '../enrollments/learning.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { withLapsedLockLifted } from '../verification/identity-lock.ts';
import { attemptsLeftOf, newRecord } from './quiz-record.ts';
import type { AttemptQuestion, QuizAttempt, QuizRecord } from './schema.ts';

export interface WantedAttempt {
  readonly attemptId: Id;
  readonly courseId: Id;
  readonly quizId: Id;
  readonly questions: readonly AttemptQuestion[];
  readonly policyVersion: number;
  readonly poolRevision: number;
  readonly rules: ExamRules;
}

export interface Started {
  readonly kind: 'started';
  readonly attempt: QuizAttempt;
  readonly record: QuizRecord;
  readonly attemptsLeft: number;
}

/** Uses up an attempt and freezes what it is judged by. Starting is what counts, whether or not it is handed in. */
export function startAttempt(input: {
  readonly enrollment: Enrollment | undefined;
  readonly record: QuizRecord | undefined;
  readonly wanted: WantedAttempt;
  /** Of the policy: what has to be studied again after the attempts began anew. */
  readonly requiredSeconds: number;
  readonly now: Date;
}): Started | Refusal {
  const { enrollment, wanted, requiredSeconds, now } = input;
  const record = input.record ?? newRecord(wanted.quizId);
  const refusal =
    refuseAccess({ enrollment, now }) ??
    refuseAttempt({ record, rules: wanted.rules, now }) ??
    refuseHours({ record, enrollment, requiredSeconds });
  if (refusal !== undefined) return refusal;
  const attempt = newAttempt({ record, wanted, now });
  const after: QuizRecord = {
    ...record,
    attemptsStarted: attempt.attemptNumber,
    attemptsUsed: record.attemptsUsed + 1,
    openAttemptId: attempt.attemptId,
    openDeadline: attempt.deadline,
  };
  const attemptsLeft = attemptsLeftOf({ record: after, rules: wanted.rules });
  return { kind: 'started', attempt, record: after, attemptsLeft };
}

/** As for a session. A lock whose time is over locks nobody out, even before the next session lifts it. */
function refuseAccess({
  enrollment,
  now,
}: {
  enrollment: Enrollment | undefined;
  now: Date;
}): Refusal | undefined {
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  return refuseWithoutAccess(withLapsedLockLifted({ enrollment, now }), now);
}

function refuseAttempt({
  record,
  rules,
  now,
}: {
  record: QuizRecord;
  rules: ExamRules;
  now: Date;
}): Refusal | undefined {
  if (record.openAttemptId !== null) return refuse('ATTEMPT_OPEN');
  if (attemptsLeftOf({ record, rules }) === 0) return refuse('ATTEMPTS_EXHAUSTED');
  if (record.passed || record.lastFinishedAt === null) return undefined;
  const opensAt = record.lastFinishedAt.getTime() + rules.delaySeconds * 1_000;
  return now.getTime() < opensAt ? refuse('RETRY_DELAY') : undefined;
}

/**
 * After a restart the hours come first: without this, «three attempts, then the course again» would be any number of
 * attempts. An open session's time counts from when it closes.
 */
function refuseHours(input: {
  record: QuizRecord;
  enrollment: Enrollment | undefined;
  requiredSeconds: number;
}): Refusal | undefined {
  const { record, enrollment, requiredSeconds } = input;
  if (record.restarts === 0 || record.passed || enrollment === undefined) return undefined;
  const studied = totalCreditedSeconds({ enrollment, openSessionSeconds: 0 });
  return studied < requiredSeconds ? refuse('HOURS_MISSING') : undefined;
}

function newAttempt(input: { record: QuizRecord; wanted: WantedAttempt; now: Date }): QuizAttempt {
  const { record, wanted, now } = input;
  const { timeLimitSeconds } = wanted.rules;
  return {
    ...wanted,
    attemptNumber: record.attemptsStarted + 1,
    round: record.restarts,
    state: 'IN_PROGRESS',
    questionIds: wanted.questions.map(({ questionId }) => questionId),
    questions: [...wanted.questions],
    startedAt: now,
    deadline:
      timeLimitSeconds === null
        ? null
        : new Date(now.getTime() + (timeLimitSeconds + record.extraSeconds) * 1_000),
    answers: [],
    savedSequence: 0,
    savedAt: null,
    finishedAt: null,
    submission: null,
    result: null,
    standing: null,
    voided: null,
  };
}
