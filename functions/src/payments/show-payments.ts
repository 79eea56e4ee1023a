import { readDocument } from '../commit/index.ts';
import { enrollmentKeyOf } from '../enrollments/store.ts';
import { interpretEvent } from './interpret-event.ts';
import { parseEvent } from './parse-event.ts';
import { showPaymentSucceeded } from './record-payment-state.ts';
import type { StripeEventRecord } from './schema.ts';
import { stripeEventDoc } from './store.ts';

/**
 * Lets `payments/{paymentIntentId}` say that a booked payment succeeded. Only for show: the ledger is the
 * truth, and the commit that books a payment need not write this document too.
 */
export async function showPayments(record: StripeEventRecord): Promise<void> {
  const parsed = parseEvent({ payload: record.payload, receivedAt: record.receivedAt });
  if (parsed.kind === 'malformed') return;
  const meaning = interpretEvent(parsed.body);
  if (meaning.kind !== 'money' || !meaning.facts.some(fact => fact.kind === 'payment')) return;
  // Where it was booked stands on the event as it is now; the trigger may hold an older one.
  const accountPath = (await readDocument(stripeEventDoc(record.eventId)))?.accountPath;
  const owner = accountPath == null ? undefined : enrollmentKeyOf(accountPath);
  if (owner === undefined) return;
  await showPaymentSucceeded({ paymentIntentId: meaning.paymentIntentId, owner, event: parsed.event });
}
