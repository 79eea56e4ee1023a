import type { LedgerEntry } from '../../../functions/src/enrollments/schema.ts';
import { enrollmentDoc, ledgerEntryDoc } from '../../../functions/src/enrollments/store.ts';
import type { StripeEventRecord } from '../../../functions/src/payments/schema.ts';
import { stripeEventDoc } from '../../../functions/src/payments/store.ts';
import { type Payment, paymentAmount } from './payment.ts';

const KEEP_MS = 90 * 86_400_000;

/** What the lane writes for a payment, field by field, so that every way compared writes the same documents. */
export type PeerDocuments = {
  enrollmentPath: string;
  eventPath: string;
  event: StripeEventRecord;
  entryPath: string;
  entry: LedgerEntry;
};

export function peerDocumentsOf({ key, event, paymentIntentId }: Payment): PeerDocuments {
  const enrollmentPath = enrollmentDoc(key).path;
  const now = new Date();
  return {
    enrollmentPath,
    eventPath: stripeEventDoc(event.eventId).path,
    event: {
      ...event,
      state: 'applied',
      receivedAt: now,
      accountPath: enrollmentPath,
      attempts: 0,
      problem: null,
      expireAt: new Date(now.getTime() + KEEP_MS),
    },
    entryPath: ledgerEntryDoc({ accountPath: enrollmentPath, entryId: paymentIntentId }).path,
    entry: {
      entryId: paymentIntentId,
      kind: 'payment',
      amount: paymentAmount,
      currency: 'usd',
      effect: { total: 0, paid: paymentAmount, refunded: 0, disputed: 0 },
      paymentIntentId,
      recordedAt: now,
    },
  };
}
