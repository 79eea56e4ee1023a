import type { LedgerEntry } from '../../../../client/src/index.ts';
import { chosenPayment, refundablePayments } from '../../../src/staff/refundable.ts';

const nothing = { total: 0, paid: 0, refunded: 0, disputed: 0 };

function entry(over: Partial<LedgerEntry> & Pick<LedgerEntry, 'entryId' | 'kind'>): LedgerEntry {
  return {
    amount: 0,
    currency: 'usd',
    effect: nothing,
    paymentIntentId: null,
    recordedAt: new Date('2026-03-02T10:00:00Z'),
    ...over,
  };
}

const paid = (paymentIntentId: string, amount: number): LedgerEntry =>
  entry({
    entryId: paymentIntentId,
    kind: 'payment',
    amount,
    paymentIntentId,
    effect: { ...nothing, paid: amount },
  });

const returned = (paymentIntentId: string, amount: number): LedgerEntry =>
  entry({
    entryId: `re_${amount}`,
    kind: 'refund',
    amount,
    paymentIntentId,
    effect: { ...nothing, refunded: amount },
  });

const atMost = (balance: { amountPaid: number; amountRefunded: number }, ledger: readonly LedgerEntry[]) =>
  refundablePayments({ balance, ledger }).map(payment => [payment.paymentIntentId, payment.atMost]);

describe('the payment that is returned', () => {
  const later = { ...paid('pi_2', 4_000), recordedAt: new Date('2026-03-05T10:00:00Z') };
  const payments = refundablePayments({
    balance: { amountPaid: 9_000, amountRefunded: 0 },
    ledger: [paid('pi_1', 5_000), later],
  });

  test('is the one it was asked for, and the newest where none is named', () => {
    expect(chosenPayment({ payments, paymentIntentId: 'pi_1' })?.paymentIntentId).toBe('pi_1');
    expect(chosenPayment({ payments, paymentIntentId: null })?.paymentIntentId).toBe('pi_2');
  });

  test('is never another one in its place: of a payment that is disputed nothing can go back', () => {
    expect(chosenPayment({ payments, paymentIntentId: 'pi_disputed' })).toBeUndefined();
  });
});

describe('what may be returned of a payment', () => {
  test('all of it, where nothing went back yet', () => {
    expect(atMost({ amountPaid: 5_000, amountRefunded: 0 }, [paid('pi_1', 5_000)])).toEqual([
      ['pi_1', 5_000],
    ]);
  });

  test('what is left of it after a refund, and nothing once all went back', () => {
    const ledger = [paid('pi_1', 5_000), returned('pi_1', 2_000)];
    expect(atMost({ amountPaid: 5_000, amountRefunded: 2_000 }, ledger)).toEqual([['pi_1', 3_000]]);
    const all = [paid('pi_1', 5_000), returned('pi_1', 5_000)];
    expect(atMost({ amountPaid: 5_000, amountRefunded: 5_000 }, all)).toEqual([]);
  });

  test('a refund that failed may be tried again', () => {
    const failed = entry({
      entryId: 're_2000_failed',
      kind: 'refundFailed',
      amount: 2_000,
      paymentIntentId: 'pi_1',
      effect: { ...nothing, refunded: -2_000 },
    });
    const ledger = [paid('pi_1', 5_000), returned('pi_1', 2_000), failed];
    expect(atMost({ amountPaid: 5_000, amountRefunded: 0 }, ledger)).toEqual([['pi_1', 5_000]]);
  });

  test('what is disputed is the bank’s to decide', () => {
    const dispute = entry({
      entryId: 'dp_1_opened',
      kind: 'disputeOpened',
      amount: 5_000,
      paymentIntentId: 'pi_1',
      effect: { ...nothing, disputed: 5_000 },
    });
    expect(atMost({ amountPaid: 5_000, amountRefunded: 0 }, [paid('pi_1', 5_000), dispute])).toEqual([]);
  });

  test('each payment by itself, the newest first, and never more than the enrollment holds', () => {
    const later = { ...paid('pi_2', 4_000), recordedAt: new Date('2026-03-05T10:00:00Z') };
    const ledger = [paid('pi_1', 5_000), later];
    expect(atMost({ amountPaid: 9_000, amountRefunded: 6_000 }, ledger)).toEqual([
      ['pi_2', 3_000],
      ['pi_1', 3_000],
    ]);
  });

  test('money that waits in suspense is not the enrollment’s to return', () => {
    const mark = entry({ entryId: 'pi_1', kind: 'heldInSuspense', amount: 5_000, paymentIntentId: 'pi_1' });
    expect(atMost({ amountPaid: 0, amountRefunded: 0 }, [mark])).toEqual([]);
  });
});
