import { type DocumentData, Timestamp } from 'firebase/firestore';

/**
 * A stored document as plain data, instants as `Date` at any depth. The server has checked what it stored by the schema
 * that the type was written from; it is not checked again here.
 */
export function documentOf<T>(data: DocumentData): T {
  const { plain }: DocumentData = { plain: plainOf(data) };
  return plain;
}

function plainOf(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate();
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainOf(item)]));
}
