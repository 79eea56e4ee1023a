import {
  countsOf,
  giveSeatBack,
  joinWaitlist,
  leaveWaitlist,
  placeFor,
  seatsEqualEnrollments,
  takeSeat,
} from '../../../src/enrollments/seat-gate.ts';
import { someOffer, someSeats } from '../../fixtures/course.ts';

describe('where a newcomer goes', () => {
  it.each([
    ['to the last seat', { taken: 29 }, 'seat'],
    ['to the waiting list when no seat is left', { taken: 30 }, 'waitlist'],
    ['to its last place', { taken: 30, waitlisted: 9 }, 'waitlist'],
    ['nowhere when that is full, too', { taken: 30, waitlisted: 10 }, 'none'],
    ['behind those who wait, though a seat is free', { taken: 29, waitlisted: 1 }, 'waitlist'],
    ['nowhere, if as many wait as may, though a seat is free', { taken: 29, waitlisted: 10 }, 'none'],
  ])('%s', (_, counts, expected) => {
    expect(placeFor(someSeats(counts))).toBe(expected);
  });
});

describe('the counts of a course are those of its enrollments', () => {
  const statuses = ['ACTIVE', 'COMPLETED', 'EXPIRED', 'WAITLISTED', 'CANCELLED'] as const;

  it.each([
    ['when both agree', { taken: 3, waitlisted: 1 }, true],
    ['not with a seat too many', { taken: 4, waitlisted: 1 }, false],
    ['not with a seat too few', { taken: 2, waitlisted: 1 }, false],
    ['not when one more waits', { taken: 3, waitlisted: 2 }, false],
    ['not when nobody waits', { taken: 3, waitlisted: 0 }, false],
  ])('%s', (_, counts, expected) => {
    expect(seatsEqualEnrollments(someSeats(counts), statuses)).toBe(expected);
  });
});

describe('a count that has drifted', () => {
  it('is told, and not held at zero', () => {
    expect(() => giveSeatBack(someSeats({ taken: 0 }))).toThrow('none is taken');
    expect(() => leaveWaitlist(someSeats({ waitlisted: 0 }))).toThrow('nobody waits');
    expect(giveSeatBack(someSeats({ taken: 1 })).taken).toBe(0);
    expect(leaveWaitlist(someSeats({ waitlisted: 1 })).waitlisted).toBe(0);
  });
});

it('what a student changes of the counter is its counts: capacity and offer stay the catalog’s', () => {
  const seats = someSeats({ taken: 3, waitlisted: 2, nextWaitlistNumber: 7, offer: someOffer() });
  expect(countsOf(joinWaitlist(takeSeat(seats)))).toEqual({ taken: 4, waitlisted: 3, nextWaitlistNumber: 8 });
});
