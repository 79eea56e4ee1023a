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
