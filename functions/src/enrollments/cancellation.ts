import type { Seats } from '../catalog/schema.ts';
import { isPromotionDue } from '../catalog/seats.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { canBecome, withDerivedStatuses } from './enrollment.ts';
import type { Enrollment, LedgerEntry } from './schema.ts';
import { giveSeatBack, leaveWaitlist } from './seat-gate.ts';
import { cancelTuition } from './tuition.ts';

export interface Cancelled {
  readonly kind: 'cancelled';
  readonly seats: Seats;
  readonly enrollment: Enrollment;
  /** Takes the tuition back; none for somebody who only waited. */
  readonly tuitionCancelled: LedgerEntry | undefined;
  readonly isPromotionDue: boolean;
}

/**
 * Ends an enrollment and frees its place. What was paid becomes credit, and staff return it: by itself it never
 * goes back, or a student could finish the hours and take the money with them.
 */
export function cancel({
  enrollment,
  seats,
  request,
  now,
}: {
  enrollment: Enrollment | undefined;
  seats: Seats | undefined;
  request: { readonly requestId: Id; readonly reason: string };
  now: Date;
}): Cancelled | Refusal {
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  if (!canBecome(enrollment.enrollmentStatus, 'CANCELLED')) return refuse('ILLEGAL_TRANSITION');
  if (seats === undefined) throw new Error('An enrollment exists in a course without a seat count.');
  const closed: Enrollment = {
    ...enrollment,
    enrollmentStatus: 'CANCELLED',
    openPayment: null,
    waitlistNumber: null,
    cancelledAt: now,
    cancelReason: request.reason,
  };
  if (enrollment.enrollmentStatus === 'WAITLISTED') {
    const left = leaveWaitlist(seats);
    const after = withDerivedStatuses(closed);
    return cancelled({ seats: left, enrollment: after, tuitionCancelled: undefined });
  }
  const { enrollment: after, entry } = cancelTuition({
    enrollment: closed,
    requestId: request.requestId,
    now,
  });
  return cancelled({ seats: giveSeatBack(seats), enrollment: after, tuitionCancelled: entry });
}

/**
 * Not only a freed seat makes a promotion due: of two who wait for one free seat the first may just have left,
 * and whoever promotes may have seen that one alone.
 */
function cancelled(result: Pick<Cancelled, 'seats' | 'enrollment' | 'tuitionCancelled'>): Cancelled {
  return { kind: 'cancelled', ...result, isPromotionDue: isPromotionDue(result.seats) };
}
