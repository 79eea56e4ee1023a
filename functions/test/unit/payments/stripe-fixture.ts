import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StripeEventObject } from '../../../src/payments/stripe-objects.ts';

const directory = path.resolve(import.meta.dirname, '../../fixtures/stripe');

/** One file for each event type and variant: `charge.dispute.closed`, `charge.dispute.closed.lost`. */
export const fixtureNames: readonly string[] = readdirSync(directory)
  .map(file => path.basename(file, '.json'))
  .sort();

/** The body as it would be signed. */
export const payloadOf = (name: string): string => readFileSync(path.join(directory, `${name}.json`), 'utf8');

export const stripeEvent = (name: string): StripeEventObject =>
  StripeEventObject.parse(JSON.parse(payloadOf(name)));

/** The event with some fields of its object told otherwise; `undefined` takes a field away. */
export function eventWith(name: string, changes: Readonly<Record<string, unknown>>): StripeEventObject {
  const event = stripeEvent(name);
  const object = Object.entries({ ...event.data.object, ...changes });
  return {
    ...event,
    data: { object: Object.fromEntries(object.filter(([, value]) => value !== undefined)) },
  };
}
