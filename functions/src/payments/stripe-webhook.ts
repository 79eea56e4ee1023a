import { onRequest, type Request } from 'firebase-functions/https';
import { systemClock } from '../platform/clock.ts';
import { stripeSecretKey, stripeWebhookSecret } from '../platform/environment.ts';
import { leaveHostDomain } from '../platform/host-domain.ts';
import { log } from '../platform/log.ts';
import { receiveEvent } from './receive-event.ts';
import { isSignedByStripe, loadedStripeLibrary, loadStripeLibrary } from './signature-client.ts';

/** Stripe's own events stay far below; a larger body is refused unread. */
const MAX_BODY_BYTES = 1_000_000;

interface Answer {
  readonly status: number;
  readonly body: { readonly received: boolean; readonly state?: string; readonly problem?: string };
}

/**
 * Where Stripe delivers events. 200 only for what is stored; 400 for what is not signed by Stripe; 503 when
 * nothing could be stored, so that Stripe delivers it again.
 */
export const stripeWebhook = onRequest(
  { secrets: [stripeWebhookSecret, stripeSecretKey], invoker: 'public' },
  async (request, response) => {
    leaveHostDomain();
    const { status, body } = await answerDelivery(request);
    if (status === 405) response.set('Allow', 'POST');
    response.status(status).json(body);
  },
);

async function answerDelivery(request: Request): Promise<Answer> {
  if (request.method !== 'POST') return problem(405, 'Send events with POST.');
  const rawBody = request.rawBody ?? Buffer.alloc(0);
  if (rawBody.length > MAX_BODY_BYTES) return problem(413, 'The body is larger than any event.');
  const header = request.header('stripe-signature');
  if (header === undefined) return problem(400, 'The Stripe-Signature header is missing.');
  const payload = rawBody.toString('utf8');
  const stripe = loadedStripeLibrary() ?? (await loadStripeLibrary());
  if (!isSignedByStripe({ stripe, payload, header, secret: stripeWebhookSecret.value() })) {
    return problem(400, 'The signature does not match, or is too old.');
  }
  try {
    const state = await receiveEvent({ payload, receivedAt: systemClock.now() });
    return { status: 200, body: { received: true, state } };
  } catch (error) {
    log.error('stripeWebhook', error);
    return problem(503, 'The event could not be stored. Please deliver it again.');
  }
}

const problem = (status: number, text: string): Answer => ({
  status,
  body: { received: false, problem: text },
});
