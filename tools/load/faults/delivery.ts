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

/** Webhooks go to one of the instances that are up, as a load balancer would send them; tried again elsewhere. */
export function followInstances(input: {
  readonly stripe: StripeDoubleControl;
  readonly urls: () => readonly string[];
}): { readonly stop: () => void } {
  let turn = 0;
  const timer = setInterval(() => {
    const urls = input.urls();
    turn += 1;
    const url = urls[turn % Math.max(1, urls.length)];
    if (url !== undefined) input.stripe.setWebhook({ url: `${url}/stripeWebhook` }).catch(() => undefined);
  }, FOLLOW_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

const FOLLOW_MS = 200;
