import './environment.ts';
import { randomUUID } from 'node:crypto';
import { callFunction } from '../../../../tools/stack/call.ts';
import type { StripeDouble } from '../../../../tools/stripe-double/index.ts';
import { startStripeDouble } from '../../../../tools/stripe-double/index.ts';
import { lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { CallError } from './call-error.ts';
import { webhookSecret } from './environment.ts';
import { startHost } from './host.ts';

/** The functions, and a Stripe that delivers its events to them. */
export interface World {
  readonly url: string;
  readonly webhookUrl: string;
  readonly stripe: StripeDouble['control'];
  readonly stripeUrl: string;
}

let world: World | undefined;

/** For the calling test file: started before its first test, ended after its last. */
export function useWorld(): () => World {
  const toStop: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const host = await startHost();
    const webhookUrl = `${host.url}/stripeWebhook`;
    const retry = { initialDelayMs: 1, maxDelayMs: 20, maxAttempts: 8 };
    const double = await startStripeDouble({ webhookSecret, webhookUrl, retry });
    process.env['STRIPE_API_HOST'] = double.url;
    // The emulator's first commit takes seconds where other tests run beside it: more than a webhook waits before it
    // answers that the event is stored and will be applied later. This one leaves nothing behind.
    await firestore().doc('warmUp/first').delete();
    world = { url: host.url, webhookUrl, stripe: double.control, stripeUrl: double.url };
    toStop.push(
      double.stop,
      host.stop,
      () => lanes().close(),
      () => firestore().terminate(),
    );
  });
  afterAll(async () => {
    for (const stop of toStop) await stop();
  });
  return here;
}

export function here(): World {
  if (world === undefined) throw new Error('The world begins with the first test.');
  return world;
}

/** An unsigned token, as the Auth emulator issues them. */
export function tokenOf(uid: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part({ sub: uid, user_id: uid })}.`;
}

/**
 * Calls a function over HTTP as a signed-in user does; the request id is new unless `data` has one.
 * @throws CallError the refusal
 */
export async function call(name: string, { as, data }: { as: string; data: object }): Promise<unknown> {
  const answer = await callFunction({
    baseUrl: here().url,
    name,
    data: { requestId: randomUUID(), ...data },
    idToken: tokenOf(as),
  });
  if (answer.ok) return answer.result;
  throw new CallError(answer);
}
