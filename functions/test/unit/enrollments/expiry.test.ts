import { expire, isNotPaidInTime } from '../../../src/enrollments/expiry.ts';
import type { EnrollmentStatus } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const expiresAt = new Date('2026-08-28T15:00:00.000Z');
const active = someEnrollment({ enrollmentStatus: 'ACTIVE', accessStatus: 'ACTIVE', expiresAt });

describe('expiry', () => {
  it('closes an open enrollment at the very instant its time is over, not a millisecond before', () => {
    expect(expire({ enrollment: active, now: new Date('2026-08-28T14:59:59.999Z') })).toBeUndefined();
    expect(expire({ enrollment: active, now: expiresAt })).toEqual({
      ...active,
      enrollmentStatus: 'EXPIRED',
      accessStatus: 'EXPIRED',
    });
  });

  it('a payment under way is not handed out again', () => {
    const openPayment = { reservationId: Id.parse('r-1'), amount: 100, paymentIntentId: null };
    expect(expire({ enrollment: { ...active, openPayment }, now: expiresAt })?.openPayment).toBeNull();
  });

  it.each<EnrollmentStatus>(['PENDING_PAYMENT', 'COMPLETED', 'CERTIFIED', 'CANCELLED', 'EXPIRED'])(
    'leaves %s alone',
    enrollmentStatus => {
      const enrollment = { ...active, enrollmentStatus };
      expect(expire({ enrollment, now: new Date('2027-01-01T00:00:00Z') })).toBeUndefined();
    },
  );

  it('an enrollment that is gone by now is nothing to close', () => {
    expect(expire({ enrollment: undefined, now: expiresAt })).toBeUndefined();
  });

  it('a course without an end never expires', () => {
    const endless = { ...active, expiresAt: null };
    expect(expire({ enrollment: endless, now: new Date('2126-01-01T00:00:00Z') })).toBeUndefined();
  });
});

describe('a course is not paid in time', () => {
  const before = new Date(expiresAt.getTime() - 1);
  it.each<[EnrollmentStatus, Date, boolean]>([
    ['PENDING_PAYMENT', before, false],
    ['PENDING_PAYMENT', expiresAt, true],
    ['WAITLISTED', expiresAt, false],
    ['ACTIVE', expiresAt, false],
    ['COMPLETED', expiresAt, false],
    ['CERTIFIED', expiresAt, false],
    ['CANCELLED', expiresAt, false],
    ['EXPIRED', expiresAt, false],
  ])('%s at %s: %s', (enrollmentStatus, now, expected) => {
    expect(isNotPaidInTime({ enrollment: { ...active, enrollmentStatus }, now })).toBe(expected);
  });

  it('where it has an end, and is there', () => {
    const endless = someEnrollment({ expiresAt: null });
    expect(isNotPaidInTime({ enrollment: endless, now: new Date('2126-01-01T00:00:00Z') })).toBe(false);
    expect(isNotPaidInTime({ enrollment: undefined, now: expiresAt })).toBe(false);
  });
});
