import fc from 'fast-check';
import { noEffect } from '../../../src/enrollments/balance.ts';
import type { Effect } from '../../../src/enrollments/schema.ts';
import type { DisputeStep, MoneyFact } from '../../../src/payments/money-fact.ts';
import { Id } from '../../../src/platform/ids.ts';

/** What happened at Stripe, and what it must come to, computed without a ledger. */
export interface History {
  readonly facts: readonly MoneyFact[];
  readonly sums: Omit<Effect, 'total'>;
}

const disputeEndings: readonly (readonly DisputeStep[])[] = [
  [],
  ['fundsWithdrawn'],
  ['fundsWithdrawn', 'won', 'fundsReinstated'],
  ['won'],
  ['fundsWithdrawn', 'fundsReinstated'],
  ['fundsWithdrawn', 'lost'],
  ['lost'],
];

/** One payment's story: how much was paid, what of it went back, failed to, or was disputed. */
const story = fc.record({
  amount: fc.integer({ min: 10, max: 60_000 }),
  refunds: fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), fails: fc.boolean() }), {
    maxLength: 4,
  }),
  dispute: fc.option(fc.constantFrom(...disputeEndings), { nil: undefined }),
});
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

/** Histories that Stripe could tell: at no moment does more go back than was paid. */
export const history: fc.Arbitrary<History> = fc
  .array(story, { minLength: 1, maxLength: 4 })
  .map(stories => stories.map(tell).reduce(together));

const together = (a: History, b: History): History => ({
  facts: [...a.facts, ...b.facts],
  sums: {
    paid: a.sums.paid + b.sums.paid,
    refunded: a.sums.refunded + b.sums.refunded,
    disputed: a.sums.disputed + b.sums.disputed,
  },
});

function tell({ amount, refunds, dispute }: Story, index: number): History {
  const paymentIntentId = Id.parse(`pi_${index}`);
  const common = { paymentIntentId, currency: 'usd' };
  const facts: MoneyFact[] = [{ kind: 'payment', ...common, amount }];
  let returned = 0;
  for (const [number, { share, fails }] of refunds.entries()) {
    const part = Math.ceil(share * (amount - returned));
    if (part === 0) continue;
    const refund = {
      kind: 'refund',
      ...common,
      refundId: Id.parse(`re_${index}_${number}`),
      amount: part,
    } as const;
    facts.push({ ...refund, outcome: 'standing' });
    if (fails) facts.push({ ...refund, outcome: 'failed' });
    else returned += part;
  }
  const left = amount - returned;
  const paid = { ...noEffect, paid: amount, refunded: returned };
  if (dispute === undefined || left === 0) return { facts, sums: paid };
  const named = { kind: 'dispute', ...common, disputeId: Id.parse(`du_${index}`), amount: left } as const;
  for (const step of ['opened', ...dispute] as const) facts.push({ ...named, step });
  return { facts, sums: { ...paid, ...afterDispute({ dispute, left, returned }) } };
}

function afterDispute(input: {
  dispute: readonly DisputeStep[];
  left: number;
  returned: number;
}): Pick<Effect, 'refunded' | 'disputed'> {
  const { dispute, left, returned } = input;
  if (dispute.includes('won') || dispute.includes('fundsReinstated'))
    return { refunded: returned, disputed: 0 };
  return dispute.includes('lost')
    ? { refunded: returned + left, disputed: 0 }
    : { refunded: returned, disputed: left };
}

type Call = readonly MoneyFact[];

/**
 * The facts as they are told: each by an event of its own, and some of them again, a few of one payment together;
 * all of that in any order.
 */
export function toldSomehow(facts: readonly MoneyFact[]): fc.Arbitrary<readonly Call[]> {
  const ofOnePayment = [...Map.groupBy(facts, fact => fact.paymentIntentId).values()];
  const again = fc
    .constantFrom(...ofOnePayment)
    .chain(group => fc.array(fc.constantFrom(...group), { minLength: 1, maxLength: 4 }));
  return fc.array<Call>(again, { maxLength: 2 * facts.length }).chain(repeats => {
    const calls: Call[] = [...facts.map(fact => [fact]), ...repeats];
    return fc.shuffledSubarray(calls, { minLength: calls.length });
  });
}
