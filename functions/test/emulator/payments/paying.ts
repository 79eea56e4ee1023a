import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { stripeClient } from '../../../src/payments/stripe-client.ts';
import { CheckoutAnswer, PaymentAnswer, RefundAnswer } from '../../../src/payments/wire.ts';
import { page } from './environment.ts';
import { call, here } from './world.ts';

type Options = { readonly requestId?: string };

/** The student asks for a payment of a part. */
export async function openPart(
  { userId, courseId }: EnrollmentKey,
  { amount, ...options }: Options & { amount: number },
): Promise<PaymentAnswer> {
  return PaymentAnswer.parse(
    await call('createPayment', { as: userId, data: { courseId, amount, ...options } }),
  );
}

/** A tab asks to pay the rest. */
export async function openRest(
  { userId, courseId }: EnrollmentKey,
  options: Options = {},
): Promise<PaymentAnswer> {
  return PaymentAnswer.parse(
    await call('payRemainingBalance', { as: userId, data: { courseId, ...options } }),
  );
}

/** A tab asks for Stripe's own page. */
export async function openCheckout(
  { userId, courseId }: EnrollmentKey,
  options: Options & { amount?: number } = {},
): Promise<CheckoutAnswer> {
  const data = { courseId, successUrl: `${page}/paid`, cancelUrl: `${page}/back`, ...options };
  return CheckoutAnswer.parse(await call('createCheckout', { as: userId, data }));
}

/** The card is charged. */
export async function confirm(paymentIntentId: string, paymentMethod = 'pm_card_visa'): Promise<string> {
  const { status } = await here().stripe.confirmPayment({ paymentIntentId, paymentMethod });
  return status;
}

/** Paid by card, and Stripe's events on their way. */
export async function pay(key: EnrollmentKey, amount: number): Promise<string> {
  const { paymentIntentId } = await openPart(key, { amount });
  await confirm(paymentIntentId);
  return paymentIntentId;
}

/** Returned by somebody in Stripe's dashboard, who knows nothing of our metadata. */
export async function refundInDashboard(paymentIntentId: string, amount?: number): Promise<string> {
  const stripe = await stripeClient();
  const wish = amount === undefined ? {} : { amount };
  const { id } = await stripe.refunds.create({ payment_intent: paymentIntentId, ...wish });
  return id;
}

/** Returned by staff through us. */
export async function refundByStaff(
  { userId, courseId }: EnrollmentKey,
  { as, ...refund }: Options & { as: string; paymentId: string; amount: number },
): Promise<RefundAnswer> {
  const data = { userId, courseId, reason: 'moved away', ...refund };
  return RefundAnswer.parse(await call('refundPayment', { as, data }));
}

/** Called off in Stripe's dashboard. */
export async function cancelPayment(paymentIntentId: string): Promise<void> {
  await (await stripeClient()).paymentIntents.cancel(paymentIntentId);
}

export async function expireCheckout(sessionId: string): Promise<void> {
  await (await stripeClient()).checkout.sessions.expire(sessionId);
}
