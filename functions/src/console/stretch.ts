import type { Query, QueryDocumentSnapshot, Timestamp } from '@google-cloud/firestore';
import { z } from 'zod';
import { plainOf } from '../platform/plain.ts';

/** Which part of a history: what happened before an instant, newest first. */
export interface Window {
  readonly before: Date | undefined;
  readonly limit: number;
}

/** What a collection has in a window: whole instants, so that nothing of a moment is left for a page that never comes. */
export interface Stretch<T> {
  readonly items: readonly T[];
  /** Whether there may be more before it. */
  readonly isCut: boolean;
}

/** Of one moment: a commit writes a handful. */
const MAX_OF_ONE_INSTANT = 500;

/** Anything that compares; the SDK's class is none of this room's to load. */
const InstantOf = z.custom<Timestamp>(
  value => typeof value === 'object' && value !== null && 'isEqual' in value,
);

export const nothing: Stretch<never> = { items: [], isCut: false };

interface Reading<T> {
  readonly ordered: Query;
  /** The instant it is ordered by, newest first. */
  readonly field: string;
  readonly schema: z.ZodType<T>;
  readonly window: Window;
}

/** One more than `limit` at most, besides what happened in the very same millisecond. */
export async function read<T extends object>({
  ordered,
  field,
  schema,
  window,
}: Reading<T>): Promise<Stretch<T>> {
  const from = window.before === undefined ? ordered : ordered.startAfter(window.before);
  const { docs } = await from.limit(window.limit + 1).get();
  const parsed = (document: QueryDocumentSnapshot): T => schema.parse(plainOf(document.data()));
  const atOf = (document: QueryDocumentSnapshot): Timestamp => InstantOf.parse(document.get(field));
  const [last, lastShown] = [docs.at(window.limit), docs.at(window.limit - 1)];
  if (last === undefined || lastShown === undefined) return { items: docs.map(parsed), isCut: false };
  const at = atOf(last);
  if (!at.isEqual(atOf(lastShown))) return { items: docs.map(parsed), isCut: true };
  // The bound fell into one moment, and a page ends between two.
  const ofMoment = await ordered.startAt(at).endAt(at).limit(MAX_OF_ONE_INSTANT).get();
  const earlier = docs.filter(document => !at.isEqual(atOf(document)));
  return { items: [...earlier, ...ofMoment.docs].map(parsed), isCut: true };
}
