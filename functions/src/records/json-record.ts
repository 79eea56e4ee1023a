import type { Certificate } from '../certificates/schema.ts';
import type { QuizAttempt } from '../quizzes/schema.ts';
import type { RecordedQuiz, RecordedSession, RecordSource } from './schema.ts';
import { totalsOf } from './totals.ts';

/** Grows with each change that a reader of older files would notice. */
export const RECORD_VERSION = 1;

/**
 * The record as data, laid out for good in `docs/records.md`: instants as ISO 8601 in UTC, amounts in minor units,
 * durations in seconds. Every field is named here, so that nothing gets out by being added to a document.
 */
export function jsonRecord(source: RecordSource) {
  const { enrollment, policy, range } = source;
  const { userId, courseId } = enrollment;
  const { policyId, version, title, terms, rules, sources } = policy;
  return {
    format: 'seatbelt-compliance-record',
    version: RECORD_VERSION,
    readAt: source.readAt,
    range,
    student: { userId, name: source.studentName ?? null },
    course: { courseId, title: source.courseTitle },
    policy: { policyId, version, title, terms, rules, sources },
    totals: totalsOf(source),
    enrollment: enrollmentView(source),
    days: source.days.map(({ dayKey, creditedSeconds }) => ({ dayKey, creditedSeconds })),
    sessions: source.sessions.map(sessionView),
    lessons: source.lessons.map(({ lessonId, creditedSeconds, watched, completedAt }) => ({
      ...{ lessonId, creditedSeconds, watched, completedAt },
    })),
    adjustments: source.adjustments.map(({ adjustmentId, seconds, cause, at }) => ({
      ...{ adjustmentId, seconds, cause, at },
    })),
    identityChecks: source.challenges.map(challenge => ({
      challengeId: challenge.challengeId,
      sessionId: challenge.sessionId,
      questionId: challenge.questionId,
      prompt: challenge.prompt,
      state: challenge.state,
      issuedAt: challenge.issuedAt,
      expiresAt: challenge.expiresAt,
      settledAt: challenge.settledAt,
      correction: challenge.correction,
    })),
    staffActions: source.staffActions.map(({ actionId, kind, by, reason, at, challengeId, from, to }) => ({
      ...{ actionId, kind, by, reason, at, challengeId, from, to },
    })),
    quizzes: source.quizzes.map(quizView),
    payments: source.ledger.map(entry => ({
      entryId: entry.entryId,
      kind: entry.kind,
      amount: entry.amount,
      currency: entry.currency,
      effect: entry.effect,
      paymentIntentId: entry.paymentIntentId,
      recordedAt: entry.recordedAt,
    })),
    certificates: source.certificates.map(certificateView),
  };
}

export type JsonRecord = ReturnType<typeof jsonRecord>;

function enrollmentView({ enrollment }: RecordSource) {
  const { identity } = enrollment;
  return {
    registrationId: enrollment.registrationId,
    enrollmentStatus: enrollment.enrollmentStatus,
    paymentStatus: enrollment.paymentStatus,
    accessStatus: enrollment.accessStatus,
    timeZone: enrollment.timeZone,
    price: enrollment.price,
    currency: enrollment.currency,
    amountTotal: enrollment.amountTotal,
    amountPaid: enrollment.amountPaid,
    amountDue: enrollment.amountDue,
    amountRefunded: enrollment.amountRefunded,
    amountDisputed: enrollment.amountDisputed,
    creditBalance: enrollment.creditBalance,
    registeredAt: enrollment.registeredAt,
    activatedAt: enrollment.activatedAt,
    expiresAt: enrollment.expiresAt,
    cancelledAt: enrollment.cancelledAt,
    cancelReason: enrollment.cancelReason,
    completedAt: enrollment.completedAt,
    certifiedAt: enrollment.certifiedAt,
    identity: {
      asked: identity.asked,
      wrong: identity.wrong,
      silences: identity.silences,
      wrongInARow: identity.wrongInARow,
      lock: identity.lock,
    },
  };
}

/** Everything that a hash covers is in the events, so that anybody can check the chain again. */
function sessionView({ session, events, findings }: RecordedSession) {
  return {
    sessionId: session.sessionId,
    state: session.state,
    timeZone: session.timeZone,
    startedAt: session.startedAt,
    lastAcceptedAt: session.lastAcceptedAt,
    endedAt: session.endedAt,
    endReason: session.endReason,
    creditedSeconds: session.creditedSeconds,
    device: session.device,
    rules: session.rules,
    retainUntil: session.retainUntil,
    chain: {
      isIntact: findings.length === 0,
      findings,
      eventCount: session.eventCount,
      headHash: session.headHash,
    },
    events,
  };
}

const quizView = ({ record, attempts, allowances }: RecordedQuiz) => ({
  quizId: record.quizId,
  attemptsUsed: record.attemptsUsed,
  extraAttempts: record.extraAttempts,
  extraSeconds: record.extraSeconds,
  bestPercent: record.bestPercent,
  passed: record.passed,
  passedAt: record.passedAt,
  restarts: record.restarts,
  attempts: attempts.map(attemptView),
  allowances: allowances.map(({ allowanceId, extraAttempts, extraSeconds, by, reason, at }) => ({
    ...{ allowanceId, extraAttempts, extraSeconds, by, reason, at },
  })),
});

const attemptView = (attempt: QuizAttempt) => ({
  attemptId: attempt.attemptId,
  attemptNumber: attempt.attemptNumber,
  round: attempt.round,
  state: attempt.state,
  policyVersion: attempt.policyVersion,
  poolRevision: attempt.poolRevision,
  rules: attempt.rules,
  startedAt: attempt.startedAt,
  deadline: attempt.deadline,
  finishedAt: attempt.finishedAt,
  questions: attempt.questions.map(({ questionId, kind, optionIds }) => ({ questionId, kind, optionIds })),
  /** As the student gave them; which were right is told by nobody but the score. */
  answers: attempt.answers,
  result: attempt.result,
  voided: attempt.voided,
});

const certificateView = (certificate: Certificate) => ({
  certificateId: certificate.certificateId,
  serial: certificate.serial,
  state: certificate.state,
  studentName: certificate.studentName,
  courseTitle: certificate.courseTitle,
  creditedSeconds: certificate.creditedSeconds,
  completedAt: certificate.completedAt,
  issuedAt: certificate.issuedAt,
  supersedes: certificate.supersedes,
  supersededBy: certificate.supersededBy,
  revocation: certificate.revocation,
  supersession: certificate.supersession,
});
