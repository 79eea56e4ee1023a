import type { Seats } from '../../../src/catalog/schema.ts';
import { type Cancelled, cancel } from '../../../src/enrollments/cancellation.ts';
import { withEffect } from '../../../src/enrollments/enrollment.ts';
import type { Enrollment, EnrollmentStatus } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { refuse } from '../../../src/platform/refusal.ts';
import { someSeats } from '../../fixtures/course.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const now = new Date('2026-03-05T15:00:00Z');
const request = { requestId: Id.parse('request-1'), reason: 'moving away' };

const cancelling = ({ enrollment, seats }: { enrollment: Enrollment | undefined; seats: Seats }) =>
  cancel({ enrollment, seats, request, now });

function cancelled(input: { enrollment: Enrollment; seats: Seats }): Cancelled {
  const result = cancelling(input);
  if (result.kind === 'refused') throw new Error(result.reason);
  return result;
}

const waiting = someEnrollment({
  enrollmentStatus: 'WAITLISTED',
  waitlistNumber: 4,
  amountTotal: 0,
  amountDue: 0,
  paymentStatus: 'COMPLETED',
});

describe('cancelling', () => {
  it.each<EnrollmentStatus>(['PENDING_PAYMENT', 'ACTIVE'])('%s gives the seat back', enrollmentStatus => {
    const { enrollment, seats } = cancelled({
      enrollment: someEnrollment({ enrollmentStatus }),
      seats: someSeats({ taken: 12 }),
    });
    expect(seats).toEqual(someSeats({ taken: 11 }));
    expect(enrollment).toMatchObject({
      enrollmentStatus: 'CANCELLED',
      accessStatus: 'LOCKED',
      cancelledAt: now,
      cancelReason: 'moving away',
    });
  });

  it('WAITLISTED leaves the queue, and no tuition is taken back that was never charged', () => {
    const result = cancelled({ enrollment: waiting, seats: someSeats({ taken: 30, waitlisted: 3 }) });
    expect(result.seats).toEqual(someSeats({ taken: 30, waitlisted: 2 }));
    expect(result.tuitionCancelled).toBeUndefined();
    expect(result.enrollment).toMatchObject({ enrollmentStatus: 'CANCELLED', waitlistNumber: null });
  });

  it.each<EnrollmentStatus>(['COMPLETED', 'CERTIFIED', 'CANCELLED', 'EXPIRED'])(
    '%s cannot be cancelled any more',
    enrollmentStatus => {
      const enrollment = someEnrollment({ enrollmentStatus });
      expect(cancelling({ enrollment, seats: someSeats({ taken: 1 }) })).toEqual(
        refuse('ILLEGAL_TRANSITION'),
      );
    },
  );

  it('somebody who never enrolled is told so', () => {
    expect(cancelling({ enrollment: undefined, seats: someSeats() })).toEqual(refuse('ENROLLMENT_NOT_FOUND'));
  });
});

describe('the money of a cancelled enrollment', () => {
  it('the tuition is taken back and what was paid stays as credit, never refunded by itself', () => {
    const paid = withEffect({
      enrollment: someEnrollment(),
      effect: { total: 0, paid: 20_000, refunded: 0, disputed: 0 },
      now,
    });
    const { enrollment, tuitionCancelled } = cancelled({ enrollment: paid, seats: someSeats({ taken: 1 }) });
    expect(tuitionCancelled).toMatchObject({
      entryId: 'tuitionCancelled_request-1',
      kind: 'tuitionCancelled',
      amount: 59_900,
      effect: { total: -59_900, paid: 0, refunded: 0, disputed: 0 },
    });
    expect(enrollment).toMatchObject({
      amountTotal: 0,
      amountPaid: 20_000,
      amountDue: 0,
      amountRefunded: 0,
      creditBalance: 20_000,
      accessStatus: 'LOCKED',
    });
  });

  it('a payment that was under way is not handed out again', () => {
    const openPayment = { reservationId: Id.parse('r-1'), amount: 59_900, paymentIntentId: null };
    const { enrollment } = cancelled({
      enrollment: someEnrollment({ openPayment }),
      seats: someSeats({ taken: 1 }),
    });
    expect(enrollment.openPayment).toBeNull();
  });
});

describe('what a cancellation asks for', () => {
  it('a freed seat goes to somebody who waits', () => {
    const seats = someSeats({ taken: 30, waitlisted: 1 });
    expect(cancelled({ enrollment: someEnrollment(), seats }).isPromotionDue).toBe(true);
  });

  it('nothing, when nobody waits or the course is still over its lowered capacity', () => {
    const nobody = someSeats({ taken: 30 });
    expect(cancelled({ enrollment: someEnrollment(), seats: nobody }).isPromotionDue).toBe(false);
    const over = someSeats({ capacity: 29, taken: 30, waitlisted: 1 });
    expect(cancelled({ enrollment: someEnrollment(), seats: over }).isPromotionDue).toBe(false);
  });

  it('the first in line leaves while a seat is free: the next one is thought of', () => {
    const seats = someSeats({ taken: 29, waitlisted: 2 });
    expect(cancelled({ enrollment: waiting, seats }).isPromotionDue).toBe(true);
  });
});

describe('counts that have drifted', () => {
  it('are reported, never clamped at zero', () => {
    expect(() => cancelling({ enrollment: someEnrollment(), seats: someSeats({ taken: 0 }) })).toThrow(
      'none is taken',
    );
    expect(() => cancelling({ enrollment: waiting, seats: someSeats({ waitlisted: 0 }) })).toThrow(
      'nobody waits',
    );
  });
});
