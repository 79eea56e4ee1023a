import { z } from 'zod';
import { Currency, MAX_AMOUNT } from '../catalog/schema.ts';
import { Id, RequestId } from '../platform/ids.ts';

/** Minor units. A client's amount is only ever a wish: the rule holds it against the balance. */
const WishedAmount = z.int('must be a whole number of minor units').min(1).max(MAX_AMOUNT);
const Reason = z.string().trim().min(1).max(500);
const ReturnUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(2_000);

export const CreatePaymentRequest = z.strictObject({
  requestId: RequestId,
  courseId: Id,
  amount: WishedAmount,
});
export const PayRemainingBalanceRequest = z.strictObject({ requestId: RequestId, courseId: Id });

export const PaymentAnswer = z.object({
  paymentIntentId: Id,
  /** For Stripe’s elements in the browser; never stored by us. */
  clientSecret: z.string(),
  amount: z.int(),
  currency: Currency,
  replayed: z.boolean(),
});
export type PaymentAnswer = z.infer<typeof PaymentAnswer>;

export const CreateCheckoutRequest = z.strictObject({
  requestId: RequestId,
  courseId: Id,
  successUrl: ReturnUrl,
  cancelUrl: ReturnUrl,
  amount: WishedAmount.optional(),
});

export const CheckoutAnswer = z.object({ url: z.string(), checkoutSessionId: Id, replayed: z.boolean() });
export type CheckoutAnswer = z.infer<typeof CheckoutAnswer>;

export const RefundPaymentRequest = z.strictObject({
  requestId: RequestId,
  userId: Id,
  courseId: Id,
  paymentId: Id,
  amount: WishedAmount,
  reason: Reason,
});
export const RefundAnswer = z.object({ refundId: Id, status: z.string(), replayed: z.boolean() });
export type RefundAnswer = z.infer<typeof RefundAnswer>;

export const ClaimSuspenseRequest = z.strictObject({
  requestId: RequestId,
  paymentId: Id,
  userId: Id,
  courseId: Id,
});
export const ReplayStripeEventRequest = z.strictObject({ requestId: RequestId, eventId: Id });
