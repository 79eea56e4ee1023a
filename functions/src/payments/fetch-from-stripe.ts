import { type Id, Id as IdSchema } from '../platform/ids.ts';
import { RefusalError } from '../platform/refusal.ts';
import { paymentFactOf, refundFactOf } from './interpret-event.ts';
import type { MoneyFact, Owner } from './money-fact.ts';
import { callStripe } from './stripe-client.ts';
import { PaymentIntentObject, RefundObject } from './stripe-objects.ts';

export interface FetchedPayment {
  readonly owner: Owner | undefined;
  /** Absent while no money was received. */
  readonly fact: MoneyFact | undefined;
}

/** What Stripe knows of a payment today, or undefined if it does not know it. */
export async function fetchPayment(paymentIntentId: Id): Promise<FetchedPayment | undefined> {
  try {
    const answer = await callStripe('stripe.retrievePaymentIntent', stripe =>
      stripe.paymentIntents.retrieve(paymentIntentId),
    );
    const intent = PaymentIntentObject.parse(answer);
    return { owner: intent.metadata, fact: paymentFactOf(intent) };
  } catch (error) {
    if (error instanceof RefusalError && error.refusal.reason === 'PAYMENT_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Every refund of a payment, one by one. A payment has few: Stripe pages them by a hundred. */
export async function fetchRefunds(paymentIntentId: Id): Promise<readonly MoneyFact[]> {
  const facts: MoneyFact[] = [];
  let after: Id | undefined;
  do {
    const page = await callStripe('stripe.listRefunds', stripe =>
      stripe.refunds.list({
        payment_intent: paymentIntentId,
        limit: 100,
        ...(after === undefined ? {} : { starting_after: after }),
      }),
    );
    for (const refund of page.data)
      facts.push(refundFactOf({ refund: RefundObject.parse(refund), paymentIntentId }));
    const last = page.data.at(-1);
    after = page.has_more && last !== undefined ? IdSchema.parse(last.id) : undefined;
  } while (after !== undefined);
  // Oldest first, as they happened.
  return facts.reverse();
}
