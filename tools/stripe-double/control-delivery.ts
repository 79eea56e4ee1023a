import { mapConcurrently } from './concurrently.ts';
import type { DeliverySettings, DeliverySummary, StripeDoubleControl } from './control-types.ts';
import type { Core } from './core.ts';
import { PLAIN_DELIVERY } from './delivery-mode.ts';
import { invalidRequest } from './errors.ts';
import { lookUp } from './store.ts';
import type { StripeEvent } from './types.ts';
import type { Webhooks } from './webhooks.ts';

const FLUSH_TIMEOUT_MS = 30_000;
const DEFAULT_CONCURRENCY = 20;
const MAXIMUM_CONCURRENCY = 500;
const MAXIMUM_COPIES = 100;

type DeliveryControl = Pick<
  StripeDoubleControl,
  'setDelivery' | 'release' | 'flush' | 'resendEvents' | 'deliverEvents' | 'deliveries' | 'setWebhook'
>;

/** The operations that decide how, where and when events are delivered. */
export function createDeliveryControl({
  core,
  webhooks,
}: {
  core: Core;
  webhooks: Webhooks;
}): DeliveryControl {
  const eventsById = (ids: readonly string[]): StripeEvent[] =>
    ids.map(id => lookUp(core.store.events, { kind: 'event', id, from: 'path' }));

  return {
    setDelivery: async ({ sameSecond, ...change }) => {
      checkNumbers(change);
      if (sameSecond !== undefined) core.clock.setFrozen({ frozen: sameSecond });
      webhooks.setMode(change);
      return deliverySettings({ core, webhooks });
    },
    release: async () => {
      requireTarget(webhooks);
      const held = webhooks.log.records().filter(({ state }) => state === 'held');
      webhooks.setMode({ hold: false });
      webhooks.resend(eventsById(held.map(({ eventId }) => eventId)));
      return { released: held.length };
    },
    flush: async ({ timeoutMs = FLUSH_TIMEOUT_MS } = {}) => {
      await webhooks.flush({ timeoutMs });
      return summarize(webhooks);
    },
    resendEvents: async ({ eventIds }) => {
      requireTarget(webhooks);
      webhooks.resend(eventsById(eventIds));
      return { queued: webhooks.queued() };
    },
    deliverEvents: async ({ eventIds, concurrency = DEFAULT_CONCURRENCY, copies = 1 }) => {
      requireTarget(webhooks);
      requireRange({ name: 'concurrency', value: concurrency, least: 1, most: MAXIMUM_CONCURRENCY });
      requireRange({ name: 'copies', value: copies, least: 1, most: MAXIMUM_COPIES });
      const once = eventsById(eventIds);
      const events = Array.from({ length: copies }, () => once).flat();
      const results = await mapConcurrently(events, {
        concurrency,
        work: async event => ({ eventId: event.id, ...(await webhooks.attempt(event)) }),
      });
      return { results };
    },
    deliveries: async () => ({ attempts: webhooks.log.attempts() }),
    setWebhook: async change => {
      checkWebhookUrl(change.url);
      webhooks.setTarget(change);
      return { url: change.url };
    },
  };
}

export function deliverySettings({ core, webhooks }: { core: Core; webhooks: Webhooks }): DeliverySettings {
  return { ...webhooks.mode(), sameSecond: core.clock.isFrozen() };
}

/** The double posts to this machine only: a webhook address elsewhere is a mistake. */
export function checkWebhookUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isLocal = parsed !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname);
  if (isLocal && parsed.protocol === 'http:') return url;
  throw invalidRequest({
    message: `The webhook address must be http://127.0.0.1…, not ${url}`,
    param: 'url',
  });
}

function requireTarget(webhooks: Webhooks): void {
  if (!webhooks.hasTarget()) throw invalidRequest({ message: 'Set a webhook address first (setWebhook).' });
}

function checkNumbers(change: Partial<DeliverySettings>): void {
  for (const name of ['duplicates', 'shuffleWindowMs', 'delayMs', 'loseEvery', 'loseNext'] as const) {
    const most = name === 'duplicates' ? MAXIMUM_COPIES : 3_600_000;
    requireRange({ name, value: change[name] ?? PLAIN_DELIVERY[name], least: 0, most });
  }
}

export function requireRange(range: { name: string; value: number; least: number; most: number }): void {
  const { name, value, least, most } = range;
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw invalidRequest({ message: `${name} must be a whole number from ${least} to ${most}.`, param: name });
}

function summarize(webhooks: Webhooks): DeliverySummary {
  const counts = { held: 0, withheld: 0, waiting: 0, delivered: 0, lost: 0, failed: 0 };
  for (const { state } of webhooks.log.records()) counts[state] += 1;
  return { ...counts, queued: webhooks.queued() };
}
