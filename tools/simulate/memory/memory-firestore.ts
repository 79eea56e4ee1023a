import { isDeepStrictEqual } from 'node:util';
import type { PendingWrite } from '../../../functions/src/commit/overlay.ts';
import { isSameVersion, type Snapshot, type Version } from '../../../functions/src/commit/snapshot.ts';
import type { Timers } from '../time/timers.ts';
import { Documents } from './documents.ts';
import { Locks } from './locks.ts';
import { StatusError } from './status-error.ts';
import { type StoredData, sizeOf, storedOf } from './stored-value.ts';

/** One document that a commit changed. */
export interface Changed {
  readonly path: string;
  readonly before: StoredData | undefined;
  readonly after: StoredData;
}

/** A write with its data as they come out of a request. */
type Prepared =
  | { readonly kind: 'create'; readonly path: string; readonly data: StoredData }
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly data: StoredData;
      /** Of the patch; one without a value is deleted. */
      readonly fields: readonly string[];
      readonly basedOn: Version | undefined;
    };

interface Attempt {
  readonly writes: readonly Prepared[];
  readonly transaction: string | undefined;
  readonly end: (failure: StatusError | undefined) => void;
  callOff: () => void;
}

/** As the emulator has them (measured: `functions/test/simulation/memory-firestore`); production waits ten times as long. */
const LOCK_WAIT_MS = 2_000;
const LARGEST_REQUEST = 4 * 1024 * 1024;
/** An idle transaction is ended by the server. */
const IDLE_MS = 60_000;

const gone = () => new StatusError('INVALID_ARGUMENT', 'Transaction is invalid or closed.');

/**
 * Firestore's documents, preconditions and locks in memory, answering as the emulator does: atomic commits, versions
 * that only grow, shared locks of transactions, commits that wait for them in order and give up after two seconds.
 */
export class MemoryFirestore {
  readonly documents = new Documents();
  readonly #timers: Timers;
  readonly #locks = new Locks();
  readonly #idle = new Map<string, () => void>();
  #waiting: readonly Attempt[] = [];
  #transactions = 0;
  #lastVersionUs = 0;
  /** Told of each commit in the very step in which it lands. */
  onCommit: (changes: readonly Changed[]) => void = () => undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  begin(): string {
    this.#transactions += 1;
    const transaction = `transaction-${this.#transactions}`;
    this.#locks.open(transaction);
    this.#keepAlive(transaction);
    return transaction;
  }

