import { z } from 'zod';
import { fingerprintOf, readDocument } from '../commit/index.ts';
import type { EnrollmentKey } from '../enrollments/store.ts';
import { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import { paymentRequestDoc, recordPayment } from './payment-request.ts';
import type { PaymentWish } from './payment-reservation.ts';
import { type ReservedPayment, reserve, reserveInPlaceOf } from './reserve-payment.ts';
import { callStripe } from './stripe-client.ts';
import { withStripeCustomer } from './stripe-customer.ts';
import type { PaymentAnswer } from './wire.ts';

const PaymentIntent = z.object({ id: Id, status: z.string(), client_secret: z.string() });
type PaymentIntent = z.infer<typeof PaymentIntent>;

/**
 * Reserve, call Stripe under the reservation's name, record: a crash between any two of them is healed by the
 * next try, which finds the same reservation and the same payment.
 */
export async function openPayment(input: {
  readonly key: EnrollmentKey;
  readonly requestId: Id;
  readonly wish: PaymentWish;
}): Promise<PaymentAnswer> {
  const { key, requestId } = input;
  const { outcome, replayed } = await reserve(input);
  const intent = await intentFor({ key, reserved: outcome });
  const isOwn = outcome.reservationId === requestId;
  if (isOwn && (replayed || intent.status !== 'canceled'))
    return answerOf({ reserved: outcome, intent, replayed });
  // Another tab's payment is handed out again, unless it has run its course meanwhile.
  if (intent.status === 'succeeded') throw refused('PAYMENT_PROCESSING');
  if (intent.status !== 'canceled') return answerOf({ reserved: outcome, intent, replayed });
  const successor = await reserveInPlaceOf({ key, deadPaymentIntentId: intent.id });
  const fresh = await intentFor({ key, reserved: successor.outcome });
  return answerOf({ reserved: successor.outcome, intent: fresh, replayed });
}

async function intentFor({
  key,
  reserved,
}: {
  key: EnrollmentKey;
  reserved: ReservedPayment;
}): Promise<PaymentIntent> {
  const { reservationId, amount, currency } = reserved;
  const known = await readDocument(paymentRequestDoc({ key, reservationId }));
  // Stripe forgets idempotency keys after a day or more; what we recorded it does not.
  if (known?.paymentIntentId !== undefined) return retrieveIntent(known.paymentIntentId);
  const create = (customer: Id) =>
    callStripe('stripe.createPaymentIntent', stripe =>
      stripe.paymentIntents.create(
        {
          amount,
          currency,
          customer,
          automatic_payment_methods: { enabled: true },
          metadata: { userId: key.userId, courseId: key.courseId, reservationId },
        },
        // Three ids of full length would be more than Stripe takes as a key.
        { idempotencyKey: `payment_${fingerprintOf('payment', { ...key, reservationId, customer })}` },
      ),
    );
  const made = await withStripeCustomer({ userId: key.userId, call: create });
  const intent = PaymentIntent.parse(made);
  await recordPayment({ key, reservationId, paymentIntentId: intent.id, amount });
  return intent;
}

async function retrieveIntent(paymentIntentId: Id): Promise<PaymentIntent> {
  const found = await callStripe('stripe.retrievePaymentIntent', stripe =>
    stripe.paymentIntents.retrieve(paymentIntentId),
  );
  return PaymentIntent.parse(found);
}

function answerOf(input: {
  reserved: ReservedPayment;
  intent: PaymentIntent;
  replayed: boolean;
}): PaymentAnswer {
  const { reserved, intent, replayed } = input;
  const { amount, currency } = reserved;
  return { paymentIntentId: intent.id, clientSecret: intent.client_secret, amount, currency, replayed };
}
