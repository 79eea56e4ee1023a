import { applyStripeEvent } from './apply-stripe-event.ts';
import { parseEvent } from './parse-event.ts';
import type { EventState, StripeEventRecord } from './schema.ts';

/**
 * Applies an event that waits in the inbox, from its stored body.
 * @throws when it cannot be applied now
 */
export async function applyStoredEvent(record: StripeEventRecord): Promise<EventState> {
  const parsed = parseEvent({ payload: record.payload, receivedAt: record.receivedAt });
  // Malformed once, malformed for good: the bytes do not change.
  if (parsed.kind === 'malformed') return record.state;
  return applyStripeEvent({ event: parsed.event, body: parsed.body });
}
