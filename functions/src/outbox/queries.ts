import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';
import { OutboxEntry } from './schema.ts';

/** Effects that were decided before `before` and that no trigger has carried out. */
export async function listPendingOutbox(input: { before: Date; limit: number }): Promise<readonly Id[]> {
  const snapshot = await firestore()
    .collection('outbox')
    .where('state', '==', 'PENDING')
    .limit(input.limit)
    .get();
  return snapshot.docs
    .filter(doc => OutboxEntry.parse(plainOf(doc.data())).createdAt <= input.before)
    .map(doc => Id.parse(doc.id));
}
