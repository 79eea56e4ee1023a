import { decodeFields, encodeFields } from '../../../functions/src/commit/wire/value.ts';

export type StoredData = Readonly<Record<string, unknown>>;

/**
 * What a document holds of the data once it went over the wire: the same refusals, and a copy. Frozen, so that a
 * decision which changes what it was given is found out.
 */
export const storedOf = (data: object): StoredData => frozen(decodeFields(encodeFields(data)));

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const item of Object.values(value)) frozen(item);
  return value instanceof Date ? value : Object.freeze(value);
}

/** About what it takes in a request: enough to tell 3.5 MiB from 4. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 4;
  if (typeof value !== 'object' || value === null || value instanceof Date) return 12;
  let size = 4;
  for (const [key, item] of Object.entries(value)) size += key.length + 6 + sizeOf(item);
  return size;
}
