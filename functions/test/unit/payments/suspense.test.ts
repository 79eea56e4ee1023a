import fc from 'fast-check';
import { balanceEqualsLedger, noEffect } from '../../../src/enrollments/balance.ts';
import type { LedgerEntry } from '../../../src/enrollments/schema.ts';
import { claimForEnrollment } from '../../../src/payments/claim.ts';
import { Id } from '../../../src/platform/ids.ts';
import { disputed, paid, refunded } from './facts.ts';
import { Account, now } from './ledger.ts';
import { SuspenseAccount } from './suspense-account.ts';

const owner = { userId: Id.parse('student-9'), courseId: Id.parse('course-9') };
const held = (...calls: Parameters<SuspenseAccount['hold']>[0][]): SuspenseAccount => {
  const some = new SuspenseAccount({ namedOwner: owner });
  for (const facts of calls) some.hold(facts);
  return some;
};

describe('money that matches no enrollment', () => {
  it('is kept, with what happens to it, and told once however often it is told', () => {
    const some = held(
      [paid(9_000)],
      [paid(9_000)],
      [refunded(2_000)],
      [disputed(3_000, 'opened')],
      [refunded(2_000)],
    );
    expect(some.suspense).toMatchObject({
      state: 'OPEN',
      reason: 'NO_ENROLLMENT',
      namedOwner: owner,
      currency: 'usd',
      amountPaid: 9_000,
      amountRefunded: 2_000,
      amountDisputed: 3_000,
      entryCount: 3,
    });
  });

  it('may be in a currency that no course is sold in', () => {
    expect(held([paid(9_000, { currency: 'jpy' })]).suspense).toMatchObject({ currency: 'jpy' });
  });

  it('a refund that overtook its payment has to bring it along', () => {
    const some = new SuspenseAccount({ namedOwner: null });
    expect(some.hold([refunded(100)])).toBe('PAYMENT_NOT_FOUND');
    expect(some.hold([paid(100), refunded(100)])).toBeUndefined();
    expect(some.suspense).toMatchObject({ amountPaid: 100, amountRefunded: 100, reason: 'NO_OWNER' });
  });

  it('is not opened for nothing', () => {
    const some = new SuspenseAccount({ namedOwner: owner });
    expect(some.hold([])).toBe('PAYMENT_NOT_FOUND');
    expect(some.suspense).toBeUndefined();
  });

  it('takes nothing more once it was claimed: whoever brings it must look again', () => {
    const some = held([paid(9_000)]);
    some.claimFor(new Account(), { isMarked: false });
    expect(some.hold([refunded(1)])).toBe('STALE_READ');
  });
});

describe('claiming it', () => {
  it('moves the payment with all that happened to it', () => {
    const some = held([paid(9_000)], [refunded(2_000)]);
    const account = new Account();
    expect(some.claimFor(account, { isMarked: false })).toBeUndefined();
    expect(account.enrollment).toMatchObject({
      amountPaid: 9_000,
      amountRefunded: 2_000,
      paymentStatus: 'PARTIAL',
    });
    expect(balanceEqualsLedger(account.enrollment, account.entries)).toBe(true);
    const { userId, courseId } = account.enrollment;
    expect(some.suspense).toMatchObject({
      state: 'CLAIMED',
      claimedAt: now,
      claimedFor: { userId, courseId },
    });
  });

  it('happens once', () => {
    const some = held([paid(9_000)]);
    some.claimFor(new Account(), { isMarked: false });
    const second = new Account();
    expect(some.claimFor(second, { isMarked: false })).toBe('ALREADY_CLAIMED');
    expect(second.enrollment.amountPaid).toBe(0);
  });

  it.each([
    ['nothing waits under this name', { suspense: undefined }, 'SUSPENSE_NOT_FOUND'],
    ['nobody is enrolled', { enrollment: undefined }, 'ENROLLMENT_NOT_FOUND'],
    [
      'the course is paid in another currency',
      { enrollment: new Account({ currency: 'eur' }).enrollment },
      'CURRENCY_MISMATCH',
    ],
    ['a refund arrived since the entries were listed', { entries: [] }, 'STALE_READ'],
  ])('is refused where %s', (_, changes, reason) => {
    const { suspense, entries } = held([paid(9_000)]);
    const { enrollment } = new Account();
    const input = { suspense, entries, enrollment, isMarked: false, now, ...changes };
    expect(claimForEnrollment(input)).toMatchObject({ reason });
  });

  /** What the ledger of an enrollment holds from the time before there was one. */
  const mark: LedgerEntry = {
    entryId: Id.parse('pi_1'),
    kind: 'heldInSuspense',
    amount: 9_000,
    currency: 'usd',
    effect: noEffect,
    paymentIntentId: Id.parse('pi_1'),
    recordedAt: now,
  };

  it('never books twice: not beside the mark, and not by an event that comes after the student enrolled', () => {
    const some = held([paid(9_000)]);
    const account = new Account();
    account.entries.push(mark);
    account.book([paid(9_000)]);
    expect(account.enrollment.amountPaid).toBe(0);
    some.claimFor(account, { isMarked: true });
    account.book([paid(9_000)]);
    expect(account.enrollment.amountPaid).toBe(9_000);
    expect(account.entries.map(entry => entry.entryId)).toEqual([
      'tuition_registration-1',
      'pi_1',
      'pi_1_claimed',
    ]);
  });

  it('comes to the same as if the student had been enrolled from the start, whenever it happens', () => {
    const facts = [
      paid(9_000),
      refunded(4_000),
      refunded(4_000, { failed: true }),
      refunded(1_500, { id: 're_2' }),
    ];
    const told = [...facts, disputed(3_000, 'opened'), disputed(3_000, 'won')];
    const straight = new Account();
    for (const fact of told) straight.book([fact]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: told.length }), fc.boolean(), (before, isMarked) => {
        const some = held(...told.slice(0, before).map(fact => [fact]));
        const account = new Account();
        if (isMarked) account.entries.push(mark);
        some.claimFor(account, { isMarked });
        for (const fact of told) account.book([fact]);
        expect(account.balances()).toEqual(straight.balances());
        expect(balanceEqualsLedger(account.enrollment, account.entries)).toBe(true);
      }),
    );
  });
});
