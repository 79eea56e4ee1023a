import { readDocument } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import type { Owner } from './money-fact.ts';
import { paymentDoc } from './store.ts';

/** Whose payment it is by our own record, which a claim may have set; undefined if we have none. */
export async function findRecordedOwner(paymentIntentId: Id): Promise<Owner | undefined> {
  const payment = await readDocument(paymentDoc(paymentIntentId));
  return payment === undefined ? undefined : { userId: payment.userId, courseId: payment.courseId };
}
