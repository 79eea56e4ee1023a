import type { Enrollment } from '../../../../client/src/index.ts';

export const hasLapsed = ({ until, now }: { until: Date | null; now: Date }): boolean =>
  until !== null && until <= now;

type Times = Pick<Enrollment, 'enrollmentStatus' | 'expiresAt'>;

/** Its time is over from that instant on; the status follows in the night, and until then the course only refuses. */
export const isOver = ({ enrollment, now }: { enrollment: Times; now: Date }): boolean =>
  enrollment.enrollmentStatus === 'EXPIRED' ||
  ((enrollment.enrollmentStatus === 'ACTIVE' || enrollment.enrollmentStatus === 'PENDING_PAYMENT') &&
    hasLapsed({ until: enrollment.expiresAt, now }));

/** Given up, or out of time. */
export const hasEnded = (standing: { enrollment: Times; now: Date }): boolean =>
  standing.enrollment.enrollmentStatus === 'CANCELLED' || isOver(standing);

/** Its time went by before it was opened: at night it is cancelled, and its seat goes to somebody else. */
export function wasNotPaidInTime({ enrollment, now }: { enrollment: Enrollment; now: Date }): boolean {
  const { enrollmentStatus, activatedAt, cancelledAt, expiresAt } = enrollment;
  if (enrollmentStatus === 'CANCELLED')
    return activatedAt === null && cancelledAt !== null && hasLapsed({ until: expiresAt, now: cancelledAt });
  return enrollmentStatus === 'PENDING_PAYMENT' && isOver({ enrollment, now });
}
