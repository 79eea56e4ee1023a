import { z } from 'zod';
import { missing } from './stripe-error.ts';
import type { StripeModel } from './stripe-model.ts';

const Owner = z.record(z.string(), z.string()).default({});
const CreateIntent = z.object({
  amount: z.int(),
  currency: z.string(),
  customer: z.string(),
  metadata: Owner,
});
const CreateRefund = z.object({ payment_intent: z.string(), amount: z.int(), metadata: Owner });
const ById = z.object({ id: z.string() });
const ByIntent = z.object({ payment_intent: z.string() });

/** Stripe's API, as far as the product calls it: what is asked under the same key is done once. */
export class StripeApi {
  readonly #model: StripeModel;
  readonly #answers = new Map<string, object>();

  constructor(model: StripeModel) {
    this.#model = model;
  }

  /** One call of the API, as it reaches Stripe. @throws StripeFailure */
  call({ name, parameters, key }: { name: string; parameters: object; key: string | undefined }): object {
    const before = key === undefined ? undefined : this.#answers.get(key);
    if (before !== undefined) return before;
    const answer = this.#carryOut({ name, parameters });
    if (key !== undefined) this.#answers.set(key, answer);
    return answer;
  }

  #carryOut({ name, parameters }: { name: string; parameters: object }): object {
    switch (name) {
      case 'customers.create':
        return this.#model.newCustomer();
      case 'paymentIntents.create':
        return this.#model.newIntent(CreateIntent.parse(parameters));
      case 'paymentIntents.retrieve':
        return found(this.#model.intents.get(ById.parse(parameters).id), 'intent');
      case 'refunds.create':
        return this.#model.refund(CreateRefund.parse(parameters));
      case 'refunds.list':
        return page(
          [...this.#model.refunds.values()].filter(
            refund => refund.payment_intent === ByIntent.parse(parameters).payment_intent,
          ),
        );
      case 'events.list':
        return page(this.#model.events.filter(({ id }) => !this.#model.delivered.has(id)).slice(-100));
      default:
        throw new Error(`The model of Stripe does not know ${name}.`);
    }
  }
}

function found<T extends object>(object: T | undefined, param: string): T {
  if (object === undefined) throw missing(param);
  return object;
}

/** Newest first, as Stripe lists. */
const page = (data: readonly object[]): object => ({ data: data.toReversed(), has_more: false });
