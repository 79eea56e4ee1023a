import { z } from 'zod';
import { apply, create, type Decision, lanes, readDocument, toWrite } from '../commit/index.ts';
import { Id } from '../platform/ids.ts';
import { stripeCustomerDoc } from './store.ts';
import { callStripe } from './stripe-client.ts';

const Customer = z.object({ customerId: Id });
type Customer = z.infer<typeof Customer>;

/**
 * The student's one customer at Stripe, made at the first payment. The key is the student's own id, so two
 * first payments at once make one customer; whoever records second is told the first one's.
 */
export async function stripeCustomerOf(userId: Id): Promise<Id> {
  const doc = stripeCustomerDoc(userId);
  const known = await readDocument(doc);
  if (known !== undefined) return known.customerId;
  const made = await callStripe('stripe.createCustomer', stripe =>
    stripe.customers.create({ metadata: { userId } }, { idempotencyKey: `customer_${userId}` }),
  );
  const customerId = Id.parse(made.id);
  const { outcome } = await lanes().submit({
    operation: 'recordStripeCustomer',
    aggregate: doc.path,
    receipt: 'state',
    outcomeSchema: Customer,
    loads: [toWrite(doc)],
    decide: (view): Decision<Customer> => {
      const recorded = view.get(doc);
      return recorded === undefined
        ? apply({ customerId }, [create(doc, { customerId })])
        : apply(recorded, []);
    },
  });
  return outcome.customerId;
}
