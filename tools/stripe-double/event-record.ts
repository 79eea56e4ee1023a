import type { Clock } from './clock.ts';
import type { Emission } from './core.ts';
import { newId } from './ids.ts';
import type { StripeEvent } from './types.ts';

/** The API version the events are written in: the one of the SDK this project uses. */
export const API_VERSION = '2026-10-28.endive';

/**
 * An event of what has just happened. The object is copied, because an event shows it as it was then, however
 * often it changes before the delivery arrives.
 */
export function buildEvent(emission: Emission, clock: Clock): StripeEvent {
  const { type, object, previousAttributes, origin } = emission;
  return {
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: clock.nowSeconds(),
    data: {
      object: structuredClone(object),
      ...(previousAttributes === undefined
        ? {}
        : { previous_attributes: structuredClone(previousAttributes) }),
    },
    livemode: false,
    pending_webhooks: 1,
    request: origin,
    type,
  };
}

/**
 * The bytes of a delivery. Indented, as Stripe sends them: a receiver that parses and re-serialises before it
 * checks the signature must fail here too.
 */
export function serializeEvent(event: StripeEvent): string {
  return JSON.stringify(event, null, 2);
}
