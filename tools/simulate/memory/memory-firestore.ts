import { isDeepStrictEqual } from 'node:util';
import type { PendingWrite } from '../../../functions/src/commit/overlay.ts';
import type { Snapshot, Version } from '../../../functions/src/commit/snapshot.ts';
import type { Timers } from '../time/timers.ts';
import { Documents } from './documents.ts';
import { Locks } from './locks.ts';
import { afterWrite, fits, type Prepared, prepared } from './prepared-write.ts';
import { StatusError } from './status-error.ts';
import { type StoredData, sizeOf, storedOf } from './stored-value.ts';

/** One document that a commit changed. */
export interface Changed {
  readonly path: string;
  readonly before: StoredData | undefined;
  readonly after: StoredData;
}

/** A commit, or a read in a transaction: either may have to wait for locks. */
interface Attempt {
  readonly transaction: string | undefined;
  /** @returns false as long as it has to wait */
  readonly tryNow: () => boolean;
  readonly giveUp: (failure: StatusError) => void;
  callOff: () => void;
}

type EndOfCommit = (failure: StatusError | undefined) => void;

interface Commit {
  readonly writes: readonly Prepared[];
  readonly paths: readonly string[];
  readonly transaction: string | undefined;
  readonly end: EndOfCommit;
}

interface Read {
  readonly paths: readonly string[];
  readonly transaction: string | undefined;
  readonly end: (answer: readonly Snapshot[] | StatusError) => void;
}

/** As the emulator has them (measured: `functions/test/simulation/memory-firestore`); production waits ten times as long. */
const LOCK_WAIT_MS = 2_000;
const LARGEST_REQUEST = 4 * 1024 * 1024;
/** An idle transaction is ended by the server. */
const IDLE_MS = 60_000;

const gone = () => new StatusError('INVALID_ARGUMENT', 'Transaction is invalid or closed.');

/**
 * Firestore's documents, preconditions and locks in memory, answering as the emulator does: atomic commits, versions
 * that only grow, shared locks of transactions, commits that wait for them in order, keep those they have got already
 * and give up after two seconds.
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

  /**
   * @param end told what stands there: at once, or, in a transaction, when no commit is about to write it any more
   * @throws StatusError of a transaction that has ended
   */
  read(read: Read): void {
    const { transaction } = read;
    if (transaction !== undefined && !this.#locks.isOpen(transaction)) throw gone();
    if (transaction !== undefined) this.#keepAlive(transaction);
    if (!this.#tryToRead(read))
      this.#wait({ transaction, tryNow: () => this.#tryToRead(read), giveUp: read.end });
  }

  /**
   * @param end told when it has landed, or why it has not: at once, or when its locks come free
   * @throws TypeError for what no document can hold, StatusError for what is refused at once
   */
  commit(
    input: { writes: readonly PendingWrite[]; transaction: string | undefined },
    end: EndOfCommit,
  ): void {
    const { transaction } = input;
    const writes = input.writes.map(prepared);
    const size = writes.reduce((sum, { path, data }) => sum + path.length + 80 + sizeOf(data), 0);
    if (size > LARGEST_REQUEST)
      throw new StatusError('RESOURCE_EXHAUSTED', `gRPC message exceeds maximum size: ${size}`);
    if (transaction !== undefined && !this.#locks.isOpen(transaction)) throw gone();
    const commit: Commit = { writes, paths: writes.map(({ path }) => path), transaction, end };
    if (this.#tryToLand(commit)) {
      this.#wakeWaiting();
      return;
    }
    if (transaction !== undefined) this.#keepAlive(transaction);
    this.#wait({
      transaction,
      tryNow: () => this.#tryToLand(commit),
      giveUp: failure => {
        this.#locks.unclaim({ paths: commit.paths, commit });
        end(failure);
      },
    });
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

  #tryToRead({ paths, transaction, end }: Read): boolean {
    if (transaction !== undefined && !this.#locks.isOpen(transaction)) {
      end(gone());
      return true;
    }
    if (transaction !== undefined && !this.#locks.hold({ paths, transaction })) return false;
    end(paths.map(path => this.documents.snapshot(path)));
    return true;
  }

  #tryToLand(commit: Commit): boolean {
    const { writes, paths, transaction, end } = commit;
    if (transaction !== undefined && !this.#locks.isOpen(transaction)) {
      this.#locks.unclaim({ paths, commit });
      end(gone());
      return true;
    }
    if (!this.#locks.claim({ paths, transaction, commit })) return false;
    this.#locks.unclaim({ paths, commit });
    // Whatever comes of it, the transaction is over.
    if (transaction !== undefined) this.#close(transaction);
    const failure = this.#failureOf(writes);
    if (failure === undefined) this.#apply(writes);
    end(failure);
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

  #wait(input: Omit<Attempt, 'callOff'>): void {
    const attempt: Attempt = { ...input, callOff: () => undefined };
    attempt.callOff = this.#timers.after(LOCK_WAIT_MS, () => this.#giveUp(attempt));
    this.#waiting = [...this.#waiting, attempt];
  }

  /** First come, first served; from the beginning again whenever one lets go of what another may wait for. */
  #wakeWaiting(): void {
    for (;;) {
      const ready = this.#waiting.find(({ tryNow }) => tryNow());
      if (ready === undefined) return;
      ready.callOff();
      this.#waiting = this.#waiting.filter(each => each !== ready);
    }
  }

  #giveUp(attempt: Attempt): void {
    this.#waiting = this.#waiting.filter(each => each !== attempt);
    attempt.giveUp(new StatusError('ABORTED', 'Transaction lock timeout.'));
    if (attempt.transaction !== undefined) this.#close(attempt.transaction);
    this.#wakeWaiting();
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
