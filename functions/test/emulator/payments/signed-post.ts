import { randomUUID } from 'node:crypto';
import { signPayload } from '../../../../tools/stripe-double/index.ts';
import { webhookSecret } from './environment.ts';
import { here } from './world.ts';

export interface Delivery {
  readonly body: string;
  /** How long ago it was signed. */
  readonly ageSeconds?: number;
  readonly secret?: string;
  /** Sent in place of the signature, or none at all. */
  readonly header?: string | null;
  readonly method?: string;
  /** What is sent in place of what was signed. */
  readonly sent?: string;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly allow: string | null;
}

/** One delivery, signed as Stripe signs it unless told otherwise. */
export async function post(delivery: Delivery): Promise<Answered> {
  const { body, ageSeconds = 0, secret = webhookSecret, method = 'POST', sent = body } = delivery;
  const timestampSeconds = Math.floor(Date.now() / 1_000) - ageSeconds;
  const { header = signPayload({ body, secret, timestampSeconds }) } = delivery;
  const response = await fetch(here().webhookUrl, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(header === null ? {} : { 'stripe-signature': header }),
    },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: sent }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? undefined : JSON.parse(text),
    allow: response.headers.get('allow'),
  };
}

/** An event of this type and object, under a name of its own. */
export function newEvent({ type, object }: { type: string; object: object }): { id: string; body: string } {
  const id = `evt_${randomUUID().replaceAll('-', '')}`;
  const created = Math.floor(Date.now() / 1_000);
  return { id, body: JSON.stringify({ id, object: 'event', type, created, data: { object } }) };
}

/** A payment told by a second event of its own, as its checkout session would. */
export async function tellOnceMore(paymentIntentId: string): Promise<void> {
  const { paymentIntents } = await here().stripe.state();
  const object = paymentIntents.find(({ id }) => id === paymentIntentId);
  if (object === undefined) throw new Error('Stripe knows the payment.');
  const { body } = newEvent({ type: 'payment_intent.succeeded', object });
  expect(await post({ body })).toMatchObject({ status: 200 });
}
