import { type Refusal, refuse } from '../platform/refusal.ts';
import { addEffects, balancesFrom, netPaidOf, paymentStatusFrom, sumsOf } from './balance.ts';
import type { AccessStatus, Effect, Enrollment, EnrollmentStatus } from './schema.ts';
import { holdsSeat } from './seat-gate.ts';

/** Every step an enrollment may take; any other is refused and changes nothing. */
const transitions: Readonly<Record<EnrollmentStatus, readonly EnrollmentStatus[]>> = {
  WAITLISTED: ['PENDING_PAYMENT', 'CANCELLED'],
  PENDING_PAYMENT: ['ACTIVE', 'CANCELLED'],
  ACTIVE: ['COMPLETED', 'CANCELLED', 'EXPIRED'],
  // Back only when a failed exam makes the course begin anew (quizzes/exhaustion.ts).
  COMPLETED: ['CERTIFIED', 'ACTIVE'],
  CERTIFIED: [],
  CANCELLED: [],
  EXPIRED: [],
};

export const canBecome = (from: EnrollmentStatus, to: EnrollmentStatus): boolean =>
  transitions[from].includes(to);

/**
 * Its time is over, whether or not the nightly job came by. Who completed the course in time has kept to it, and who
 * left it is asked for nothing any more.
 */
export function isOutOfTime(
  enrollment: Pick<Enrollment, 'enrollmentStatus' | 'expiresAt'>,
  now: Date,
): boolean {
  switch (enrollment.enrollmentStatus) {
    case 'EXPIRED':
      return true;
    case 'PENDING_PAYMENT':
    case 'ACTIVE':
      return hasExpired(enrollment, now);
    case 'WAITLISTED':
    case 'COMPLETED':
    case 'CERTIFIED':
    case 'CANCELLED':
      return false;
  }
}

/**
 * Undefined while the course runs, and after it was completed in time: then there is something to pay for, and driving
 * often comes last. Out of time is told by the reason that studying is refused with.
 */
export function refuseUnlessInForce({
  enrollment,
  now,
}: {
  enrollment: Enrollment;
  now: Date;
}): Refusal | undefined {
  if (isOutOfTime(enrollment, now)) return refuse('ENROLLMENT_EXPIRED');
  return holdsSeat(enrollment.enrollmentStatus) ? undefined : refuse('ENROLLMENT_CLOSED');
}

/** Derived from payment, dispute, identity lock and expiry; never set by hand. */
export function accessStatusFrom(enrollment: Enrollment): AccessStatus {
  const { enrollmentStatus } = enrollment;
  if (enrollmentStatus === 'EXPIRED') return 'EXPIRED';
  if (enrollmentStatus === 'CANCELLED' || enrollmentStatus === 'WAITLISTED') return 'LOCKED';
  if (enrollment.amountDisputed > 0 || enrollment.identity.lock !== null) return 'SUSPENDED';
  // Paid only after its time, it waits for the night that ends it: a course is open once it was opened.
  if (enrollmentStatus === 'PENDING_PAYMENT') return 'LOCKED';
  return isPaidEnoughToOpen(enrollment) ? 'ACTIVE' : 'LOCKED';
}

/** A tuition of 30 opens at 30 even if the policy's minimum is 50. */
function isPaidEnoughToOpen(enrollment: Enrollment): boolean {
  return netPaidOf(enrollment) >= Math.min(enrollment.terms.minimumPaidToOpen, enrollment.amountTotal);
}

export function hasExpired({ expiresAt }: Pick<Enrollment, 'expiresAt'>, now: Date): boolean {
  return expiresAt !== null && expiresAt.getTime() <= now.getTime();
}

/**
 * The enrollment after ledger entries of this effect: sums, statuses, and the course opened if that is enough. Where
 * nothing is due any more, no payment of the rest is on its way, whichever payment it was that settled it: left there it
 * would never be booked, and would keep the account from being deleted for ever.
 */
export function withEffect({
  enrollment,
  effect,
  now,
}: {
  enrollment: Enrollment;
  effect: Effect;
  now: Date;
}): Enrollment {
  const balances = balancesFrom(addEffects(sumsOf(enrollment), effect));
  const openPayment = balances.amountDue === 0 ? null : enrollment.openPayment;
  const paid = { ...enrollment, ...balances, openPayment, paymentStatus: paymentStatusFrom(balances) };
  return withDerivedStatuses(openIfPaid({ enrollment: paid, now }));
}

export function withDerivedStatuses(enrollment: Enrollment): Enrollment {
  return { ...enrollment, accessStatus: accessStatusFrom(enrollment) };
}

/**
 * Whether what is paid opens a course that waits for it. Out of time it does not: nothing could be studied in it, and the
 * tuition would be owed all the same.
 */
export function isOpenedByPayment(enrollment: Enrollment, now: Date): boolean {
  const waits = enrollment.enrollmentStatus === 'PENDING_PAYMENT' && !hasExpired(enrollment, now);
  return waits && isPaidEnoughToOpen(enrollment);
}

function openIfPaid({ enrollment, now }: { enrollment: Enrollment; now: Date }): Enrollment {
  if (!isOpenedByPayment(enrollment, now)) return enrollment;
  const { completeWithin } = enrollment.terms;
  const startsCounting = completeWithin?.from === 'start';
  const expiresAt = startsCounting
    ? new Date(now.getTime() + completeWithin.seconds * 1_000)
    : enrollment.expiresAt;
  return { ...enrollment, enrollmentStatus: 'ACTIVE', activatedAt: now, expiresAt };
}
