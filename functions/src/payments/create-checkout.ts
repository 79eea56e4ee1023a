import { z } from 'zod';
import type { EnrollmentKey } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import { type ReservedCheckout, reserveCheckout } from './reserve-checkout.ts';
import { assertReturnUrls } from './return-url.ts';
import { callStripe } from './stripe-client.ts';
import { stripeCustomerOf } from './stripe-customer.ts';
import { type CheckoutAnswer, CreateCheckoutRequest } from './wire.ts';

const CheckoutSession = z.object({ id: Id, status: z.string().nullable(), url: z.string().nullable() });
type CheckoutSession = z.infer<typeof CheckoutSession>;

/** Opens Stripe’s own payment page for a part of the tuition, or for all that is due. */
export const createCheckout = defineCallable({
  name: 'createCheckout',
  request: CreateCheckoutRequest,
  secrets: [stripeSecretKey],
  handler: async ({
    uid,
    data: { courseId, requestId, successUrl, cancelUrl, amount },
  }): Promise<CheckoutAnswer> => {
    const returnTo = { successUrl, cancelUrl };
    assertReturnUrls(returnTo);
    const key = { userId: uid, courseId };
    const wish =
      amount === undefined ? ({ kind: 'remaining' } as const) : ({ kind: 'part', amount } as const);
    const { outcome: reserved, replayed } = await reserveCheckout({ key, requestId, wish, returnTo });
    const session = await openSession({ key, reserved, returnTo, requestId });
    if (session.url === null) throw refused('PAYMENT_PROCESSING');
    return { url: session.url, checkoutSessionId: session.id, replayed };
  },
});

interface SessionInput {
  readonly key: EnrollmentKey;
  readonly reserved: ReservedCheckout;
  readonly returnTo: { readonly successUrl: string; readonly cancelUrl: string };
  readonly requestId: Id;
}

/** The session of this balance; if it has expired, one of this request's own. */
async function openSession(input: SessionInput): Promise<CheckoutSession> {
  const shared = await createSession({ ...input, idempotencyKey: `checkout_${input.reserved.balanceKey}` });
  const current = await retrieveSession(shared.id);
  if (current.status !== 'expired') return current;
  return createSession({
    ...input,
    idempotencyKey: `checkout_${input.reserved.balanceKey}_${input.requestId}`,
  });
}

async function createSession({
  key,
  reserved,
  returnTo,
  idempotencyKey,
}: SessionInput & { idempotencyKey: string }): Promise<CheckoutSession> {
  const customer = await stripeCustomerOf(key.userId);
  const metadata = { userId: key.userId, courseId: key.courseId };
  const price = {
    currency: reserved.currency,
    unit_amount: reserved.amount,
    product_data: { name: reserved.title },
  };
  const made = await callStripe('stripe.createCheckoutSession', stripe =>
    stripe.checkout.sessions.create(
      {
        mode: 'payment',
        customer,
        line_items: [{ quantity: 1, price_data: price }],
        success_url: returnTo.successUrl,
        cancel_url: returnTo.cancelUrl,
        metadata,
        payment_intent_data: { metadata },
      },
      { idempotencyKey },
    ),
  );
  return CheckoutSession.parse(made);
}

/** Under an idempotency key Stripe answers with the session as it was first made; this is how it is now. */
async function retrieveSession(id: Id): Promise<CheckoutSession> {
  const found = await callStripe('stripe.retrieveCheckoutSession', stripe =>
    stripe.checkout.sessions.retrieve(id),
  );
  return CheckoutSession.parse(found);
}
