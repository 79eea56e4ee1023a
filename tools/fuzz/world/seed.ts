import type { Firestore } from '@google-cloud/firestore';
import type { Doc } from '../../../functions/src/commit/index.ts';

/** A document to be put in its place, as the room that owns it would have written it. */
export interface Seed {
  readonly path: string;
  readonly data: object;
}

/** @throws ZodError for what the owning room would not read: a world that is not the product's proves nothing */
export const seed = <T extends object>(doc: Doc<T>, data: T): Seed => ({
  path: doc.path,
  data: doc.schema.parse(data),
});

/** All of them in one commit. */
export async function plant(firestore: Firestore, seeds: readonly Seed[]): Promise<void> {
  const batch = firestore.batch();
  for (const { path, data } of seeds) batch.set(firestore.doc(path), data);
  await batch.commit();
}
