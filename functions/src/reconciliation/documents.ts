import { firestore } from '../platform/firestore.ts';
import { plainOf } from '../platform/plain.ts';
import { streamByName, streamingFirestore } from '../platform/stream-query.ts';
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

/** Documents in the order of their names, page by page, from one stream. */
export async function* pagesOf({
  query,
  after,
}: {
  query: Query;
  after: string | null;
}): AsyncGenerator<readonly Found[]> {
  let page: Found[] = [];
  for await (const snapshot of streamByName({ query, after })) {
    page.push(foundIn(snapshot));
    if (page.length < PAGE_SIZE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
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

/** Where the records of some documents are read from. */
export type Records = (range: Range) => Promise<readonly Found[]>;

const groupOf = ({ group, fields }: Range): Query =>
  streamingFirestore()
    .collectionGroup(group)
    .select(...fields);

const endOf = ({ last, below }: Range): string => `${last}/${below}/${LAST_ID}`;

/** As they are now: a query for each range. */
export const recordsNow: Records = async range => {
  const found: Found[] = [];
  const stream = streamByName({ query: groupOf(range), after: range.first, until: endOf(range) });
  for await (const snapshot of stream) found.push(foundIn(snapshot));
  return found;
};

/**
 * For ranges that are asked for in their order: one stream for each group of records, which goes on beside the one of
 * their documents. Two queries for a whole database, instead of one for each document.
 */
export class RecordStreams {
  readonly #streams = new Map<string, AsyncGenerator<FirebaseFirestore.QueryDocumentSnapshot>>();
  /** Read already, and behind the range that was asked for. */
  readonly #ahead = new Map<string, Found>();

  readonly records: Records = async range => {
    const { group, first } = range;
    let stream = this.#streams.get(group);
    if (stream === undefined) {
      stream = streamByName({ query: groupOf(range), after: first });
      this.#streams.set(group, stream);
    }
    const end = endOf(range);
    const found: Found[] = [];
    let next = this.#ahead.get(group) ?? (await nextOf(stream));
    for (; next !== undefined && compareNames(next.path, end) < 0; next = await nextOf(stream))
      // What lies between two ranges belongs to no document of ours.
      if (compareNames(next.path, first) > 0) found.push(next);
    if (next === undefined) this.#ahead.delete(group);
    else this.#ahead.set(group, next);
    return found;
  };

  async close(): Promise<void> {
    await Promise.all([...this.#streams.values()].map(stream => stream.return(undefined)));
  }
}

async function nextOf(
  stream: AsyncGenerator<FirebaseFirestore.QueryDocumentSnapshot>,
): Promise<Found | undefined> {
  const { done, value } = await stream.next();
  return done === true ? undefined : foundIn(value);
}

/** The order of names is that of their segments: `a/b` comes before `a-1`, however their characters sort. */
export function compareNames(one: string, other: string): number {
  const [left, right] = [one.split('/'), other.split('/')];
  for (const [index, segment] of left.entries()) {
    const opposite = right[index];
    if (opposite === undefined) return 1;
    if (segment !== opposite) return segment < opposite ? -1 : 1;
  }
  return left.length - right.length;
}

/** Children of one name by their parent's path. */
export async function childrenOf({
  parents,
  records,
  group,
  fields,
}: {
  parents: readonly Found[];
  records: Records;
  group: string;
  fields: readonly string[];
}): Promise<(path: string) => readonly Found[]> {
  const [first, last] = [parents[0]?.path, parents.at(-1)?.path];
  if (first === undefined || last === undefined) return () => [];
  const all = await records({ group, first, last, below: group, fields });
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
