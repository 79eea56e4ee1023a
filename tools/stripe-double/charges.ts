import type { ApiCall, Core, Route } from './core.ts';
import { newId } from './ids.ts';
import { LIST_PARAMS, listPage, readCreatedFilter, readEqualsFilter } from './lists.ts';
import { mergeMetadata } from './metadata.ts';
import { refuseUnknown } from './params.ts';
import type { TestPaymentMethod } from './payment-methods.ts';
import { lookUp } from './store.ts';
import type { Charge, PaymentIntent } from './types.ts';

/**
 * A charge for the whole of an intent, stored but not yet told. Metadata is copied from the intent now, as Stripe
 * does; later changes of either do not reach the other.
 */
export function recordCharge(
  core: Core,
  attempt: { readonly intent: PaymentIntent; readonly method: TestPaymentMethod; readonly methodId: string },
): Charge {
  const { intent, method, methodId } = attempt;
  const customer = intent.customer === null ? undefined : core.store.customers.get(intent.customer);
  const charge: Charge = {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    balance_transaction: null,
    billing_details: {
      email: customer?.email ?? null,
      name: customer?.name ?? null,
      phone: null,
      address: null,
    },
    captured: false,
    created: core.clock.nowSeconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: { ...intent.metadata },
    paid: false,
    payment_intent: intent.id,
    payment_method: methodId,
    payment_method_details: method.details,
    receipt_email: intent.receipt_email,
    refunded: false,
    status: 'pending',
  };
  core.store.charges.set(charge.id, charge);
  intent.latest_charge = charge.id;
  return charge;
}

/** The money has arrived. */
export function captureCharge(charge: Charge): void {
  charge.status = 'succeeded';
  charge.paid = true;
  charge.captured = true;
  charge.amount_captured = charge.amount;
  charge.balance_transaction = newId('txn');
}

export function failCharge(
  charge: Charge,
  failure: { readonly code: string; readonly message: string },
): void {
  charge.status = 'failed';
  charge.failure_code = failure.code;
  charge.failure_message = failure.message;
}

/** The charge that paid an intent, if any attempt has. */
export function paidCharge(core: Core, intent: PaymentIntent): Charge | undefined {
  if (intent.latest_charge === null) return undefined;
  const charge = core.store.charges.get(intent.latest_charge);
  return charge?.status === 'succeeded' ? charge : undefined;
}

function retrieve(core: Core, { params, id }: ApiCall): Charge {
  refuseUnknown(params, []);
  return lookUp(core.store.charges, { kind: 'charge', id, from: 'path' });
}

function update(core: Core, { params, id, origin }: ApiCall): Charge {
  refuseUnknown(params, ['metadata']);
  const charge = lookUp(core.store.charges, { kind: 'charge', id, from: 'path' });
  const previousAttributes = { metadata: charge.metadata };
  charge.metadata = mergeMetadata(params, charge.metadata);
  core.emit({ type: 'charge.updated', object: charge, previousAttributes, origin });
  return charge;
}

function list(core: Core, { params }: ApiCall): object {
  refuseUnknown(params, [...LIST_PARAMS, 'created', 'customer', 'payment_intent']);
  const wasCreated = readCreatedFilter(params);
  const isCustomer = readEqualsFilter(params, 'customer');
  const isIntent = readEqualsFilter(params, 'payment_intent');
  return listPage({
    objects: core.store.charges,
    matches: charge => wasCreated(charge) && isCustomer(charge.customer) && isIntent(charge.payment_intent),
    params,
    url: '/v1/charges',
  });
}

export const chargeRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/charges', handle: list },
  { method: 'GET', path: '/v1/charges/:id', handle: retrieve },
  { method: 'POST', path: '/v1/charges/:id', handle: update },
];
