import { z } from 'zod';
import { apply, create, type Decision, lanes, readDocument, toWrite, update } from '../commit/index.ts';
import { Id } from '../platform/ids.ts';
import { stripeCustomerDoc } from './store.ts';
import { callStripe, isCustomerMissing } from './stripe-client.ts';

const Customer = z.object({ customerId: Id });
type Customer = z.infer<typeof Customer>;

/**
 * Calls Stripe for the student's one customer, which is made at the first payment. If somebody deleted it at
 * Stripe, another takes its place, so that the student can go on paying.
 */
export async function withStripeCustomer<T>({
  userId,
  call,
}: {
  userId: Id;
  call: (customerId: Id) => Promise<T>;
}): Promise<T> {
  const known = await readDocument(stripeCustomerDoc(userId));
  const customerId = known?.customerId ?? (await makeCustomer({ userId, inPlaceOf: null }));
  try {
    return await call(customerId);
  } catch (error) {
    if (!isCustomerMissing(error)) throw error;
    return call(await makeCustomer({ userId, inPlaceOf: customerId }));
  }
}

/**
 * The key is the student's own id, and that of the customer who is gone: so two payments at once make one customer,
 * and whoever records second is told the first one's.
 */
async function makeCustomer({ userId, inPlaceOf }: { userId: Id; inPlaceOf: Id | null }): Promise<Id> {
  const doc = stripeCustomerDoc(userId);
  const idempotencyKey = inPlaceOf === null ? `customer_${userId}` : `customer_${userId}_after_${inPlaceOf}`;
  const made = await callStripe('stripe.createCustomer', stripe =>
    stripe.customers.create({ metadata: { userId } }, { idempotencyKey }),
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
      if (recorded === undefined) return apply({ customerId }, [create(doc, { customerId })]);
      if (recorded.customerId !== inPlaceOf) return apply(recorded, []);
      return apply({ customerId }, [update(doc, { customerId })]);
    },
  });
  return outcome.customerId;
}
