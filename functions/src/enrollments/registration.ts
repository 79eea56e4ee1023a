import type { Offer, Seats } from '../catalog/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { balancesFrom, noEffect, paymentStatusFrom } from './balance.ts';
import { withDerivedStatuses } from './enrollment.ts';
import { nothingLearnt } from './learning.ts';
import type { Enrollment, LedgerEntry } from './schema.ts';
import { joinWaitlist, placeFor, takeSeat } from './seat-gate.ts';
import { type Booked, chargeTuition } from './tuition.ts';

export interface RegistrationRequest {
  readonly userId: Id;
  readonly courseId: Id;
  readonly registrationId: Id;
  readonly timeZone: string;
}

export interface Registered {
  readonly kind: 'registered';
  readonly seats: Seats;
  readonly enrollment: Enrollment;
  /** Only with a seat: who waits owes nothing yet. */
  readonly tuition: LedgerEntry | undefined;
}

/** A seat, a place in the queue, or a «no». Price and terms are pinned as they are offered at this moment. */
export function register({
  request,
  seats,
  existing,
  now,
}: {
  request: RegistrationRequest;
  seats: Seats | undefined;
  existing: Enrollment | undefined;
  now: Date;
}): Registered | Refusal {
  if (seats === undefined || !seats.offer.published) return refuse('COURSE_NOT_FOUND');
  if (existing !== undefined) return refuse(reasonAgainst(existing));
  const place = placeFor(seats);
  if (place === 'none') return refuse('SOLD_OUT');
  const blank = newEnrollment({ request, offer: seats.offer, now });
  if (place === 'waitlist') {
    const enrollment = { ...blank, waitlistNumber: seats.nextWaitlistNumber };
    return { kind: 'registered', seats: joinWaitlist(seats), enrollment, tuition: undefined };
  }
  const { enrollment, entry } = seatStudent({ enrollment: blank, now });
  return { kind: 'registered', seats: takeSeat(seats), enrollment, tuition: entry };
}

/** From waiting to a seat: the tuition is charged, and the time that counts from registration starts now. */
export function seatStudent({ enrollment, now }: { enrollment: Enrollment; now: Date }): Booked {
  const { completeWithin } = enrollment.terms;
  const expiresAt =
    completeWithin?.from === 'registration' ? new Date(now.getTime() + completeWithin.seconds * 1_000) : null;
  const seated: Enrollment = {
    ...enrollment,
    enrollmentStatus: 'PENDING_PAYMENT',
    waitlistNumber: null,
    expiresAt,
  };
  return chargeTuition({ enrollment: seated, now });
}

function reasonAgainst({ enrollmentStatus }: Enrollment): 'ENROLLMENT_CLOSED' | 'ALREADY_ENROLLED' {
  const isClosed = enrollmentStatus === 'CANCELLED' || enrollmentStatus === 'EXPIRED';
  return isClosed ? 'ENROLLMENT_CLOSED' : 'ALREADY_ENROLLED';
}

/** Before a seat is given: nothing charged, nothing opened. */
function newEnrollment({
  request,
  offer,
  now,
}: {
  request: RegistrationRequest;
  offer: Offer;
  now: Date;
}): Enrollment {
  const { published: _, ...pinned } = offer;
  const balances = balancesFrom(noEffect);
  return withDerivedStatuses({
    ...request,
    ...pinned,
    ...balances,
    enrollmentStatus: 'WAITLISTED',
    paymentStatus: paymentStatusFrom(balances),
    accessStatus: 'LOCKED',
    openPayment: null,
    waitlistNumber: null,
    registeredAt: now,
    activatedAt: null,
    expiresAt: null,
    cancelledAt: null,
    cancelReason: null,
    ...nothingLearnt,
  });
}
