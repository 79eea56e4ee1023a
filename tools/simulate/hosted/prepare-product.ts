import { stripeClient } from '../../../functions/src/payments/stripe-client.ts';

/** What the product loads at its first use would come from the disk in the middle of a run, whenever it is there. */
export async function prepareProduct(): Promise<void> {
  await stripeClient();
}
