import { z } from 'zod';
import { type Change, create, fingerprintOf, type Receipt, update, type View } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import type { EventState, StripeEventRecord } from './schema.ts';
import { stripeEventDoc } from './store.ts';

/** An event as it was delivered and verified, or as it waits in the inbox. */
export interface DeliveredEvent {
  readonly eventId: Id;
  readonly type: string;
  readonly createdAt: Date;
  readonly payload: string;
}

/**
 * The one shape of every event's stored answer: a later delivery may be sorted elsewhere than the first (money
 * that was claimed meanwhile), and must still be able to read it.
 */
export const EventApplied = z.object({ entriesAdded: z.int().min(0) });
export type EventApplied = z.infer<typeof EventApplied>;

/** Stripe lists events for 30 days and repeats a delivery for three; what we keep outlasts both. */
const KEEP_DAYS = 90;
const DAY_MS = 86_400_000;

/** The event's own document says that it was applied. */
export const eventReceipt = ({ eventId, type }: DeliveredEvent): Receipt => ({
  doc: stripeEventDoc(eventId),
  fingerprint: fingerprintOf('stripeEvent', { eventId, type }),
});

/** Writes the event's new state, whether it is new here or waited in the inbox. */
export function recordEvent(input: {
  readonly event: DeliveredEvent;
  readonly state: EventState;
  readonly accountPath: string | null;
  readonly problem?: string;
  readonly view: View;
}): Change {
  const { event, state, accountPath, view } = input;
  const doc = stripeEventDoc(event.eventId);
  const known = view.get(doc);
  const problem = input.problem ?? null;
  if (known !== undefined) return update(doc, { state, accountPath, problem });
  return create(doc, { ...newRecord({ event, now: view.now }), state, accountPath, problem });
}

function newRecord({
  event,
  now,
}: {
  event: DeliveredEvent;
  now: Date;
}): Omit<StripeEventRecord, 'state' | 'accountPath' | 'problem'> {
  return {
    eventId: event.eventId,
    type: event.type,
    createdAt: event.createdAt,
    receivedAt: now,
    payload: event.payload,
    attempts: 0,
    expireAt: new Date(now.getTime() + KEEP_DAYS * DAY_MS),
  };
}
