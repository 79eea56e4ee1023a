import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { DocumentData } from '../commit/index.ts';
import type { Difference } from '../platform/difference.ts';

/** What a document's counters must be by the records, or why that cannot be told. */
export interface Truth {
  readonly expected: DocumentData;
  readonly contradictions: readonly string[];
}

export const contradiction = (...contradictions: readonly string[]): Truth => ({
  expected: {},
  contradictions,
});

/** The fields that are not what the records say. */
export function differencesOf({
  stored,
  expected,
}: {
  stored: DocumentData;
  expected: DocumentData;
}): readonly Difference[] {
  return Object.keys(expected)
    .filter(field => !isDeepStrictEqual(stored[field], expected[field]))
    .map(field => ({ field, stored: jsonOf(stored[field]), recounted: jsonOf(expected[field]) }));
}

/** What is not there is null, as is what JSON does not know, such as NaN. */
const jsonOf = (value: unknown): Difference['stored'] =>
  value === undefined ? null : z.json().parse(JSON.parse(JSON.stringify(value)));

export interface Read {
  readonly path: string;
  readonly data: DocumentData;
}

/** Those that can be read, and the names of those that cannot. */
export function readAs<T>(
  schema: z.ZodType<T>,
  documents: readonly Read[],
): { readonly items: readonly T[]; readonly unreadable: readonly string[] } {
  const items: T[] = [];
  const unreadable: string[] = [];
  for (const { path, data } of documents) {
    const parsed = schema.safeParse(data);
    if (parsed.success) items.push(parsed.data);
    else unreadable.push(`${path} cannot be read`);
  }
  return { items, unreadable };
}

export const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};
