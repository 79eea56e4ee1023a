import { z } from 'zod';
import type { EnrollmentKey } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import { type ReservedCheckout, reserveCheckout } from './reserve-checkout.ts';
import { assertReturnUrls } from './return-url.ts';
import { callStripe } from './stripe-client.ts';
import { withStripeCustomer } from './stripe-customer.ts';
import { type CheckoutAnswer, CreateCheckoutRequest } from './wire.ts';

const CheckoutSession = z.object({
  id: Id,
  status: z.string().nullable(),
  payment_status: z.string(),
  url: z.string().nullable(),
  /** Expanded, once there is one. */
  payment_intent: z.union([z.string(), z.object({ status: z.string() })]).nullish(),
});
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
    const session = await openSession({ key, reserved, returnTo });
    if (session.url === null) throw refused('PAYMENT_PROCESSING');
    return { url: session.url, checkoutSessionId: session.id, replayed };
  },
});

interface SessionInput {
  readonly key: EnrollmentKey;
  readonly reserved: ReservedCheckout;
  readonly returnTo: { readonly successUrl: string; readonly cancelUrl: string };
}

/** Stripe forgets the first name after a day, so this is how many may end unpaid within one. */
const MAX_SUCCESSORS = 20;

/**
 * The session of this balance. One that ended without money has a successor, named after it, so that all tabs
 * that find it ended agree on the next one.
 */
async function openSession(input: SessionInput): Promise<CheckoutSession> {
  let idempotencyKey = `checkout_${input.reserved.balanceKey}`;
  for (let turn = 0; turn < MAX_SUCCESSORS; turn += 1) {
    const made = await createSession({ ...input, idempotencyKey });
    const current = await retrieveSession(made.id);
    if (!hasEndedUnpaid(current)) return current;
    idempotencyKey = `checkout_after_${current.id}`;
  }
  throw refused('PAYMENT_PROVIDER_REFUSED');
}

/** Expired, or completed with a bank debit that failed days later. */
function hasEndedUnpaid({ status, payment_status, payment_intent: payment }: CheckoutSession): boolean {
  if (status === 'expired') return true;
  if (status !== 'complete' || payment_status !== 'unpaid' || typeof payment !== 'object') return false;
  return payment?.status === 'requires_payment_method' || payment?.status === 'canceled';
}

async function createSession({
  key,
  reserved,
  returnTo,
  idempotencyKey,
}: SessionInput & { idempotencyKey: string }): Promise<CheckoutSession> {
  const metadata = { userId: key.userId, courseId: key.courseId };
  const price = {
    currency: reserved.currency,
    unit_amount: reserved.amount,
    product_data: { name: reserved.title },
  };
  const create = (customer: Id) =>
    callStripe('stripe.createCheckoutSession', stripe =>
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
        { idempotencyKey: `${idempotencyKey}_${customer}` },
      ),
    );
  const made = await withStripeCustomer({ userId: key.userId, call: create });
  return CheckoutSession.parse(made);
}

/** Under an idempotency key Stripe answers with the session as it was first made; this is how it is now. */
async function retrieveSession(id: Id): Promise<CheckoutSession> {
  const found = await callStripe('stripe.retrieveCheckoutSession', stripe =>
    stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] }),
  );
  return CheckoutSession.parse(found);
}
