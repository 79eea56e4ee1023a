import { onDocumentCreated } from 'firebase-functions/firestore';
import { stripeSecretKey } from '../platform/environment.ts';
import { log } from '../platform/log.ts';
import { plainOf } from '../platform/plain.ts';
import { applyStoredEvent } from './apply-stored-event.ts';
import { problemOf } from './receive-event.ts';
import { StripeEventRecord } from './schema.ts';
import { countFailedAttempt } from './settle-event.ts';
import { showPayments } from './show-payments.ts';

/** With the trigger's growing pauses this is most of a day; then people must look. */
const MAX_ATTEMPTS = 12;

/**
 * Takes up what the webhook could only store, and shows on the payment's own document what the webhook booked.
 * May run any number of times, in any order, for one event.
 */
export const onStripeEventReceived = onDocumentCreated(
  { document: 'stripeEvents/{eventId}', retry: true, secrets: [stripeSecretKey] },
  async event => {
    const stored = event.data?.data();
    if (stored !== undefined) await takeUpEvent(StripeEventRecord.parse(plainOf(stored)));
  },
);

/** @throws when it has to be tried again */
export async function takeUpEvent(record: StripeEventRecord): Promise<void> {
  const state = record.state === 'received' ? await applyOrCount(record) : record.state;
  if (state === 'applied') await showPayments(record);
}

/**
 * Counts a failed try, so that an event which keeps failing is parked at last, whoever took it up.
 * @throws when it has to be tried again
 */
export async function applyOrCount(record: StripeEventRecord): Promise<StripeEventRecord['state']> {
  try {
    return await applyStoredEvent(record);
  } catch (error) {
    const problem = problemOf(error);
    const state = await countFailedAttempt({ event: record, problem, maxAttempts: MAX_ATTEMPTS });
    if (state === 'received') throw error;
    if (state === 'parked') log.error('stripeEventParked', error, { eventId: record.eventId, problem });
    return state;
  }
}
