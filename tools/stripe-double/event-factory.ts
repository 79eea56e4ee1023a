import { createClock } from './clock.ts';
import { NO_REQUEST } from './core.ts';
import { buildEvent, serializeEvent } from './event-record.ts';
import { newId } from './ids.ts';
import { buildIntent } from './intent-record.ts';
import type { Metadata, PaymentIntent, StripeEvent } from './types.ts';

/** The body of a delivery, as Stripe writes it. */
export const webhookBody = serializeEvent;

/**
 * A well-formed `payment_intent.succeeded`, for load drivers that post without a double. Everything but the amount
 * (minor units) and the currency can be left out.
 */
export function paymentIntentSucceededEvent(payment: {
  readonly amount: number;
  readonly currency: string;
  readonly metadata?: Metadata;
  readonly paymentIntentId?: string;
  readonly eventId?: string;
  readonly createdSeconds?: number;
  readonly customer?: string | null;
}): StripeEvent {
  const {
    createdSeconds = Math.floor(Date.now() / 1000),
    eventId = newId('evt'),
    paymentIntentId = newId('pi'),
  } = payment;
  const object: PaymentIntent = {
    ...buildIntent({ ...payment, id: paymentIntentId, createdSeconds }),
    amount_received: payment.amount,
    latest_charge: newId('ch'),
    payment_method: newId('pm'),
    status: 'succeeded',
  };
  const clock = createClock(() => createdSeconds * 1000);
  return {
    ...buildEvent({ type: 'payment_intent.succeeded', object, origin: NO_REQUEST }, clock),
    id: eventId,
  };
}
