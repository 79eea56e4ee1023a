import { createDeliveryControl, deliverySettings, requireRange } from './control-delivery.ts';
import { createMoneyControl } from './control-money.ts';
import type { DoubleState, StripeDoubleControl } from './control-types.ts';
import type { Core } from './core.ts';
import { PLAIN_DELIVERY } from './delivery-mode.ts';
import type { Faults } from './faults.ts';
import type { IdempotencyMemory } from './idempotency.ts';
import { clearStore } from './store.ts';
import type { Webhooks } from './webhooks.ts';

const MAXIMUM_FAULTS = 1_000_000;

/** What the control works on: the double's parts. */
export type Parts = {
  readonly core: Core;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  readonly idempotency: IdempotencyMemory;
};

/** The control of a double in this process. */
export function createControl(parts: Parts): StripeDoubleControl {
  const { core, webhooks, faults, idempotency } = parts;
  return {
    ...createDeliveryControl({ core, webhooks }),
    ...createMoneyControl(core),
    injectFault: async ({ count = 1, ...order }) => {
      requireRange({ name: 'count', value: count, least: 1, most: MAXIMUM_FAULTS });
      faults.add({ ...order, count });
      return { pending: faults.pending() };
    },
    clearFaults: async () => {
      faults.clear();
      return { pending: 0 };
    },
    expireIdempotencyKeys: async () => {
      idempotency.expireAll();
      return { expired: true };
    },
    advanceClock: async ({ seconds }) => {
      requireRange({ name: 'seconds', value: seconds, least: 0, most: Number.MAX_SAFE_INTEGER });
      core.clock.advance({ seconds });
      return { nowSeconds: core.clock.nowSeconds() };
    },
    state: async () => dumpState(parts),
    reset: async () => {
      clearStore(core.store);
      webhooks.clear();
      webhooks.setMode(PLAIN_DELIVERY);
      faults.clear();
      idempotency.expireAll();
      core.clock.setFrozen({ frozen: false });
      core.settings.newRefundStatus = 'succeeded';
      return { reset: true };
    },
  };
}

/** A copy, so that it still shows this moment when the objects have moved on. */
function dumpState({ core, webhooks }: Parts): DoubleState {
  const { store } = core;
  return structuredClone({
    customers: [...store.customers.values()],
    paymentIntents: [...store.paymentIntents.values()],
    charges: [...store.charges.values()],
    checkoutSessions: [...store.checkoutSessions.values()],
    refunds: [...store.refunds.values()],
    disputes: [...store.disputes.values()],
    events: [...webhooks.log.records()],
    delivery: deliverySettings({ core, webhooks }),
    queued: webhooks.queued(),
  });
}
