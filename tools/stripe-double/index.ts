import { createClock } from './clock.ts';
import { createControl } from './control.ts';
import { checkWebhookUrl } from './control-delivery.ts';
import type { StripeDoubleControl } from './control-types.ts';
import type { Core } from './core.ts';
import { buildEvent } from './event-record.ts';
import { createFaults } from './faults.ts';
import { createIdempotencyMemory } from './idempotency.ts';
import { seededRandom } from './random.ts';
import { close, createDoubleServer, listen } from './server.ts';
import { createStore } from './store.ts';
import type { RetryPolicy } from './webhook-sender.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

export { controlClient } from './control-client.ts';
export type * from './control-types.ts';
export { paymentIntentSucceededEvent, webhookBody } from './event-factory.ts';
export type { ApiFault, FaultOrder } from './faults.ts';
export { signPayload } from './signature.ts';
export type * from './types.ts';
export type { RetryPolicy } from './webhook-sender.ts';

export type StripeDoubleOptions = {
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** Where events are posted; without it they are held until `control.setWebhook` and `control.release`. */
  readonly webhookUrl?: string;
  /** Signs the deliveries (`whsec_…`). */
  readonly webhookSecret: string;
  /** Deliveries under way at once. */
  readonly webhookConcurrency?: number;
  /** How long the receiver may take to answer. */
  readonly webhookTimeoutMs?: number;
  /** When failed deliveries are tried again; seconds, where Stripe takes hours. */
  readonly retry?: RetryPolicy;
  /** Origins of pages a customer may be sent back to, besides those of this machine. */
  readonly webOrigins?: readonly string[];
  /** Makes the shuffled order repeatable. */
  readonly seed?: number;
};

export type StripeDouble = {
  readonly url: string;
  readonly port: number;
  readonly control: StripeDoubleControl;
  /** Ends everything under way; may be called again. */
  readonly stop: () => Promise<void>;
};

const DEFAULTS = {
  port: 0,
  webhookConcurrency: 20,
  webhookTimeoutMs: 10_000,
  retry: { initialDelayMs: 500, maxDelayMs: 30_000, maxAttempts: 12 },
  seed: 1,
  webOrigins: [],
} as const;

/**
 * Starts a local double of Stripe: no account, no network, no real money. Point the real SDK at it with
 * `new Stripe('sk_test_…', { host: '127.0.0.1', port, protocol: 'http' })`.
 *
 * Rejects when the port is taken or the webhook address is not on this machine.
 */
export async function startStripeDouble(options: StripeDoubleOptions): Promise<StripeDouble> {
  const { webhookUrl, webhookSecret } = options;
  const { port, webhookConcurrency, webhookTimeoutMs, retry, seed, webOrigins } = { ...DEFAULTS, ...options };
  const webhooks = createWebhooks({
    url: webhookUrl === undefined ? null : checkWebhookUrl(webhookUrl),
    secret: webhookSecret,
    concurrency: webhookConcurrency,
    timeoutMs: webhookTimeoutMs,
    retry,
    random: seededRandom(seed),
  });
  let url = '';
  const core = createCore({ webhooks, baseUrl: () => url });
  const faults = createFaults();
  const idempotency = createIdempotencyMemory();
  const control = createControl({ core, webhooks, faults, idempotency });
  const server = createDoubleServer({ api: { core, faults, idempotency }, control, webOrigins });
  const listeningPort = await listen(server, port);
  url = `http://127.0.0.1:${listeningPort}`;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    webhooks.stop();
    stopped ??= close(server);
    return stopped;
  };
  return { url, port: listeningPort, control, stop };
}

function createCore({ webhooks, baseUrl }: { webhooks: Webhooks; baseUrl: () => string }): Core {
  const store = createStore();
  const clock = createClock(() => Date.now());
  return {
    store,
    clock,
    baseUrl,
    settings: { newRefundStatus: 'succeeded' },
    emit: emission => {
      const event = buildEvent(emission, clock);
      store.events.set(event.id, event);
      if (emission.delivery === 'withheld') webhooks.withhold(event);
      else webhooks.publish(event);
      return event;
    },
  };
}
