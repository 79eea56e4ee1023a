import type { DeliveryLog } from './delivery-log.ts';
import { createDeliveryQueue, type DeliveryQueue } from './delivery-queue.ts';
import { serializeEvent } from './event-record.ts';
import type { StripeEvent } from './types.ts';
import type { PostResult, WebhookPoster, WebhookTarget } from './webhook-post.ts';

/** When a delivery that failed is tried again: the delay doubles from `initialDelayMs` up to `maxDelayMs`. */
export type RetryPolicy = {
  readonly initialDelayMs: number;
  readonly maxDelayMs: number;
  /** Attempts of one copy in all; after the last the event counts as failed. */
  readonly maxAttempts: number;
};

/** Sends events and repeats what failed. */
export type WebhookSender = {
  /** One attempt, now, outside the queue. */
  readonly attempt: (event: StripeEvent) => Promise<PostResult>;
  /** One copy after each of these waits, each repeated until it is taken or given up. */
  readonly send: (event: StripeEvent, delaysMs: readonly number[]) => void;
  readonly queue: Pick<DeliveryQueue<unknown>, 'clear' | 'hurry' | 'size' | 'whenIdle'>;
  /** Drops what waits and repeats nothing any more. */
  readonly stop: () => void;
};

type Delivery = { readonly event: StripeEvent; readonly attempt: number };

const NO_TARGET: PostResult = {
  delivered: false,
  status: null,
  error: 'No webhook address is set.',
  durationMs: 0,
};

export function createWebhookSender(parts: {
  readonly poster: WebhookPoster;
  readonly log: DeliveryLog;
  readonly retry: RetryPolicy;
  readonly concurrency: number;
  readonly target: () => WebhookTarget | null;
  readonly choose: (count: number) => number;
}): WebhookSender {
  const { poster, log, retry, concurrency, choose } = parts;
  let stopped = false;

  async function attempt(event: StripeEvent): Promise<PostResult> {
    const target = parts.target();
    const result =
      target === null ? NO_TARGET : await poster.post({ target, body: serializeEvent(asSent(event)) });
    log.recordAttempt(event, result);
    if (result.delivered) event.pending_webhooks = 0;
    return result;
  }

  function tryAgain({ event, attempt: made }: Delivery): void {
    if (made >= retry.maxAttempts) {
      log.setState(event.id, 'failed');
      return;
    }
    const delayMs = Math.min(retry.maxDelayMs, retry.initialDelayMs * 2 ** (made - 1));
    queue.add({ item: { event, attempt: made + 1 }, delayMs });
  }

  const queue = createDeliveryQueue<Delivery>({
    concurrency,
    choose,
    work: async (delivery, isWanted) => {
      const { delivered } = await attempt(delivery.event);
      if (!delivered && !stopped && isWanted()) tryAgain(delivery);
    },
  });

  return {
    attempt,
    send: (event, delaysMs) => {
      log.setState(event.id, 'waiting');
      for (const delayMs of delaysMs) queue.add({ item: { event, attempt: 1 }, delayMs });
    },
    queue,
    stop: () => {
      stopped = true;
      queue.clear();
      poster.close();
    },
  };
}

/** Every copy of an event has the same bytes, whatever has been delivered since. */
function asSent(event: StripeEvent): StripeEvent {
  return event.pending_webhooks === 1 ? event : { ...event, pending_webhooks: 1 };
}
