import { Timestamp } from '@google-cloud/firestore';

/** What a query answers as plain data, as the lane hands it out too: instants become `Date`. */
export function plainOf(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Timestamp) return value.toDate();
  if (Array.isArray(value)) return value.map(plainOf);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainOf(item)]));
}
