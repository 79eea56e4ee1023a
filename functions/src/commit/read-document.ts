import { firestore } from '../platform/firestore.ts';
import { plainOf } from '../platform/plain.ts';
import type { Doc } from './document.ts';

/** One document as it is now, outside any decision: for showing and sorting, never for counting. */
export async function readDocument<T extends object>(doc: Doc<T>): Promise<T | undefined> {
  const snapshot = await firestore().doc(doc.path).get();
  return snapshot.exists ? doc.schema.parse(plainOf(snapshot.data())) : undefined;
}
