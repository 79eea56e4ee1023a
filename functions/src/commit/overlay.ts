import type { Change, Doc, DocumentData } from './document.ts';
import { isSameVersion, type Snapshot, type Version } from './snapshot.ts';
import { writeBytesAtMost } from './wire/size.ts';

/** One document's combined write, with the version it was decided on. */
export type PendingWrite =
  | { readonly kind: 'create'; readonly path: string; readonly data: DocumentData }
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly patch: DocumentData;
      readonly basedOn: Version;
    };

interface Entry {
  readonly data: DocumentData | undefined;
  readonly basedOn: Version | undefined;
  /** Fields written since the read; undefined while nothing was written. */
  readonly patch: DocumentData | undefined;
}

/**
 * The documents of one commit as its commands leave them, one after the other. A command's changes are
 * staged first and accepted together, so one that turns out invalid half-way leaves its neighbours alone.
 */
export class Overlay {
  readonly #entries: Map<string, Entry>;
  readonly #staged = new Map<string, Entry>();
  readonly #checked = new WeakMap<DocumentData, Checked<object>>();
  #isDirty = false;
  #stagedBytes = 0;

  constructor(snapshots: Iterable<Snapshot>) {
    this.#entries = new Map();
    for (const { path, data, version } of snapshots) {
      this.#entries.set(path, { data, basedOn: version, patch: undefined });
    }
  }

  /** Whether anything decided so far waits for the commit. */
  get isDirty(): boolean {
    return this.#isDirty;
  }

  /** Checked once for each state: a burst of commands asks for one document a thousand times. */
  get<T extends object>(doc: Doc<T>): T | undefined {
    const entry = this.#entry(doc.path);
    if (entry.data === undefined) return undefined;
    const known = this.#checked.get(entry.data);
    if (known !== undefined && isCheckedBy(known, doc.schema)) return known.value;
    const value = doc.schema.parse(entry.data);
    this.#checked.set(entry.data, { schema: doc.schema, value });
    return value;
  }

  raw(path: string): DocumentData | undefined {
    return this.#entry(path).data;
  }

  /** Whether the write's document is, as far as it was read, what the write was decided on. */
  stillStands(write: PendingWrite): boolean {
    const entry = this.#entries.get(write.path);
    if (entry === undefined) return true;
    return isSameVersion(entry.basedOn, write.kind === 'create' ? undefined : write.basedOn);
  }

  stage(change: Change): void {
    const { path, schema } = change.doc;
    const entry = this.#entry(path);
    if (change.kind === 'create' && entry.data !== undefined) {
      throw new Error(`A plan creates ${path}, which exists.`);
    }
    if (change.kind === 'update' && entry.data === undefined) {
      throw new Error(`A plan updates ${path}, which does not exist.`);
    }
    const written = change.kind === 'create' ? change.data : changedFields({ entry, patch: change.patch });
    const data = this.#merge({ path, entry, written });
    // Checked here, because a NaN or a missing field that reached a counter could never be taken back.
    this.#checked.set(data, { schema, value: schema.parse(data) });
  }

  /** The lane's own field, outside the document's schema. */
  stageReceipt({ path, receipt }: { path: string; receipt: DocumentData }): void {
    this.#merge({ path, entry: this.#entry(path), written: { receipt } });
  }

  /**
   * Holds the document to what the decision saw: written as it is, with its version as the precondition. One that
   * does not exist has no version to hold it to; false for that.
   */
  stageGuard(path: string): boolean {
    const entry = this.#entry(path);
    if (entry.patch !== undefined) return true;
    if (entry.basedOn === undefined) return false;
    this.#stagedBytes += writeBytesAtMost({ path, fields: {} });
    this.#staged.set(path, { ...entry, patch: {} });
    return true;
  }

  /** Whether the step that is staged changes anything. */
  get isStaged(): boolean {
    return this.#staged.size > 0;
  }

  /** Whether the commit, with what is staged, creates the document: it fails if that is there. */
  creates(path: string): boolean {
    const { basedOn, patch } = this.#entry(path);
    return basedOn === undefined && patch !== undefined;
  }

  /** What the staged step adds to the commit, for the bounds. */
  stagedSize(): { readonly writes: number; readonly bytes: number } {
    let writes = 0;
    for (const path of this.#staged.keys()) if (this.#entries.get(path)?.patch === undefined) writes += 1;
    return { writes, bytes: this.#stagedBytes };
  }

  accept(): void {
    for (const [path, entry] of this.#staged) this.#entries.set(path, entry);
    this.#isDirty ||= this.#staged.size > 0;
    this.discard();
  }

  discard(): void {
    this.#staged.clear();
    this.#stagedBytes = 0;
  }

  writes(): readonly PendingWrite[] {
    const writes: PendingWrite[] = [];
    for (const [path, { data, basedOn, patch }] of this.#entries) {
      if (patch === undefined || data === undefined) continue;
      writes.push(
        basedOn === undefined ? { kind: 'create', path, data } : { kind: 'update', path, patch, basedOn },
      );
    }
    return writes;
  }

  #merge(input: { path: string; entry: Entry; written: DocumentData }): DocumentData {
    const { path, entry, written } = input;
    const data = { ...entry.data, ...written };
    this.#stagedBytes += writeBytesAtMost({ path, fields: written });
    this.#staged.set(path, { basedOn: entry.basedOn, data, patch: { ...entry.patch, ...written } });
    return data;
  }

  #entry(path: string): Entry {
    const entry = this.#staged.get(path) ?? this.#entries.get(path);
    if (entry === undefined) throw new Error(`A decision used ${path} without declaring it in its loads.`);
    return entry;
  }
}

/** A rule hands back the whole document: only what differs from it is sent. */
function changedFields({ entry, patch }: { entry: Entry; patch: DocumentData }): DocumentData {
  const before = entry.data ?? {};
  return Object.fromEntries(Object.entries(patch).filter(([field, value]) => before[field] !== value));
}

/** What a schema made of a document's data. */
interface Checked<T extends object> {
  readonly schema: object;
  readonly value: T;
}

const isCheckedBy = <T extends object>(
  checked: Checked<object>,
  schema: Doc<T>['schema'],
): checked is Checked<T> => checked.schema === schema;
