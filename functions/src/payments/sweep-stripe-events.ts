import { onSchedule } from 'firebase-functions/scheduler';
import type Stripe from 'stripe';
import { systemClock } from '../platform/clock.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import { log } from '../platform/log.ts';
import { handledEventTypes } from './interpret-event.ts';
import { applyOrCount } from './on-stripe-event-received.ts';
import { countParkedEvents, listWaitingEvents } from './queries.ts';
import { problemOf, receiveEvent } from './receive-event.ts';
import { callStripe } from './stripe-client.ts';

const HOUR_MS = 3_600_000;
/** As long as Stripe itself tries to deliver. */
const LOOK_BACK_MS = 3 * 24 * HOUR_MS;
/** Younger ones are the trigger's business. */
const WAITED_MS = HOUR_MS / 6;
const PAGE = 100;
const MAX_PAGES = 50;

export interface SweepCounts {
  /** Events that Stripe could not deliver, and that were taken in now. */
  readonly undelivered: number;
  /** Events that waited in the inbox and are applied now. */
  readonly caughtUp: number;
  readonly stillWaiting: number;
  readonly parked: number;
}

/** Every hour: what Stripe could not deliver, and what we stored and could not apply. */
export const sweepStripeEvents = onSchedule(
  { schedule: '20 * * * *', timeZone: 'Etc/UTC', timeoutSeconds: 540, secrets: [stripeSecretKey] },
  async () => {
    await sweepEvents({ now: systemClock.now() });
  },
);

export async function sweepEvents({ now }: { now: Date }): Promise<SweepCounts> {
  const undelivered = await takeUndelivered({ now });
  const { caughtUp, stillWaiting } = await catchUp({ now });
  const counts = { undelivered, caughtUp, stillWaiting, parked: await countParkedEvents() };
  log.info('sweepStripeEvents', counts);
  return counts;
}

async function takeUndelivered({ now }: { now: Date }): Promise<number> {
  let taken = 0;
  let after: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await listUndelivered({ now, after });
    // Oldest first within a page, though any order would end in the same balance.
    for (const event of page.data.toReversed()) {
      await receiveEvent({ payload: JSON.stringify(event), receivedAt: now });
      taken += 1;
    }
    after = page.data.at(-1)?.id;
    if (!page.has_more || after === undefined) return taken;
  }
  log.warn('sweepStripeEvents', { problem: 'more undelivered events than one run takes' });
  return taken;
}

function listUndelivered(input: {
  now: Date;
  after: string | undefined;
}): Promise<Stripe.ApiList<Stripe.Event>> {
  const since = Math.floor((input.now.getTime() - LOOK_BACK_MS) / 1_000);
  return callStripe('stripe.listEvents', stripe =>
    stripe.events.list({
      delivery_success: false,
      // Stripe takes at most twenty types in one question.
      types: handledEventTypes.slice(0, 20),
      created: { gte: since },
      limit: PAGE,
      ...(input.after === undefined ? {} : { starting_after: input.after }),
    }),
  );
}

async function catchUp({ now }: { now: Date }): Promise<{ caughtUp: number; stillWaiting: number }> {
  const waiting = await listWaitingEvents({ before: new Date(now.getTime() - WAITED_MS), limit: 500 });
  let caughtUp = 0;
  for (const record of waiting) {
    try {
      if ((await applyOrCount(record)) !== 'received') caughtUp += 1;
    } catch (error) {
      log.warn('sweepStripeEvents', { eventId: record.eventId, problem: problemOf(error) });
    }
  }
  return { caughtUp, stillWaiting: waiting.length - caughtUp };
}
