import { addEffects, balancesFrom, netPaidOf, paymentStatusFrom, sumsOf } from './balance.ts';
import type { AccessStatus, Effect, Enrollment, EnrollmentStatus } from './schema.ts';

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
 * While the course runs, and after it was completed in time: then there is something to pay for, and driving often comes
 * last. Out of time is out of time, whether or not the nightly job came by.
 */
export function isInForce({ enrollment, now }: { enrollment: Enrollment; now: Date }): boolean {
  switch (enrollment.enrollmentStatus) {
    case 'COMPLETED':
    case 'CERTIFIED':
      return true;
    case 'PENDING_PAYMENT':
    case 'ACTIVE':
      return !hasExpired(enrollment, now);
    case 'WAITLISTED':
    case 'CANCELLED':
    case 'EXPIRED':
      return false;
  }
}

/** Derived from payment, dispute, identity lock and expiry; never set by hand. */
export function accessStatusFrom(enrollment: Enrollment): AccessStatus {
  const { enrollmentStatus } = enrollment;
  if (enrollmentStatus === 'EXPIRED') return 'EXPIRED';
  if (enrollmentStatus === 'CANCELLED' || enrollmentStatus === 'WAITLISTED') return 'LOCKED';
  if (enrollment.amountDisputed > 0 || enrollment.identity.lock !== null) return 'SUSPENDED';
  return isPaidEnoughToOpen(enrollment) ? 'ACTIVE' : 'LOCKED';
}

/** A tuition of 30 opens at 30 even if the policy's minimum is 50. */
export function isPaidEnoughToOpen(enrollment: Enrollment): boolean {
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

function openIfPaid({ enrollment, now }: { enrollment: Enrollment; now: Date }): Enrollment {
  if (enrollment.enrollmentStatus !== 'PENDING_PAYMENT' || !isPaidEnoughToOpen(enrollment)) return enrollment;
  const { completeWithin } = enrollment.terms;
  const startsCounting = completeWithin?.from === 'start';
  const expiresAt = startsCounting
    ? new Date(now.getTime() + completeWithin.seconds * 1_000)
    : enrollment.expiresAt;
  return { ...enrollment, enrollmentStatus: 'ACTIVE', activatedAt: now, expiresAt };
}
