import type { AuditRecord } from '../audit/schema.ts';
import type { Certificate, CertificateAction } from '../certificates/schema.ts';
import type { Session } from '../compliance/schema.ts';
import type { TimeAdjustment } from '../enrollments/adjustment.ts';
import { netPaidOf } from '../enrollments/balance.ts';
import type { Enrollment, LedgerEntry } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import type { QuizAllowance, QuizAttempt } from '../quizzes/schema.ts';
import type { Challenge, StaffAction } from '../verification/schema.ts';
import type { TimelineItem } from './timeline-item.ts';
import type { History } from './timeline-queries.ts';

/** What the history's documents do not say themselves. */
interface Told {
  readonly enrollment: Enrollment;
  /** What went back or is disputed: minor units, by payment. */
  readonly gone: ReadonlyMap<Id, number>;
  readonly quizTitles: ReadonlyMap<Id, string>;
}

/** Everything that the documents tell of, in no order. */
export function itemsOf(history: History, told: Told): readonly TimelineItem[] {
  const { ledger, sessions, challenges, adjustments, staffActions, refundRequests, quizzes, certificates } =
    history;
  return [
    ...ledger.items.map(entry => paymentItem(entry, told)),
    ...sessions.items.map(sessionItem),
    ...challenges.items.map(challengeItem),
    ...adjustments.items.map(adjustmentItem),
    ...staffActions.items.map(staffActionItem),
    ...refundRequests.items.map(refundRequestItem),
    ...quizzes.flatMap(({ attempts, voided, allowances }) => [
      ...attempts.items.map(attempt => attemptItem(attempt, told)),
      ...voided.items.flatMap(voidingItem),
      ...allowances.items.map(allowanceItem),
    ]),
    ...certificates.flatMap(certificateItems),
  ];
}

function paymentItem(entry: LedgerEntry, told: Told): TimelineItem {
  const { kind: ledgerKind, amount, currency, paymentIntentId, recordedAt, entryId } = entry;
  return {
    kind: 'payment',
    at: recordedAt.toISOString(),
    id: entryId,
    ...{ ledgerKind, amount, currency, paymentIntentId },
    refundableAmount: refundableOf(entry, told),
  };
}

/** As much of it as neither went back nor is disputed, and as the enrollment still holds. */
function refundableOf({ kind, amount, paymentIntentId }: LedgerEntry, told: Told): number {
  if (kind !== 'payment' || paymentIntentId === null) return 0;
  const left = amount - (told.gone.get(paymentIntentId) ?? 0);
  return Math.max(0, Math.min(left, netPaidOf(told.enrollment)));
}

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;

const sessionItem = (session: Session): TimelineItem => ({
  kind: 'session',
  at: session.startedAt.toISOString(),
  id: session.sessionId,
  state: session.state,
  startedAt: session.startedAt.toISOString(),
  endedAt: iso(session.endedAt),
  creditedSeconds: session.creditedSeconds,
  endReason: session.endReason,
  device: session.device,
});

const challengeItem = (challenge: Challenge): TimelineItem => ({
  kind: 'challenge',
  at: challenge.issuedAt.toISOString(),
  id: challenge.challengeId,
  questionId: challenge.questionId,
  state: challenge.state,
  issuedAt: challenge.issuedAt.toISOString(),
  settledAt: iso(challenge.settledAt),
});

const adjustmentItem = ({ adjustmentId, at, seconds, cause }: TimeAdjustment): TimelineItem => ({
  kind: 'adjustment',
  at: at.toISOString(),
  id: adjustmentId,
  ...{ seconds, cause },
});

const attemptItem = (attempt: QuizAttempt, { quizTitles }: Told): TimelineItem => ({
  kind: 'attempt',
  at: attempt.startedAt.toISOString(),
  id: attempt.attemptId,
  quizId: attempt.quizId,
  quizTitle: quizTitles.get(attempt.quizId) ?? attempt.quizId,
  attemptNumber: attempt.attemptNumber,
  state: attempt.state,
  percent: attempt.result?.percent ?? null,
  passed: attempt.result?.passed ?? null,
});

interface Acted {
  readonly id: string;
  readonly action: string;
  readonly by: Id;
  readonly reason: string;
  readonly at: Date;
}

const acted = ({ id, action, by, reason, at }: Acted): TimelineItem => ({
  kind: 'staffAction',
  at: at.toISOString(),
  ...{ id, action, by, reason },
});

const staffActionItem = ({ actionId, kind, by, reason, at }: StaffAction): TimelineItem =>
  acted({ id: actionId, action: kind, by, reason, at });

/** The request's schema asks for a reason, the log's takes records without one. */
const refundRequestItem = ({ entryId, action, actor, reason, at }: AuditRecord): TimelineItem =>
  acted({ id: entryId, action, by: actor.uid, reason: reason ?? '', at });

/** Named after what was done to what: the attempt itself is an item of its own. */
const voidingItem = ({ attemptId, voided }: QuizAttempt): readonly TimelineItem[] =>
  voided === null ? [] : [acted({ id: `${attemptId}_voided`, action: 'voidQuizAttempt', ...voided })];

const allowanceItem = ({ allowanceId, by, reason, at }: QuizAllowance): TimelineItem =>
  acted({ id: allowanceId, action: 'grantQuizAllowance', by, reason, at });

function certificateItems(certificate: Certificate): readonly TimelineItem[] {
  const { certificateId, serial, state, issuedAt, revocation, supersession } = certificate;
  const done = (action: string, act: CertificateAction | null) =>
    act === null ? [] : [acted({ id: `${certificateId}_${action}`, action, ...act })];
  return [
    { kind: 'certificate', at: issuedAt.toISOString(), id: certificateId, certificateId, serial, state },
    ...done('revokeCertificate', revocation),
    ...done('supersedeCertificate', supersession),
  ];
}