  /** @throws StatusError of a transaction that has ended */
  read({ paths, transaction }: { paths: readonly string[]; transaction: string | undefined }): Snapshot[] {
    if (transaction !== undefined) {
      if (!this.#locks.isOpen(transaction)) throw gone();
      this.#keepAlive(transaction);
      for (const path of paths) this.#locks.hold({ path, transaction });
    }
    return paths.map(path => this.documents.snapshot(path));
  }

  /**
   * @param end told when it has landed, or why it has not: at once, or when its locks come free
   * @throws TypeError for what no document can hold, StatusError for what is refused at once
   */
  commit(
    input: { writes: readonly PendingWrite[]; transaction: string | undefined },
    end: Attempt['end'],
  ): void {
    const { transaction } = input;
    const writes = input.writes.map(prepared);
    const size = writes.reduce((sum, { path, data }) => sum + path.length + 80 + sizeOf(data), 0);
    if (size > LARGEST_REQUEST)
      throw new StatusError('RESOURCE_EXHAUSTED', `gRPC message exceeds maximum size: ${size}`);
    if (transaction !== undefined && !this.#locks.isOpen(transaction)) throw gone();
    const attempt: Attempt = { writes, transaction, end, callOff: () => undefined };
    if (this.#tryToLand(attempt)) {
      this.#wakeWaiting();
      return;
    }
    if (transaction !== undefined) this.#keepAlive(transaction);
    attempt.callOff = this.#timers.after(LOCK_WAIT_MS, () => this.#giveUp(attempt));
    this.#waiting = [...this.#waiting, attempt];
  }

  /** @throws StatusError of a transaction that has ended */
  rollback(transaction: string): void {
    if (!this.#close(transaction)) throw gone();
    this.#wakeWaiting();
  }

  /** Outside all rules: what stands there before a run, or what an operator's hand would do. */
  put(path: string, data: object): void {
    const before = this.documents.data(path);
    const after = storedOf(data);
    this.documents.set({ path, data: after, version: this.#nextVersion() });
    this.onCommit([{ path, before, after }]);
  }

  #tryToLand(attempt: Attempt): boolean {
    const { writes, transaction } = attempt;
    if (transaction !== undefined && !this.#locks.isOpen(transaction)) {
      attempt.end(gone());
      return true;
    }
    if (!writes.every(({ path }) => this.#locks.isFree({ path, transaction }))) return false;
    // Whatever comes of it, the transaction is over.
    if (transaction !== undefined) this.#close(transaction);
    const failure = this.#failureOf(writes);
    if (failure === undefined) this.#apply(writes);
    attempt.end(failure);
    return true;
  }

  #failureOf(writes: readonly Prepared[]): StatusError | undefined {
    for (const write of writes) {
      const version = this.documents.version(write.path);
      if (write.kind === 'create') {
        if (version !== undefined) return new StatusError('ALREADY_EXISTS', `entity already exists`);
      } else if (!fits({ basedOn: write.basedOn, version })) {
        return new StatusError(
          'FAILED_PRECONDITION',
          'the stored version does not match the required base version',
        );
      }
    }
    return undefined;
  }

  #apply(writes: readonly Prepared[]): void {
    const version = this.#nextVersion();
    const changes: Changed[] = [];
    for (const write of writes) {
      const before = this.documents.data(write.path);
      const after = afterWrite({ write, before });
      // What changes nothing leaves the version as it is.
      if (before !== undefined && isDeepStrictEqual(before, after)) continue;
      this.documents.set({ path: write.path, data: after, version });
      changes.push({ path: write.path, before, after });
    }
    if (changes.length > 0) this.onCommit(changes);
  }

  /** First come, first served. */
  #wakeWaiting(): void {
    for (const attempt of this.#waiting) {
      if (!this.#waiting.includes(attempt) || !this.#tryToLand(attempt)) continue;
      attempt.callOff();
      this.#waiting = this.#waiting.filter(each => each !== attempt);
    }
  }

  #giveUp(attempt: Attempt): void {
    this.#waiting = this.#waiting.filter(each => each !== attempt);
    attempt.end(new StatusError('ABORTED', 'Transaction lock timeout.'));
    if (attempt.transaction !== undefined && this.#close(attempt.transaction)) this.#wakeWaiting();
  }

  #keepAlive(transaction: string): void {
    this.#idle.get(transaction)?.();
    const end = () => {
      if (this.#close(transaction)) this.#wakeWaiting();
    };
    this.#idle.set(transaction, this.#timers.after(IDLE_MS, end));
  }

  #close(transaction: string): boolean {
    this.#idle.get(transaction)?.();
    this.#idle.delete(transaction);
    return this.#locks.close(transaction);
  }

  #nextVersion(): Version {
    this.#lastVersionUs = Math.max(this.#lastVersionUs + 1, this.#timers.now() * 1_000);
    const seconds = Math.floor(this.#lastVersionUs / 1_000_000);
    return { seconds: String(seconds), nanos: (this.#lastVersionUs - seconds * 1_000_000) * 1_000 };
  }
}

function prepared(write: PendingWrite): Prepared {
  const { path } = write;
  if (write.kind === 'create') return { kind: 'create', path, data: storedOf(write.data) };
  const { patch, basedOn } = write;
  return { kind: 'update', path, data: storedOf(patch), fields: Object.keys(patch), basedOn };
}

/** An absent version asks for nothing, as an absent precondition does on the wire. */
const fits = ({
  basedOn,
  version,
}: {
  basedOn: Version | undefined;
  version: Version | undefined;
}): boolean => basedOn === undefined || (version !== undefined && isSameVersion(basedOn, version));

function afterWrite({ write, before }: { write: Prepared; before: StoredData | undefined }): StoredData {
  if (write.kind === 'create') return write.data;
  const kept = Object.entries(before ?? {}).filter(([field]) => !write.fields.includes(field));
  return Object.freeze({ ...Object.fromEntries(kept), ...write.data });
}
