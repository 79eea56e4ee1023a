import { Enrollment, LedgerEntry } from '../../../functions/src/enrollments/schema.ts';
import { Suspense } from '../../../functions/src/payments/schema.ts';
import type { StripeModel } from '../stripe/stripe-model.ts';
import type { Looking } from './checker.ts';

const invariant = 'what Stripe holds is booked once: in a ledger or in suspense';

/** What became of one payment, by Stripe's own account. */
function sumsAt(stripe: StripeModel, intentId: string) {
  const intent = stripe.intents.get(intentId);
  const refunds = [...stripe.refunds.values()].filter(
    refund => refund.payment_intent === intentId && refund.status === 'succeeded',
  );
  const disputes = [...stripe.disputes.values()].filter(dispute => dispute.intentId === intentId);
  const sum = (items: readonly { amount: number }[]) =>
    items.reduce((total, { amount }) => total + amount, 0);
  return {
    paid: intent?.amount_received ?? 0,
    refunded: sum([...refunds, ...disputes.filter(({ outcome }) => outcome === 'lost')]),
    disputed: sum(disputes.filter(({ outcome }) => outcome === 'open')),
  };
}

/** Every payment is in one account; every account is the sum of the payments that are in it. */
export function lookAtStripe(looking: Looking, stripe: StripeModel): void {
  const homes = homesIn(looking);
  for (const { id, status } of stripe.intents.values()) {
    const count = (homes.get(id) ?? []).length;
    looking.verdicts.same(invariant, count, status === 'succeeded' ? 1 : 0, `accounts that hold ${id}`);
  }
  const byAccount = Map.groupBy(homes, ([, accounts]) => accounts[0] ?? '');
  for (const [account, payments] of byAccount) {
    const sums = { paid: 0, refunded: 0, disputed: 0 };
    for (const [intentId] of payments) {
      const { paid, refunded, disputed } = sumsAt(stripe, intentId);
      sums.paid += paid;
      sums.refunded += refunded;
      sums.disputed += disputed;
    }
    looking.verdicts.same(invariant, balanceOf(looking, account), sums, account);
  }
}

function homesIn({ documents }: Looking): ReadonlyMap<string, readonly string[]> {
  const homes = new Map<string, readonly string[]>();
  const add = (intentId: string, account: string) =>
    homes.set(intentId, [...(homes.get(intentId) ?? []), account]);
  for (const path of documents.pathsInGroup('ledger')) {
    if (!path.startsWith('users/')) continue;
    const { kind, paymentIntentId } = LedgerEntry.parse(documents.data(path));
    if (kind === 'payment' && paymentIntentId !== null)
      add(paymentIntentId, path.slice(0, path.indexOf('/ledger/')));
  }
  for (const path of documents.pathsIn('suspense')) {
    const { paymentId, state } = Suspense.parse(documents.data(path));
    if (state === 'OPEN') add(paymentId, path);
  }
  return homes;
}

function balanceOf({ documents }: Looking, account: string) {
  const schema = account.startsWith('users/') ? Enrollment : Suspense;
  const { amountPaid, amountRefunded, amountDisputed } = schema.parse(documents.data(account));
  return { paid: amountPaid, refunded: amountRefunded, disputed: amountDisputed };
}
