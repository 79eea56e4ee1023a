import type { Enrollment } from '../enrollments/schema.ts';
import { yearsAfter } from '../platform/years.ts';

/**
 * The day from which a course's record may be erased: so many years after the course ended, by the policy.
 * @param now for a course that never ended: its last day is today
 */
export function keptUntil({
  enrollment,
  retentionYears,
  now,
}: {
  enrollment: Enrollment;
  retentionYears: number;
  now: Date;
}): string {
  const { certifiedAt, completedAt, cancelledAt, enrollmentStatus, expiresAt } = enrollment;
  const expiredAt = enrollmentStatus === 'EXPIRED' ? expiresAt : null;
  const ended = certifiedAt ?? completedAt ?? cancelledAt ?? expiredAt ?? now;
  const last = yearsAfter({ from: ended, years: retentionYears });
  // The day after, since the instant falls somewhere into this one.
  last.setUTCDate(last.getUTCDate() + 1);
  return last.toISOString().slice(0, 10);
}
