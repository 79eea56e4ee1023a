import { createHash } from 'node:crypto';
import { Id } from '../platform/ids.ts';
import type { DeliveredEvent } from './event-record.ts';
import { StripeEventObject } from './stripe-objects.ts';

/** A verified body: an event, or something signed that is none. */
export type ParsedEvent =
  | { readonly kind: 'event'; readonly event: DeliveredEvent; readonly body: StripeEventObject }
  | { readonly kind: 'malformed'; readonly event: DeliveredEvent };

/** Firestore takes 1 MiB a document; the rest of the record needs room too. */
const MAX_KEPT_BYTES = 900_000;

/** @param payload the body exactly as it was signed; `receivedAt` dates what carries no time of its own */
export function parseEvent({ payload, receivedAt }: { payload: string; receivedAt: Date }): ParsedEvent {
  const parsed = StripeEventObject.safeParse(jsonOf(payload));
  if (!parsed.success || payload.length > MAX_KEPT_BYTES) return malformed({ payload, receivedAt });
  const { id, type, created } = parsed.data;
  const event = { eventId: id, type, createdAt: new Date(created * 1_000), payload };
  return { kind: 'event', event, body: parsed.data };
}

/** Named after its content, so that the same nonsense sent twice is parked once. */
function malformed({ payload, receivedAt }: { payload: string; receivedAt: Date }): ParsedEvent {
  const eventId = Id.parse(`malformed_${createHash('sha256').update(payload).digest('hex')}`);
  const event = {
    eventId,
    type: 'malformed',
    createdAt: receivedAt,
    // The cut may go through a character, and half of one cannot be stored.
    payload: payload.slice(0, MAX_KEPT_BYTES).toWellFormed(),
  };
  return { kind: 'malformed', event };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
