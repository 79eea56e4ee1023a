import type { Enrollment, LedgerEntry } from '../../../client/src/index.ts';

/** A payment of which something may go back. */
export interface RefundablePayment {
  readonly paymentIntentId: string;
  readonly paidAt: Date;
  /** Minor units: what was paid, and how much of it may be returned at most. */
  readonly amount: number;
  readonly atMost: number;
  readonly currency: string;
}

type Balance = Pick<Enrollment, 'amountPaid' | 'amountRefunded'>;
type Entry = Pick<LedgerEntry, 'kind' | 'amount' | 'currency' | 'effect' | 'paymentIntentId' | 'recordedAt'>;

/**
 * What may be returned of each payment: what of it neither went back nor is disputed, and never more than the
 * enrollment holds. The server decides again; this spares staff a refusal.
 * @returns newest first, without those of which nothing is left
 */
export function refundablePayments(input: {
  readonly balance: Balance;
  readonly ledger: readonly Entry[];
}): readonly RefundablePayment[] {
  const held = Math.max(0, input.balance.amountPaid - input.balance.amountRefunded);
  return input.ledger
    .flatMap(entry => {
      const { paymentIntentId, kind, amount, currency, recordedAt } = entry;
      if (kind !== 'payment' || paymentIntentId === null) return [];
      const left = amount - goneOf(paymentIntentId, input.ledger);
      const atMost = Math.min(left, held);
      return atMost > 0 ? [{ paymentIntentId, paidAt: recordedAt, amount, atMost, currency }] : [];
    })
    .sort((one, other) => other.paidAt.getTime() - one.paidAt.getTime());
}

/** The one that is named, never another in its place: money would go back to the wrong card. The newest if none is. */
export const chosenPayment = (input: {
  readonly payments: readonly RefundablePayment[];
  readonly paymentIntentId: string | null;
}): RefundablePayment | undefined =>
  input.paymentIntentId === null
    ? input.payments[0]
    : input.payments.find(({ paymentIntentId }) => paymentIntentId === input.paymentIntentId);

/** What of a payment is the student's or the bank's by now. */
function goneOf(paymentIntentId: string, ledger: readonly Entry[]): number {
  return ledger
    .filter(entry => entry.paymentIntentId === paymentIntentId)
    .reduce((sum, { effect }) => sum + effect.refunded + effect.disputed, 0);
}
