import type { EnrollmentKey } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { callStripe } from './stripe-client.ts';
import { RefundObject } from './stripe-objects.ts';

/**
 * Makes a refund at Stripe at most once under its marker, even when the first try's answer was lost days ago
 * and Stripe has forgotten its idempotency key: the marker stands in the refund's own metadata.
 */
export async function refundOnce(input: {
  readonly key: EnrollmentKey;
  readonly paymentIntentId: Id;
  /** Minor units. */
  readonly amount: number;
  readonly marker: string;
  /** Whether an earlier try may have reached Stripe; then its refunds are searched first. */
  readonly isRepeat: boolean;
}): Promise<RefundObject> {
  const { key, paymentIntentId, amount, marker } = input;
  const earlier = input.isRepeat ? await findRefund({ paymentIntentId, marker }) : undefined;
  if (earlier !== undefined) return earlier;
  const made = await callStripe('stripe.createRefund', stripe =>
    stripe.refunds.create(
      {
        payment_intent: paymentIntentId,
        amount,
        metadata: { userId: key.userId, courseId: key.courseId, marker },
      },
      { idempotencyKey: `refund_${marker}` },
    ),
  );
  return RefundObject.parse(made);
}

/** The refund that an earlier try made under this marker, if one reached Stripe. */
export async function findRefund({
  paymentIntentId,
  marker,
}: {
  paymentIntentId: Id;
  marker: string;
}): Promise<RefundObject | undefined> {
  const page = await callStripe('stripe.listRefunds', stripe =>
    stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }),
  );
  const found = page.data.find(refund => refund.metadata?.['marker'] === marker);
  return found === undefined ? undefined : RefundObject.parse(found);
}
