import { firestore } from '../platform/firestore.ts';
import { plainOf } from '../platform/plain.ts';
import type { Read } from './truth.ts';

/** A document as it was read, with a mark that changes whenever it does. */
export interface Found extends Read {
  readonly isThere: boolean;
  readonly version: string;
}

type Query = FirebaseFirestore.Query;

export const PAGE_SIZE = 200;

/** Sorts after every id. */
const LAST_ID = '\uf8ff';

export function foundIn(snapshot: FirebaseFirestore.DocumentSnapshot): Found {
  const data = Object.fromEntries(Object.entries(Object(plainOf(snapshot.data() ?? {}))));
  const { path } = snapshot.ref;
  return { path, data, isThere: snapshot.exists, version: snapshot.updateTime?.valueOf() ?? '' };
}

/** Documents in the order of their names, page by page: memory does not grow with their number. */
export async function* pagesOf({
  query,
  after,
  until,
  pageSize = PAGE_SIZE,
}: {
  query: Query;
  after: string | null;
  /** Path of what comes right after the last that is wanted; none: to the end. */
  until?: string;
  pageSize?: number;
}): AsyncGenerator<readonly Found[]> {
  const named = query.orderBy('__name__').limit(pageSize);
  const ordered = until === undefined ? named : named.endBefore(firestore().doc(until));
  let page = await (after === null ? ordered : ordered.startAfter(firestore().doc(after))).get();
  while (!page.empty) {
    yield page.docs.map(foundIn);
    const last = page.docs.at(-1);
    if (last === undefined || page.size < pageSize) return;
    page = await ordered.startAfter(last).get();
  }
}

export async function read(paths: readonly string[]): Promise<readonly Found[]> {
  if (paths.length === 0) return [];
  return (await firestore().getAll(...paths.map(path => firestore().doc(path)))).map(foundIn);
}

/** What lies between two documents in the order of names, below them or beside. */
export interface Range {
  readonly group: string;
  /** Path of the first and the last document of a page. */
  readonly first: string;
  readonly last: string;
  /** The collection directly below them. */
  readonly below: string;
  readonly fields: readonly string[];
}

/** One query for a whole page's children, instead of one for each: they lie side by side. */
export async function inRange({ group, first, last, below, fields }: Range): Promise<readonly Found[]> {
  const query = firestore()
    .collectionGroup(group)
    .select(...fields);
  const found: Found[] = [];
  for await (const page of pagesOf({ query, after: first, until: `${last}/${below}/${LAST_ID}` }))
    found.push(...page);
  return found;
}

/** Children of one name by their parent's path. */
export async function childrenOf({
  parents,
  group,
  fields,
}: {
  parents: readonly Found[];
  group: string;
  fields: readonly string[];
}): Promise<(path: string) => readonly Found[]> {
  const [first, last] = [parents[0]?.path, parents.at(-1)?.path];
  if (first === undefined || last === undefined) return () => [];
  const all = await inRange({ group, first, last, below: group, fields });
  const byParent = groupedBy(all, ({ path }) => path.split('/').slice(0, -2).join('/'));
  return path => byParent.get(path) ?? [];
}

/** Changes whenever any of the documents does, or another one comes. */
export const versionsOf = (documents: readonly Found[]): string =>
  documents.map(({ path, version }) => `${path.slice(-8)}@${version}`).join();

export function groupedBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
