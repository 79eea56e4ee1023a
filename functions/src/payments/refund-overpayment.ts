import { readDocument } from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import type { EntryOf } from '../outbox/schema.ts';
import type { Id } from '../platform/ids.ts';
import { refused } from '../platform/refusal.ts';
import { bookMoney } from './book-money.ts';
import { refundFactOf } from './interpret-event.ts';
import { findRefund, refundOnce } from './refund-once.ts';

/** Returns what was paid too much, once, however often this runs. */
export async function refundOverpayment({
  id,
  entry,
}: {
  id: Id;
  entry: EntryOf<'refundOverpayment'>;
}): Promise<void> {
  const { userId, courseId, paymentIntentId, amount } = entry;
  const key = { userId, courseId };
  // Any run may be a repeat of one whose answer was lost, so Stripe is always asked first.
  const earlier = await findRefund({ paymentIntentId, marker: id });
  if (earlier === undefined && !(await isStillCredit({ key, amount }))) return;
  const refund = earlier ?? (await refundOnce({ key, paymentIntentId, amount, marker: id, isRepeat: false }));
  await bookMoney({ key, facts: [refundFactOf({ refund, paymentIntentId })], event: undefined });
}

/** Staff may have returned it meanwhile; it must not go back a second time. */
async function isStillCredit({ key, amount }: { key: EnrollmentKey; amount: number }): Promise<boolean> {
  const enrollment = await readDocument(enrollmentDoc(key));
  if (enrollment === undefined) throw refused('ENROLLMENT_NOT_FOUND');
  return enrollment.creditBalance >= amount;
}
