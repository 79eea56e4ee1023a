import { type Registered, register } from '../../../src/enrollments/registration.ts';
import type { EnrollmentStatus } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import type { Reason } from '../../../src/platform/reasons.ts';
import { refuse } from '../../../src/platform/refusal.ts';
import { DAY_SECONDS, someOffer, someSeats, someTerms } from '../../fixtures/course.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const now = new Date('2026-03-01T15:00:00Z');
const request = {
  userId: Id.parse('student-1'),
  courseId: Id.parse('ohio-teen-driver-education'),
  registrationId: Id.parse('registration-1'),
  timeZone: 'America/New_York',
};

const registering = (seats: ReturnType<typeof someSeats> | undefined) =>
  register({ request, seats, existing: undefined, now });

function registered(seats: ReturnType<typeof someSeats>): Registered {
  const result = registering(seats);
  if (result.kind === 'refused') throw new Error(result.reason);
  return result;
}

describe('the seat gate', () => {
  it.each([
    { capacity: 30, taken: 29, waitlisted: 0, waitlistCapacity: 10, place: 'PENDING_PAYMENT' },
    { capacity: 30, taken: 30, waitlisted: 0, waitlistCapacity: 10, place: 'WAITLISTED' },
    { capacity: 30, taken: 30, waitlisted: 9, waitlistCapacity: 10, place: 'WAITLISTED' },
    { capacity: 30, taken: 30, waitlisted: 10, waitlistCapacity: 10, place: 'SOLD_OUT' },
    { capacity: 30, taken: 30, waitlisted: 0, waitlistCapacity: 0, place: 'SOLD_OUT' },
    // A seat that was given back is for those who wait, not for whoever comes first.
    { capacity: 30, taken: 29, waitlisted: 1, waitlistCapacity: 10, place: 'WAITLISTED' },
    { capacity: 30, taken: 29, waitlisted: 10, waitlistCapacity: 10, place: 'SOLD_OUT' },
    // The school lowered the capacity under those who came.
    { capacity: 20, taken: 30, waitlisted: 0, waitlistCapacity: 0, place: 'SOLD_OUT' },
    { capacity: 0, taken: 0, waitlisted: 0, waitlistCapacity: 1, place: 'WAITLISTED' },
  ])(
    '$taken of $capacity taken, $waitlisted of $waitlistCapacity waiting: $place',
    ({ place, ...counts }) => {
      const result = registering(someSeats(counts));
      expect(result.kind === 'refused' ? result.reason : result.enrollment.enrollmentStatus).toBe(place);
    },
  );

  it('a seat is counted, a waiting place is numbered and counted', () => {
    expect(registered(someSeats({ taken: 3 })).seats).toEqual(someSeats({ taken: 4 }));
    const full = someSeats({ taken: 30, waitlisted: 2, nextWaitlistNumber: 8 });
    const waiting = registered(full);
    expect(waiting.seats).toEqual(someSeats({ taken: 30, waitlisted: 3, nextWaitlistNumber: 9 }));
    expect(waiting.enrollment.waitlistNumber).toBe(8);
  });
});

describe('who may register', () => {
  it('a course that is unknown or not published is not found', () => {
    expect(registering(undefined)).toEqual(refuse('COURSE_NOT_FOUND'));
    const unpublished = someSeats({ offer: someOffer({ published: false }) });
    expect(registering(unpublished)).toEqual(refuse('COURSE_NOT_FOUND'));
  });

  it.each<[EnrollmentStatus, Reason]>([
    ['WAITLISTED', 'ALREADY_ENROLLED'],
    ['PENDING_PAYMENT', 'ALREADY_ENROLLED'],
    ['ACTIVE', 'ALREADY_ENROLLED'],
    ['COMPLETED', 'ALREADY_ENROLLED'],
    ['CERTIFIED', 'ALREADY_ENROLLED'],
    ['CANCELLED', 'ENROLLMENT_CLOSED'],
    ['EXPIRED', 'ENROLLMENT_CLOSED'],
  ])('a student whose enrollment is %s is told %s', (enrollmentStatus, reason) => {
    const existing = someEnrollment({ enrollmentStatus });
    expect(register({ request, seats: someSeats(), existing, now })).toEqual(refuse(reason));
  });
});

describe('what is pinned', () => {
  it('a seat charges the price in the same step, and the course stays locked until enough is paid', () => {
    const { enrollment, tuition } = registered(someSeats());
    expect(enrollment).toEqual(someEnrollment({ registeredAt: now }));
    expect(tuition).toEqual({
      entryId: 'tuition_registration-1',
      kind: 'tuition',
      amount: 59_900,
      currency: 'usd',
      effect: { total: 59_900, paid: 0, refunded: 0, disputed: 0 },
      paymentIntentId: null,
      recordedAt: now,
    });
  });

  it('who waits owes nothing, but the price of that day is kept', () => {
    const { enrollment, tuition } = registered(someSeats({ taken: 30 }));
    expect(tuition).toBeUndefined();
    expect(enrollment).toMatchObject({ price: 59_900, amountTotal: 0, amountDue: 0, expiresAt: null });
    expect(enrollment.accessStatus).toBe('LOCKED');
  });

  it.each([
    { course: 'free', offer: someOffer({ price: 0 }) },
    { course: 'open without a deposit', offer: someOffer({ terms: someTerms({ minimumPaidToOpen: 0 }) }) },
  ])('a course that is $course opens at once', ({ offer }) => {
    const { enrollment } = registered(someSeats({ offer }));
    expect(enrollment).toMatchObject({
      enrollmentStatus: 'ACTIVE',
      accessStatus: 'ACTIVE',
      activatedAt: now,
      amountDue: offer.price,
    });
  });

  it('the time to complete runs from registration, from the start, or not at all', () => {
    const expiryUnder = (completeWithin: ReturnType<typeof someTerms>['completeWithin']) =>
      registered(someSeats({ offer: someOffer({ terms: someTerms({ completeWithin }) }) })).enrollment
        .expiresAt;
    const seconds = 30 * DAY_SECONDS;
    expect(expiryUnder({ from: 'registration', seconds })).toEqual(new Date('2026-03-31T15:00:00Z'));
    expect(expiryUnder({ from: 'start', seconds })).toBeNull();
    expect(expiryUnder(null)).toBeNull();
  });

  it('a free course that counts from the start starts at registration', () => {
    const terms = someTerms({ completeWithin: { from: 'start', seconds: 30 * DAY_SECONDS } });
    const { enrollment } = registered(someSeats({ offer: someOffer({ price: 0, terms }) }));
    expect(enrollment.expiresAt).toEqual(new Date('2026-03-31T15:00:00Z'));
  });
});
