import { createRequire } from 'node:module';
import type { Request, Response } from '@google-cloud/functions-framework';
import { serve } from '../../host/serve.ts';
import { FieldValue, openDefaultClient } from '../sdk.ts';

// The least that a webhook can do, hosted as ours is: Stripe's library checks the signature, and one batch creates
// event and payment and adds to the balance. It reads nothing, guards nothing, and answers an event that comes again
// with an error. Started by startFrontDoor.

type PaymentEvent = {
  id: string;
  type: string;
  created: number;
  data: {
    object: { id: string; amount_received: number; currency: string; metadata: Record<string, string> };
  };
};
/** What is used of Stripe's library, which is loaded from the packages of functions/. */
type StripeModule = {
  webhooks: { constructEvent: (payload: string, header: string, secret: string) => PaymentEvent };
};

const fromFunctions = createRequire(new URL('../../../functions/package.json', import.meta.url));
const stripe: StripeModule = fromFunctions('stripe');
const db = openDefaultClient();
const secret = process.env['STRIPE_WEBHOOK_SECRET'] ?? '';
const KEEP_MS = 90 * 86_400_000;

async function floorWebhook(request: Request, response: Response): Promise<void> {
  const payload = String(request.rawBody);
  const event = stripe.webhooks.constructEvent(payload, request.header('stripe-signature') ?? '', secret);
  if (event.type !== 'payment_intent.succeeded') throw new Error(`the floor knows no ${event.type}`);
  const { id, amount_received: amount, currency, metadata } = event.data.object;
  const now = new Date();
  const enrollment = db.doc(`users/${metadata['userId']}/courses/${metadata['courseId']}`);
  const batch = db.batch();
  batch.create(db.doc(`stripeEvents/${event.id}`), {
    eventId: event.id,
    type: event.type,
    state: 'applied',
    createdAt: new Date(event.created * 1_000),
    receivedAt: now,
    payload,
    accountPath: enrollment.path,
    attempts: 0,
    problem: null,
    expireAt: new Date(now.getTime() + KEEP_MS),
  });
  batch.create(enrollment.collection('ledger').doc(id), {
    entryId: id,
    kind: 'payment',
    amount,
    currency,
    effect: { total: 0, paid: amount, refunded: 0, disputed: 0 },
    paymentIntentId: id,
    recordedAt: now,
  });
  batch.update(enrollment, {
    amountPaid: FieldValue.increment(amount),
    amountDue: FieldValue.increment(-amount),
  });
  await batch.commit();
  response.status(200).json({ received: true, state: 'applied' });
}

const answer = async (request: Request, response: Response): Promise<void> => {
  try {
    await floorWebhook(request, response);
  } catch (error) {
    response.status(503).json({ received: false, problem: String(error) });
  }
};

serve({
  functions: new Map([['stripeWebhook', answer]]),
  port: Number(process.argv[3] ?? 0),
});
