import { resourceMissing } from './errors.ts';
import type { IntentWish } from './intent-record.ts';
import type { TestPaymentMethod } from './payment-methods.ts';
import type {
  Charge,
  CheckoutSession,
  Customer,
  Dispute,
  EventObject,
  LineItem,
  PaymentIntent,
  Refund,
  StripeEvent,
} from './types.ts';

/** Everything the double knows, in memory; maps keep the order of creation. */
export type Store = {
  readonly customers: Map<string, Customer>;
  readonly paymentIntents: Map<string, PaymentIntent>;
  readonly charges: Map<string, Charge>;
  readonly checkoutSessions: Map<string, CheckoutSession>;
  /** By checkout session. */
  readonly lineItems: Map<string, readonly LineItem[]>;
  /** By checkout session. */
  readonly intentWishes: Map<string, IntentWish>;
  readonly refunds: Map<string, Refund>;
  readonly disputes: Map<string, Dispute>;
  readonly paymentMethods: Map<string, TestPaymentMethod>;
  readonly events: Map<string, StripeEvent>;
};

export function createStore(): Store {
  return {
    customers: new Map(),
    paymentIntents: new Map(),
    charges: new Map(),
    checkoutSessions: new Map(),
    lineItems: new Map(),
    intentWishes: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    paymentMethods: new Map(),
    events: new Map(),
  };
}

export function clearStore(store: Store): void {
  for (const objects of Object.values(store)) objects.clear();
}

/** Any object by id, for `expand`. */
export function findObject(store: Store, id: string): EventObject | undefined {
  return (
    store.customers.get(id) ??
    store.paymentIntents.get(id) ??
    store.charges.get(id) ??
    store.checkoutSessions.get(id) ??
    store.refunds.get(id) ??
    store.disputes.get(id)
  );
}

/**
 * The object with this id.
 *
 * @param from `path` when the URL names it (404 when missing), else the parameter that names it (400).
 * @throws StripeApiError `resource_missing`
 */
export function lookUp<T>(
  objects: ReadonlyMap<string, T>,
  wanted: { readonly kind: string; readonly id: string; readonly from: 'path' | { readonly param: string } },
): T {
  const { kind, id, from } = wanted;
  const found = objects.get(id);
  if (found !== undefined) return found;
  if (from === 'path') throw resourceMissing({ kind, id, param: 'id', status: 404 });
  throw resourceMissing({ kind, id, param: from.param, status: 400 });
}
