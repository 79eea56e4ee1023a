import { firestore } from '../platform/firestore.ts';
import { plainOf } from '../platform/plain.ts';
import { retryAsync } from '../platform/retry/index.ts';
import type { Doc } from './document.ts';

/** One document as it is now, outside any decision: for showing and sorting, never for counting. */
export async function readDocument<T extends object>(doc: Doc<T>): Promise<T | undefined> {
  const read = () => firestore().doc(doc.path).get();
  // Reading twice is harmless, whatever became of the first answer.
  const snapshot = await retryAsync(read, 'firestore.readDocument', { carriesId: true });
  return snapshot.exists ? doc.schema.parse(plainOf(snapshot.data())) : undefined;
}
