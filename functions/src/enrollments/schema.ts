import { z } from 'zod';
import { Amount, Currency, MAX_AMOUNT, MAX_LESSONS, Terms } from '../catalog/schema.ts';
import { Difference } from '../platform/difference.ts';
import { Id } from '../platform/ids.ts';

export const PaymentStatus = z.enum(['PENDING', 'PARTIAL', 'COMPLETED', 'REFUNDED', 'DISPUTED']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const AccessStatus = z.enum(['LOCKED', 'ACTIVE', 'SUSPENDED', 'EXPIRED']);
export type AccessStatus = z.infer<typeof AccessStatus>;

export const EnrollmentStatus = z.enum([
  'WAITLISTED',
  'PENDING_PAYMENT',
  'ACTIVE',
  'COMPLETED',
  'CERTIFIED',
  'CANCELLED',
  'EXPIRED',
]);
export type EnrollmentStatus = z.infer<typeof EnrollmentStatus>;

/** The balance fields: always the sums of the ledger, in minor units. */
export const Balances = z.object({
  amountTotal: Amount,
  amountPaid: Amount,
  amountDue: Amount,
  amountRefunded: Amount,
  amountDisputed: Amount,
  creditBalance: Amount,
});
export type Balances = z.infer<typeof Balances>;

/** A payment of the whole balance that is under way, so that a second tab is handed the same one. */
export const OpenPayment = z.object({
  reservationId: Id,
  amount: Amount,
  paymentIntentId: Id.nullable(),
});
export type OpenPayment = z.infer<typeof OpenPayment>;

/** A check of the student's identity that waits for its answer; the question's text is the bank's. */
export const OpenChallenge = z.object({
  challengeId: Id,
  sessionId: Id,
  questionId: Id,
  issuedAt: z.date(),
  expiresAt: z.date(),
});
export type OpenChallenge = z.infer<typeof OpenChallenge>;

/** Why the course is closed to the student until `until`, or until staff release it. */
export const IdentityLock = z.object({
  cause: z.enum(['failedChecks', 'excluded', 'courseFailed', 'examFailed', 'staff']),
  lockedAt: z.date(),
  until: z.date().nullable(),
});
export type IdentityLock = z.infer<typeof IdentityLock>;

const Count = z.int().min(0);

/** How the student's identity checks stand; on the enrollment, since what locks the course is decided with it. */
export const Identity = z.object({
  /** One more whenever a lock that the checks caused is lifted; the tallies count the checks of this round. */
  round: Count,
  /** Settled in this round. */
  asked: Count,
  /** Silences included. */
  wrong: Count,
  silences: Count,
  wrongInARow: Count,
  /** Credited in all when the last answer was right: what `returnToLastVerified` goes back to. */
  verifiedSeconds: Count,
  /** The next check comes once so much is credited in all; null: the policy asks for none. */
  nextChallengeAtSeconds: Count.nullable(),
  openChallenge: OpenChallenge.nullable(),
  /** Asked last, so that the next is another one; null until the first check of all. */
  lastQuestionId: Id.nullable(),
  /** The last one settled, for the next heartbeat to tell of. */
  lastChallenge: z
    .object({ challengeId: Id, outcome: z.enum(['CORRECT', 'INCORRECT', 'EXPIRED']), settledAt: z.date() })
    .nullable(),
  lock: IdentityLock.nullable(),
});
export type Identity = z.infer<typeof Identity>;

/** `users/{uid}/courses/{courseId}` */
export const Enrollment = Balances.extend({
  userId: Id,
  courseId: Id,
  /** One per registration; what the ledger's tuition entry is named after. */
  registrationId: Id,
  enrollmentStatus: EnrollmentStatus,
  paymentStatus: PaymentStatus,
  accessStatus: AccessStatus,
  /** As offered at registration, in minor units; `amountTotal` is what the ledger has charged of it so far. */
  price: Amount,
  currency: Currency,
  policyId: Id,
  policyVersion: z.int().positive(),
  terms: Terms,
  timeZone: z.string(),
  openPayment: OpenPayment.nullable(),
  waitlistNumber: z.int().positive().nullable(),
  registeredAt: z.date(),
  activatedAt: z.date().nullable(),
  expiresAt: z.date().nullable(),
  cancelledAt: z.date().nullable(),
  cancelReason: z.string().max(500).nullable(),
  /** Of all closed sessions; what an open one has earned is added when it closes. */
  creditedSeconds: Count,
  /** Taken back (0 or less), each time with a row under `…/adjustments`. */
  adjustedSeconds: z.int().max(0),
  /** Each once, in the order of completion. A lesson that the course has dropped since stays: it may come back. */
  completedLessonIds: z.array(Id).max(MAX_LESSONS),
  completedAt: z.date().nullable(),
  certifiedAt: z.date().nullable(),
  identity: Identity,
});
export type Enrollment = z.infer<typeof Enrollment>;

const Delta = z.int().min(-MAX_AMOUNT).max(MAX_AMOUNT);

/** What an entry adds to each sum, in minor units. */
export const Effect = z.object({ total: Delta, paid: Delta, refunded: Delta, disputed: Delta });
export type Effect = z.infer<typeof Effect>;

export const LedgerEntryKind = z.enum([
  'tuition',
  'tuitionCancelled',
  'payment',
  /** Adds nothing: the payment arrived before the enrollment and waits in suspense, so no event books it here. */
  'heldInSuspense',
  'refund',
  'refundFailed',
  'disputeOpened',
  'disputeFundsWithdrawn',
  'disputeFundsReinstated',
  'disputeWon',
  'disputeLost',
  /** Adds nothing: tells what of the balance was not the ledger's own and was set to it (`reconciliation`). */
  'reconciled',
]);
export type LedgerEntryKind = z.infer<typeof LedgerEntryKind>;

/** `…/ledger/{entryId}`: written once, never changed. */
export const LedgerEntry = z.object({
  entryId: Id,
  kind: LedgerEntryKind,
  /** The amount the entry speaks of, in minor units; `effect` says what it does to the sums. */
  amount: Amount,
  currency: Currency,
  effect: Effect,
  paymentIntentId: Id.nullable(),
  recordedAt: z.date(),
  /** Of `reconciled` entries alone. */
  differences: z.array(Difference).optional(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
