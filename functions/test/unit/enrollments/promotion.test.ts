import { promote } from '../../../src/enrollments/promotion.ts';
import { register } from '../../../src/enrollments/registration.ts';
import type { Enrollment, EnrollmentStatus } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someOffer, someSeats } from '../../fixtures/course.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const joinedAt = new Date('2026-03-01T15:00:00Z');
const now = new Date('2026-04-10T15:00:00Z');

function waitingStudent(): Enrollment {
  const request = {
    userId: Id.parse('student-1'),
    courseId: Id.parse('ohio-teen-driver-education'),
    registrationId: Id.parse('registration-1'),
    timeZone: 'America/New_York',
  };
  const result = register({ request, seats: someSeats({ taken: 30 }), existing: undefined, now: joinedAt });
  if (result.kind === 'refused') throw new Error(result.reason);
  return result.enrollment;
}

describe('promotion from the waiting list', () => {
  it('gives the seat, charges the tuition and starts the time that counts from registration', () => {
    const seats = someSeats({ taken: 29, waitlisted: 2 });
    const promotion = promote({ enrollment: waitingStudent(), seats, now });
    expect(promotion).toMatchObject({
      kind: 'promoted',
      seats: someSeats({ taken: 30, waitlisted: 1 }),
      enrollment: {
        enrollmentStatus: 'PENDING_PAYMENT',
        amountDue: 59_900,
        waitlistNumber: null,
        registeredAt: joinedAt,
        expiresAt: new Date('2026-10-07T15:00:00Z'),
      },
      tuition: { entryId: 'tuition_registration-1', amount: 59_900, recordedAt: now },
    });
  });

  it('the price is that of the day on which the waiting began', () => {
    const seats = someSeats({ taken: 29, waitlisted: 1, offer: someOffer({ price: 64_900 }) });
    expect(promote({ enrollment: waitingStudent(), seats, now })).toMatchObject({
      enrollment: { amountTotal: 59_900 },
    });
  });

  it('the last free seat is given, one more is not', () => {
    const enrollment = waitingStudent();
    expect(promote({ enrollment, seats: someSeats({ taken: 29, waitlisted: 1 }), now }).kind).toBe(
      'promoted',
    );
    expect(promote({ enrollment, seats: someSeats({ taken: 30, waitlisted: 1 }), now }).kind).toBe(
      'noFreeSeat',
    );
  });

  it('who is gone by now is passed over; a course without a count of seats has none to give', () => {
    const seats = someSeats({ taken: 1, waitlisted: 1 });
    expect(promote({ enrollment: undefined, seats, now })).toEqual({ kind: 'notWaiting' });
    expect(promote({ enrollment: waitingStudent(), seats: undefined, now })).toEqual({ kind: 'noFreeSeat' });
  });

  it.each<EnrollmentStatus>(['PENDING_PAYMENT', 'ACTIVE', 'CANCELLED', 'EXPIRED'])(
    'somebody who is %s by now is passed over',
    enrollmentStatus => {
      const seats = someSeats({ taken: 1, waitlisted: 1 });
      const enrollment = someEnrollment({ enrollmentStatus });
      expect(promote({ enrollment, seats, now })).toEqual({ kind: 'notWaiting' });
    },
  );
});
