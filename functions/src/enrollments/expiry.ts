import { canBecome, hasExpired, withDerivedStatuses } from './enrollment.ts';
import type { Enrollment } from './schema.ts';

/** The enrollment closed because its time is over, or undefined where there is nothing to close (any more). */
export function expire({
  enrollment,
  now,
}: {
  enrollment: Enrollment | undefined;
  now: Date;
}): Enrollment | undefined {
  if (enrollment === undefined || !hasExpired(enrollment, now)) return undefined;
  if (!canBecome(enrollment.enrollmentStatus, 'EXPIRED')) return undefined;
  return withDerivedStatuses({ ...enrollment, enrollmentStatus: 'EXPIRED', openPayment: null });
}

/** `cancelReason` of a course that ended before it was opened. Stored: a new wording leaves the old ones as they are. */
export const NOT_PAID_IN_TIME = 'Not paid in time';

/**
 * Whether the time is over of a course that was never opened. It does not expire, it is cancelled: nobody sat in its
 * seat, nothing was taught for its tuition, and it can never be paid any more.
 */
export function isNotPaidInTime({
  enrollment,
  now,
}: {
  enrollment: Enrollment | undefined;
  now: Date;
}): boolean {
  return enrollment?.enrollmentStatus === 'PENDING_PAYMENT' && hasExpired(enrollment, now);
}
