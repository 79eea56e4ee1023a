import { noEffect } from '../../functions/src/enrollments/balance.ts';
import type { LedgerEntry } from '../../functions/src/enrollments/schema.ts';
import { Id } from '../../functions/src/platform/ids.ts';
import { someEnrollment } from '../../functions/test/fixtures/enrollment.ts';
import { disagreementsOf, seatDisagreement } from './agreement.ts';

const entry = (kind: LedgerEntry['kind'], effect: Partial<LedgerEntry['effect']>): LedgerEntry => ({
  entryId: Id.parse(`entry-${kind}`),
  kind,
  amount: 59_900,
  currency: 'usd',
  effect: { ...noEffect, ...effect },
  paymentIntentId: null,
  recordedAt: new Date('2026-03-01T15:00:00Z'),
});

const tuition = entry('tuition', { total: 59_900 });
const payment = entry('payment', { paid: 10_000 });
const enrollment = someEnrollment({ amountPaid: 10_000, amountDue: 49_900 });
const atStripe = { paid: 10_000, refunded: 0, disputed: 0 };
const account = { path: 'users/a/courses/b', enrollment, entries: [tuition, payment], atStripe };

describe('the final comparison', () => {
  it('agrees when balance, ledger and Stripe say the same', () => {
    expect(disagreementsOf(account)).toEqual([]);
  });

  it('names a ledger entry that the balance does not know', () => {
    const found = disagreementsOf({
      ...account,
      entries: [tuition, payment, entry('refund', { refunded: 1 })],
    });
    expect(found).toEqual(['users/a/courses/b: the balance is not the sum of its ledger']);
  });

  it.each([
    ['paid', { ...atStripe, paid: 10_001 }, 'paid 10000 here, 10001 at Stripe'],
    ['refunded', { ...atStripe, refunded: 1 }, 'refunded 0 here, 1 at Stripe'],
    ['disputed', { ...atStripe, disputed: 1 }, 'disputed 0 here, 1 at Stripe'],
  ])('names what was %s at Stripe and not here', (_what, there, words) => {
    expect(disagreementsOf({ ...account, atStripe: there })).toEqual([`users/a/courses/b: ${words}`]);
  });
});

describe('the seat count', () => {
  const course = { courseId: enrollment.courseId, capacity: 1, enrollments: [enrollment] };

  it('agrees when it is the number of seated students', () => {
    expect(seatDisagreement({ ...course, taken: 1 })).toBeUndefined();
  });

  it('does not count who waits', () => {
    const waiting = someEnrollment({ enrollmentStatus: 'WAITLISTED' });
    expect(seatDisagreement({ ...course, taken: 0, enrollments: [waiting] })).toBeUndefined();
  });

  it('names a seat that nobody sits on, and one seat too many', () => {
    expect(seatDisagreement({ ...course, taken: 0 })).toContain('0 of 1 seats');
    expect(seatDisagreement({ ...course, taken: 2, enrollments: [enrollment, enrollment] })).toContain(
      '2 of 1',
    );
  });
});
