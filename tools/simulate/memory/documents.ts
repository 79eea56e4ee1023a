import type { Snapshot, Version } from '../../../functions/src/commit/snapshot.ts';
import type { StoredData } from './stored-value.ts';

interface Stored {
  readonly data: StoredData;
  readonly version: Version;
}

/** All documents by path, and by the collection they are in, so that a check need not look at all of them. */
export class Documents {
  readonly #byPath = new Map<string, Stored>();
  readonly #inCollection = new Map<string, Set<string>>();
  readonly #inGroup = new Map<string, Set<string>>();

  get size(): number {
    return this.#byPath.size;
  }

  snapshot(path: string): Snapshot {
    const stored = this.#byPath.get(path);
    return { path, data: stored?.data, version: stored?.version };
  }

  data(path: string): StoredData | undefined {
    return this.#byPath.get(path)?.data;
  }

  version(path: string): Version | undefined {
    return this.#byPath.get(path)?.version;
  }

  set({ path, ...stored }: Stored & { path: string }): void {
    if (!this.#byPath.has(path)) this.#index(path);
    this.#byPath.set(path, stored);
  }

  /** Paths of all documents, in the order in which they were made. */
  paths(): Iterable<string> {
    return this.#byPath.keys();
  }

  /** Those directly in a collection: `users/u1/courses`. */
  pathsIn(collection: string): ReadonlySet<string> {
    return this.#inCollection.get(collection) ?? new Set();
  }

  /** Those in all collections of a name: `courses`. */
  pathsInGroup(name: string): ReadonlySet<string> {
    return this.#inGroup.get(name) ?? new Set();
  }

  /** The data of all documents directly in a collection. */
  dataIn(collection: string): readonly StoredData[] {
    return [...this.pathsIn(collection)].map(path => this.data(path)).filter(data => data !== undefined);
  }

  #index(path: string): void {
    const collection = path.slice(0, path.lastIndexOf('/'));
    const name = collection.slice(collection.lastIndexOf('/') + 1);
    add({ map: this.#inCollection, key: collection, path });
    add({ map: this.#inGroup, key: name, path });
  }
}

function add({ map, key, path }: { map: Map<string, Set<string>>; key: string; path: string }): void {
  const paths = map.get(key);
  if (paths === undefined) map.set(key, new Set([path]));
  else paths.add(path);
}
