import { firestore } from '../platform/firestore.ts';
import type { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';
import type { Owner } from './money-fact.ts';
import { paymentDoc } from './store.ts';

/** Whose payment it is by our own record, which a claim may have set; undefined if we have none. */
export async function findRecordedOwner(paymentIntentId: Id): Promise<Owner | undefined> {
  const doc = paymentDoc(paymentIntentId);
  const snapshot = await firestore().doc(doc.path).get();
  const owner = doc.schema.safeParse(plainOf(snapshot.data()));
  return owner.success ? { userId: owner.data.userId, courseId: owner.data.courseId } : undefined;
}
