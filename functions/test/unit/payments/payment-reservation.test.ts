import type { Enrollment, EnrollmentStatus } from '../../../src/enrollments/schema.ts';
import { payableAmount, reservePayment } from '../../../src/payments/payment-reservation.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const id = (text: string): Id => Id.parse(text);
const part = (amount: number) => ({ kind: 'part', amount }) as const;
const remaining = { kind: 'remaining' } as const;
const DUE = 59_900;
const now = new Date('2026-03-02T15:00:00Z');

describe('what a student may be asked to pay', () => {
  it.each([1, DUE - 1, DUE])('a part of %i of what is due', amount => {
    expect(payableAmount({ enrollment: someEnrollment(), wish: part(amount), now })).toBe(amount);
  });

  it('one cent more than what is due is refused, and the field is named', () => {
    expect(payableAmount({ enrollment: someEnrollment(), wish: part(DUE + 1), now })).toMatchObject({
      reason: 'AMOUNT_EXCEEDS_DUE',
      fields: [{ path: 'amount' }],
    });
  });

  it('the rest is what is due, whatever was paid', () => {
    const enrollment = someEnrollment({ amountPaid: DUE - 1, amountDue: 1 });
    expect(payableAmount({ enrollment, wish: remaining, now })).toBe(1);
  });

  it.each([part(1), remaining])('where nothing is due, %j is refused', wish => {
    const enrollment = someEnrollment({ amountPaid: DUE, amountDue: 0 });
    expect(payableAmount({ enrollment, wish, now })).toMatchObject({ reason: 'NOTHING_DUE' });
  });

  it.each<[EnrollmentStatus, string | number]>([
    ['WAITLISTED', 'ENROLLMENT_WAITLISTED'],
    ['PENDING_PAYMENT', DUE],
    ['ACTIVE', DUE],
    ['COMPLETED', DUE],
    ['CERTIFIED', DUE],
    ['CANCELLED', 'ENROLLMENT_CLOSED'],
    ['EXPIRED', 'ENROLLMENT_EXPIRED'],
  ])('an enrollment that is %s: %s', (enrollmentStatus, expected) => {
    const answer = payableAmount({ enrollment: someEnrollment({ enrollmentStatus }), wish: remaining, now });
    expect(typeof answer === 'number' ? answer : answer.reason).toBe(expected);
  });
});

describe('a course whose time is over takes no money, although the nightly job has not come by', () => {
  const after = new Date(now.getTime() + 1);
  it.each<[EnrollmentStatus, Date, string | number]>([
    ['ACTIVE', now, 'ENROLLMENT_EXPIRED'],
    ['ACTIVE', after, DUE],
    ['PENDING_PAYMENT', now, 'ENROLLMENT_EXPIRED'],
    ['CANCELLED', now, 'ENROLLMENT_CLOSED'],
    ['PENDING_PAYMENT', after, DUE],
    ['COMPLETED', now, DUE],
    ['CERTIFIED', now, DUE],
  ])('%s until %s: %s', (enrollmentStatus, expiresAt, expected) => {
    const enrollment = someEnrollment({ enrollmentStatus, expiresAt });
    const answer = payableAmount({ enrollment, wish: remaining, now });
    expect(typeof answer === 'number' ? answer : answer.reason).toBe(expected);
  });
});

describe('one payment for all tabs', () => {
  const openPayment = { reservationId: id('tab-1'), amount: DUE, paymentIntentId: id('pi_1') };
  const withOpen = (changes: Partial<Enrollment> = {}) => someEnrollment({ openPayment, ...changes });
  const reserve = (input: Partial<Parameters<typeof reservePayment>[0]>) =>
    reservePayment({ enrollment: withOpen(), wish: remaining, requestId: id('tab-2'), now, ...input });

  it('the first tab opens one under its own name', () => {
    expect(reserve({ enrollment: someEnrollment() })).toEqual({
      kind: 'reserved',
      reservationId: 'tab-2',
      amount: DUE,
      openPayment: { reservationId: 'tab-2', amount: DUE, paymentIntentId: null },
    });
  });

  it('the second tab is handed the first one’s, also before Stripe has made it', () => {
    expect(reserve({})).toMatchObject({ reservationId: 'tab-1', openPayment });
    const unmade = { ...openPayment, paymentIntentId: null };
    expect(reserve({ enrollment: withOpen({ openPayment: unmade }) })).toMatchObject({
      reservationId: 'tab-1',
    });
  });

  it('another balance is another payment', () => {
    expect(reserve({ enrollment: withOpen({ amountPaid: 100, amountDue: DUE - 100 }) })).toMatchObject({
      reservationId: 'tab-2',
      amount: DUE - 100,
    });
  });

  it('one that was canceled at Stripe is not handed out again; another that took its place is', () => {
    expect(reserve({ deadPaymentIntentId: id('pi_1') })).toMatchObject({ reservationId: 'tab-2' });
    expect(reserve({ deadPaymentIntentId: id('pi_0') })).toMatchObject({ reservationId: 'tab-1' });
  });

  it('a part is always a payment of its own', () => {
    expect(reserve({ wish: part(DUE) })).toEqual({
      kind: 'reserved',
      reservationId: 'tab-2',
      amount: DUE,
      openPayment: undefined,
    });
  });
});
