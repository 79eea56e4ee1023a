import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts';
import { copyDelays, type DeliveryMode, PLAIN_DELIVERY, planDelivery } from './delivery-mode.ts';
import type { Random } from './random.ts';
import type { StripeEvent } from './types.ts';
import { createWebhookPoster, type PostResult, type WebhookTarget } from './webhook-post.ts';
import { createWebhookSender, type RetryPolicy } from './webhook-sender.ts';

export type WebhookOptions = {
  /** Where events go, if that is known yet. */
  readonly url: string | null;
  /** Signs the deliveries. */
  readonly secret: string;
  /** Deliveries under way at once. */
  readonly concurrency: number;
  /** How long the receiver may take to answer. */
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly random: Random;
};

/** What is sent, how badly, and what became of it. */
export type Webhooks = {
  readonly publish: (event: StripeEvent) => void;
  /** Keeps an event back, whatever the mode. */
  readonly withhold: (event: StripeEvent) => void;
  /** Sends the given events now, whatever became of them before. */
  readonly resend: (events: readonly StripeEvent[]) => void;
  /** One attempt, now, outside the queue. */
  readonly attempt: (event: StripeEvent) => Promise<PostResult>;
  readonly setMode: (change: Partial<DeliveryMode>) => DeliveryMode;
  readonly mode: () => DeliveryMode;
  /** A new address, and a new secret if one is given. */
  readonly setTarget: (change: { readonly url: string; readonly secret?: string }) => void;
  readonly hasTarget: () => boolean;
  readonly flush: (limit: { readonly timeoutMs: number }) => Promise<void>;
  readonly queued: () => number;
  readonly log: DeliveryLog;
  readonly clear: () => void;
  readonly stop: () => void;
};

export function createWebhooks(options: WebhookOptions): Webhooks {
  const { concurrency, timeoutMs, retry, random } = options;
  let { secret } = options;
  let target: WebhookTarget | null = options.url === null ? null : { url: options.url, secret };
  let mode = PLAIN_DELIVERY;
  let sequence = 0;
  const log = createDeliveryLog();
  const sender = createWebhookSender({
    poster: createWebhookPoster({ timeoutMs }),
    log,
    retry,
    concurrency,
    target: () => target,
    choose: count => (mode.shuffle ? Math.floor(random() * count) : 0),
  });

  function publish(event: StripeEvent): void {
    log.open(event, 'held');
    if (target === null) return;
    sequence += 1;
    const plan = planDelivery(mode, { sequence, random });
    if (plan.kind === 'send') sender.send(event, plan.delaysMs);
    if (plan.kind === 'lose') {
      log.setState(event.id, 'lost');
      mode = { ...mode, loseNext: Math.max(0, mode.loseNext - 1) };
    }
  }

  return {
    publish,
    withhold: event => log.open(event, 'withheld'),
    resend: events => {
      for (const event of events) sender.send(event, copyDelays(mode, random));
    },
    attempt: sender.attempt,
    setMode: change => {
      mode = { ...mode, ...change };
      if (change.loseEvery !== undefined) sequence = 0;
      return mode;
    },
    mode: () => mode,
    setTarget: change => {
      secret = change.secret ?? secret;
      target = { url: change.url, secret };
    },
    hasTarget: () => target !== null,
    flush: limit => {
      sender.queue.hurry();
      return sender.queue.whenIdle(limit);
    },
    queued: sender.queue.size,
    log,
    clear: () => {
      sender.queue.clear();
      log.clear();
    },
    stop: sender.stop,
  };
}
