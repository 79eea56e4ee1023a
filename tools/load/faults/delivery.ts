import type { StripeDoubleControl } from '../../stripe-double/index.ts';
import type { Delivery } from './plan.ts';

const plain = { duplicates: 0, shuffle: false, hold: false, loseEvery: 0, loseNext: 0 } as const;

const modes: Readonly<Record<Delivery, object>> = {
  plain,
  duplicated: { ...plain, duplicates: 2 },
  reordered: { ...plain, duplicates: 1, shuffle: true, shuffleWindowMs: 2_000 },
  withheld: { ...plain, hold: true },
  lost: { ...plain, loseEvery: 3 },
};

/** From now on Stripe delivers like this. What was withheld until now comes late. */
export async function setDelivery(input: {
  readonly stripe: StripeDoubleControl;
  readonly delivery: Delivery;
}): Promise<void> {
  const { stripe, delivery } = input;
  await stripe.setDelivery(modes[delivery]);
  if (delivery !== 'withheld') await stripe.release();
}
