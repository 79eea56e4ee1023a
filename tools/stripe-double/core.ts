import type { Clock } from './clock.ts';
import type { EventType } from './event-types.ts';
import type { Params } from './params.ts';
import type { Store } from './store.ts';
import type { EventObject, EventRequest, StripeEvent } from './types.ts';

/** A change to be told as an event. */
export type Emission = {
  readonly type: EventType;
  readonly object: EventObject;
  readonly previousAttributes?: Record<string, unknown>;
  readonly origin: EventRequest;
  /** `withheld`: kept for a later, explicit delivery, as load tests want it. */
  readonly delivery?: 'normal' | 'withheld';
};

/** What every operation of the double works on. */
export type Core = {
  readonly store: Store;
  readonly clock: Clock;
  readonly emit: (emission: Emission) => StripeEvent;
  /** The double's own address, for the links it hands out. */
  readonly baseUrl: () => string;
  readonly settings: { newRefundStatus: 'pending' | 'succeeded' };
};

/** The cause of a change nobody asked for through the API: a bank, a card network, a customer on a page. */
export const NO_REQUEST: EventRequest = { id: null, idempotency_key: null };

/** One request to the API, parsed; `id` is the id in its path, empty where there is none. */
export type ApiCall = { readonly params: Params; readonly id: string; readonly origin: EventRequest };

/** One endpoint; `:id` in its path stands for an object id. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly handle: (core: Core, call: ApiCall) => object;
};
