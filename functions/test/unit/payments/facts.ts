import type { DisputeStep, MoneyFact } from '../../../src/payments/money-fact.ts';
import { Id } from '../../../src/platform/ids.ts';

/** Facts of one payment, `pi_1` in US dollars unless told otherwise. */
interface Told {
  readonly of?: string;
  readonly currency?: string;
}

const common = ({ of = 'pi_1', currency = 'usd' }: Told) => ({ paymentIntentId: Id.parse(of), currency });

export const paid = (amount: number, told: Told = {}): MoneyFact => ({
  kind: 'payment',
  ...common(told),
  amount,
});

export const refunded = (amount: number, told: Told & { id?: string; failed?: boolean } = {}): MoneyFact => ({
  kind: 'refund',
  ...common(told),
  refundId: Id.parse(told.id ?? 're_1'),
  amount,
  outcome: told.failed === true ? 'failed' : 'standing',
});

export const disputed = (
  amount: number,
  step: DisputeStep,
  told: Told & { id?: string } = {},
): MoneyFact => ({
  kind: 'dispute',
  ...common(told),
  disputeId: Id.parse(told.id ?? 'du_1'),
  amount,
  step,
});
