import type { Seats } from '../catalog/schema.ts';
import { hasFreeSeat } from '../catalog/seats.ts';
import type { EnrollmentStatus } from './schema.ts';

/** Where a newcomer goes. A free seat belongs to whoever waits longest, so while anybody waits it is not free. */
export function placeFor(seats: Seats): 'seat' | 'waitlist' | 'none' {
  if (seats.waitlisted === 0 && hasFreeSeat(seats)) return 'seat';
  return seats.waitlisted < seats.waitlistCapacity ? 'waitlist' : 'none';
}

/** A seat is spent by being taken: completing or letting the time run out does not give it to somebody else. */
export const holdsSeat = (status: EnrollmentStatus): boolean =>
  status !== 'WAITLISTED' && status !== 'CANCELLED';

/** The invariant of the gate: its counts are the enrollments' own. */
export function seatsEqualEnrollments(seats: Seats, statuses: Iterable<EnrollmentStatus>): boolean {
  let taken = 0;
  let waitlisted = 0;
  for (const status of statuses) {
    if (holdsSeat(status)) taken += 1;
    if (status === 'WAITLISTED') waitlisted += 1;
  }
  return seats.taken === taken && seats.waitlisted === waitlisted;
}

/** What seating, waiting and leaving change. Capacity and offer are the catalog's. */
export const countsOf = ({ taken, waitlisted, nextWaitlistNumber }: Seats): Partial<Seats> => ({
  taken,
  waitlisted,
  nextWaitlistNumber,
});

export const takeSeat = (seats: Seats): Seats => ({ ...seats, taken: seats.taken + 1 });

export const joinWaitlist = (seats: Seats): Seats => ({
  ...seats,
  waitlisted: seats.waitlisted + 1,
  nextWaitlistNumber: seats.nextWaitlistNumber + 1,
});

/** @throws Error when nobody holds a seat: the count has drifted, and a clamp at zero would hide it */
export function giveSeatBack(seats: Seats): Seats {
  if (seats.taken === 0) throw new Error('A seat is given back although none is taken.');
  return { ...seats, taken: seats.taken - 1 };
}

/** @throws Error when nobody waits: the count has drifted, and a clamp at zero would hide it */
export function leaveWaitlist(seats: Seats): Seats {
  if (seats.waitlisted === 0) throw new Error('A waiting place is given back although nobody waits.');
  return { ...seats, waitlisted: seats.waitlisted - 1 };
}
