import { stripeWebhookSecret } from '../../stack/settings.ts';
import { paymentIntentSucceededEvent, webhookBody } from '../../stripe-double/event-factory.ts';
import { signPayload } from '../../stripe-double/signature.ts';
import { paymentAmount, paymentIntentIdOf } from '../subjects/payment.ts';

/** A payment that Stripe tells of, and whom it belongs to. */
export type WebhookRound = {
  /** Makes the ids of this round unlike those of any other; the same run again is a redelivery. */
  run: string;
  courseId: string;
  /** Whose each payment is, in order. */
  userIds: readonly string[];
};

export type Delivery = { index: number; body: string; signature: string };

/** The round's deliveries, signed now: their signatures are good for five minutes. */
export function deliveriesOf({ run, courseId, userIds }: WebhookRound): Delivery[] {
  const timestampSeconds = Math.floor(Date.now() / 1_000);
  return userIds.map((userId, index) => {
    const event = paymentIntentSucceededEvent({
      amount: paymentAmount,
      currency: 'usd',
      metadata: { userId, courseId },
      paymentIntentId: paymentIntentIdOf({ run, index }),
      eventId: `evt_${run}_${index}`,
    });
    const body = webhookBody(event);
    return { index, body, signature: signPayload({ body, secret: stripeWebhookSecret, timestampSeconds }) };
  });
}
