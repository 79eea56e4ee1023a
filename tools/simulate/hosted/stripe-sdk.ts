import { hostedWorld } from './hosting.ts';

type Options = { readonly idempotencyKey?: string };
const ask = (call: string) => (parameters: object, options?: Options) =>
  hostedWorld().stripe(call, parameters, options?.idempotencyKey);

/** In place of Stripe's SDK: what the product asks of it, answered by the model. */
export default class Stripe {
  readonly customers = { create: ask('customers.create') };
  readonly paymentIntents = {
    create: ask('paymentIntents.create'),
    retrieve: (id: string) => hostedWorld().stripe('paymentIntents.retrieve', { id }, undefined),
    list: ask('paymentIntents.list'),
  };
  readonly refunds = { create: ask('refunds.create'), list: ask('refunds.list') };
  readonly events = { list: ask('events.list') };
}
