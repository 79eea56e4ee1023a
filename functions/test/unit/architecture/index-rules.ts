import { z } from 'zod';
import type { DeclaredQuery, SortField } from './query-table.ts';

const Scope = z.enum(['COLLECTION', 'COLLECTION_GROUP']);
const Order = z.enum(['ASCENDING', 'DESCENDING']);

/** `firestore.indexes.json`, as `firebase deploy` reads it. */
export const IndexFile = z.strictObject({
  indexes: z.array(
    z.strictObject({
      collectionGroup: z.string(),
      queryScope: Scope,
      fields: z.array(z.strictObject({ fieldPath: z.string(), order: Order })).min(2),
    }),
  ),
  fieldOverrides: z.array(
    z.strictObject({
      collectionGroup: z.string(),
      fieldPath: z.string(),
      ttl: z.boolean().optional(),
      indexes: z.array(z.strictObject({ order: Order, queryScope: Scope })),
    }),
  ),
});
export type IndexFile = z.infer<typeof IndexFile>;

interface Index {
  readonly collection: string;
  readonly scope: DeclaredQuery['scope'];
  /** In any order and direction. */
  readonly equal: readonly string[];
  /** Exactly so: an index is not read backwards. */
  readonly sort: readonly SortField[];
}

const NAME = '__name__';

/**
 * The indexes that a query rests on (firebase.google.com/docs/firestore/query-data/index-overview): by name it needs
 * none. One field, sorted or equal, takes that field's own. Equalities alone are merged from their fields' own, or
 * read from one over all of them. Equalities with an order take one over all of them, the equalities first.
 * @returns alternatives, each a list of what it takes
 */
export function indexesFor(query: DeclaredQuery): readonly (readonly Index[])[] {
  const { collection, scope, equal = [], range } = query;
  const implied: readonly SortField[] = range === undefined ? [] : [{ fieldPath: range, order: 'ASCENDING' }];
  const sort = (query.order ?? implied).filter(({ fieldPath }) => fieldPath !== NAME);
  if (range !== undefined && sort[0]?.fieldPath !== range)
    throw new Error(`${query.name}: Firestore wants ${range} first in its order`);
  const whole = { collection, scope, equal, sort };
  if (equal.length + sort.length === 0) return [[]];
  if (sort.length > 0) return [[whole]];
  return [equal.map(field => ({ ...whole, equal: [field] })), ...(equal.length > 1 ? [[whole]] : [])];
}

/** Whether the index is there: a field's own is automatic below one collection, unless an override says otherwise. */
export function exists(index: Index, file: IndexFile): boolean {
  const fields = [...index.equal, ...index.sort.map(({ fieldPath }) => fieldPath)];
  if (fields.length > 1) return file.indexes.some(each => isComposite(each, index));
  const override = file.fieldOverrides.find(each => isOverride(each, index));
  if (override === undefined) return index.scope === 'COLLECTION';
  const [wanted] = index.sort;
  return override.indexes.some(
    ({ queryScope, order }) => queryScope === index.scope && (wanted === undefined || wanted.order === order),
  );
}

/** Whether the file's composite is the one that is meant. */
export function isComposite(stored: IndexFile['indexes'][number], index: Index): boolean {
  if (stored.collectionGroup !== index.collection || stored.queryScope !== index.scope) return false;
  const fields = stored.fields.filter(({ fieldPath }) => fieldPath !== NAME);
  const [front, rest] = [fields.slice(0, index.equal.length), fields.slice(index.equal.length)];
  const isSame = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
  return (
    isSame(front.map(({ fieldPath }) => fieldPath).sort(), [...index.equal].sort()) &&
    isSame(rest.map(nameOf), index.sort.map(nameOf))
  );
}

const nameOf = ({ fieldPath, order }: SortField): string => `${fieldPath} ${order}`;

/** Whether the override is about the one field that the index is over. */
export function isOverride(
  stored: Pick<IndexFile['fieldOverrides'][number], 'collectionGroup' | 'fieldPath'>,
  { collection, equal, sort }: Index,
): boolean {
  const fields = [...equal, ...sort.map(({ fieldPath }) => fieldPath)];
  return fields.length === 1 && stored.collectionGroup === collection && stored.fieldPath === fields[0];
}
