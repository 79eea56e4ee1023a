import type { EnrollmentKey } from '../../../functions/src/enrollments/store.ts';
import type { DeliveredEvent } from '../../../functions/src/payments/event-record.ts';
import { interpretEvent } from '../../../functions/src/payments/interpret-event.ts';
import type { MoneyFact } from '../../../functions/src/payments/money-fact.ts';
import { parseEvent } from '../../../functions/src/payments/parse-event.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { paymentIntentSucceededEvent, webhookBody } from '../../stripe-double/event-factory.ts';
import type { Work } from '../protocol.ts';

/** Minor units. A thousand of them stay below the tuition, so none becomes credit. */
export const paymentAmount = 25;

/** A payment as the webhook knows it once it has checked and read the delivery. */
export type Payment = {
  key: EnrollmentKey;
  event: DeliveredEvent;
  paymentIntentId: Id;
  facts: readonly MoneyFact[];
};

export const paymentIntentIdOf = ({ run, index }: { run: string; index: number }): Id =>
  Id.parse(`pi_${run}_${index}`);

/** The round's payments, each read from the body of a delivery as the webhook reads it. */
export function paymentsOf({ run, userId, courseId, first, count }: Work): Payment[] {
  const key = { userId: Id.parse(userId), courseId: Id.parse(courseId) };
  return Array.from({ length: count }, (_, offset) => paymentOf({ run, key, index: first + offset }));
}

function paymentOf({ run, key, index }: { run: string; key: EnrollmentKey; index: number }): Payment {
  const paymentIntentId = paymentIntentIdOf({ run, index });
  const delivered = paymentIntentSucceededEvent({
    amount: paymentAmount,
    currency: 'usd',
    metadata: { userId: key.userId, courseId: key.courseId },
    paymentIntentId,
    eventId: `evt_${run}_${index}`,
  });
  const parsed = parseEvent({ payload: webhookBody(delivered), receivedAt: new Date() });
  if (parsed.kind !== 'event') throw new Error('A delivery of the local Stripe cannot be read.');
  const meaning = interpretEvent(parsed.body);
  if (meaning.kind !== 'money') throw new Error('A delivery of the local Stripe tells of no money.');
  return { key, event: parsed.event, paymentIntentId, facts: meaning.facts };
}
