import { streamByName, streamingFirestore } from '../../../functions/src/platform/stream-query.ts';
import { compareNames, type Found, foundIn } from '../../../functions/src/reconciliation/documents.ts';
import type { Finding, Findings } from './finding.ts';

type Query = FirebaseFirestore.Query;

/** A document with everything of some collections that lies below it, however deep. */
export interface Family {
  readonly parent: Found;
  /** What lies in collections of this name, in the order of names. */
  readonly below: (group: string) => readonly Found[];
}

/**
 * Families in the order of names: one stream for the parents and one for each group beside it. Memory holds one family,
 * however many there are.
 */
export async function* families({
  parents,
  groups,
}: {
  parents: Query;
  groups: readonly string[];
}): AsyncGenerator<Family> {
  const cursors = new Map<string, Cursor>();
  try {
    for await (const snapshot of streamByName({ query: parents, after: null })) {
      const parent = foundIn(snapshot);
      const taken = new Map<string, readonly Found[]>();
      for (const group of groups) {
        const cursor = cursors.get(group) ?? new Cursor({ group, after: parent.path });
        cursors.set(group, cursor);
        taken.set(group, await cursor.take(parent.path));
      }
      yield { parent, below: group => taken.get(group) ?? [] };
    }
  } finally {
    await Promise.all([...cursors.values()].map(cursor => cursor.close()));
  }
}

/** All of a user's part of a collection group, without the catalog's documents of the same name. */
export async function* belowUsers(found: AsyncGenerator<Family>): AsyncGenerator<Family> {
  for await (const family of found) if (family.parent.path.startsWith('users/')) yield family;
}

export const collectionGroup = (name: string): Query => streamingFirestore().collectionGroup(name);
export const collection = (name: string): Query => streamingFirestore().collection(name);

/** Documents one after the other. */
export async function* documentsOf(query: Query): AsyncGenerator<Found> {
  for await (const snapshot of streamByName({ query, after: null })) yield foundIn(snapshot);
}

/** Some at a time, to be looked up together. */
export async function* inBatches<T>(items: AsyncGenerator<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A stream of one group, read along as far as it is asked for. */
class Cursor {
  readonly #stream: AsyncGenerator<FirebaseFirestore.QueryDocumentSnapshot>;
  #next: Found | undefined;
  #isStarted = false;

  constructor({ group, after }: { group: string; after: string }) {
    this.#stream = streamByName({ query: collectionGroup(group), after });
  }

  async take(parent: string): Promise<readonly Found[]> {
    if (!this.#isStarted) await this.#advance();
    this.#isStarted = true;
    const found: Found[] = [];
    // What lies between two parents belongs to no family of ours.
    while (this.#next !== undefined && compareNames(this.#next.path, parent) <= 0) await this.#advance();
    while (this.#next?.path.startsWith(`${parent}/`) === true) {
      found.push(this.#next);
      await this.#advance();
    }
    return found;
  }

  async close(): Promise<void> {
    await this.#stream.return(undefined);
  }

  async #advance(): Promise<void> {
    const { done, value } = await this.#stream.next();
    this.#next = done === true ? undefined : foundIn(value);
  }
}

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** What a document says by its schema; what cannot be read is told, and passed over. */
export function readable<T>(input: {
  schema: Schema<T>;
  documents: readonly Found[];
  findings: Findings;
}): readonly (T & { readonly path: string })[] {
  const { schema, documents, findings } = input;
  return documents.flatMap(({ path, data }) => {
    const parsed = schema.safeParse(data);
    const look: Finding = {
      invariant: 'every document can be read',
      document: path,
      field: '(all of it)',
      expected: 'by its schema',
      found: parsed.success ? 'by its schema' : 'unreadable',
    };
    findings.expect(look);
    return parsed.success ? [{ ...parsed.data, path }] : [];
  });
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
