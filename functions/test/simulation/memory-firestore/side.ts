import { randomUUID } from 'node:crypto';
import { MemoryFirestore } from '../../../../tools/simulate/memory/memory-firestore.ts';
import { memoryWire } from '../../../../tools/simulate/memory/memory-wire.ts';
import type { PendingWrite } from '../../../src/commit/overlay.ts';
import type { Snapshot, Version } from '../../../src/commit/snapshot.ts';
import { FirestoreWire } from '../../../src/commit/wire/firestore-wire.ts';
import type { LaneWire, TransactionId } from '../../../src/commit/wire/lane-wire.ts';
import type { ManualTimers } from './manual-timers.ts';
import { type Operation, type Path, paths, type Slot, type WantedWrite } from './operations.ts';

const bogus: Version = { seconds: '1', nanos: 0 };

/** A document as both sides can tell it: which of its versions it is, counted from 1. */
interface Shown {
  readonly data: unknown;
  readonly version: number;
}

/** One of the two databases, with all that a history has done to it. */
export class Side {
  readonly #wire: LaneWire;
  /** So that every history finds nothing there. */
  readonly #prefix = `histories/${randomUUID()}`;
  readonly #transactions = new Map<Slot, TransactionId>();
  readonly #versions = new Map<Path, Version[]>(paths.map(path => [path, []]));

  constructor(wire: LaneWire) {
    this.#wire = wire;
  }

  /** @returns what came of it: what was read, or `ok`, or a code */
  async run(operation: Operation): Promise<unknown> {
    try {
      return await this.#carryOut(operation);
    } catch (error) {
      if (error instanceof Error && 'code' in error) return `code ${String(error.code)}`;
      throw error;
    }
  }

  /** All documents as they stand, read past all locks. */
  async show(): Promise<readonly Shown[]> {
    const snapshots = await this.#wire.read({ paths: paths.map(path => this.#pathOf(path)) });
    return snapshots.map((snapshot, index) => this.#shown(paths[index] ?? 'things/a', snapshot));
  }

  #shown(path: Path, { data, version }: Snapshot): Shown {
    const known = this.#versions.get(path) ?? [];
    const last = known.at(-1);
    const isNew = version !== undefined && JSON.stringify(version) !== JSON.stringify(last);
    if (isNew) known.push(version);
    return { data, version: version === undefined ? 0 : known.length };
  }

  async #carryOut(operation: Operation): Promise<unknown> {
    switch (operation.kind) {
      case 'begin':
        this.#transactions.set(operation.slot, await this.#wire.begin());
        return 'ok';
      case 'rollback':
        await this.#wire.rollback(this.#transactionOf(operation.slot));
        return 'ok';
      case 'read': {
        const snapshots = await this.#wire.read({
          paths: operation.paths.map(path => this.#pathOf(path)),
          ...this.#within(operation.slot),
        });
        return snapshots.map(({ data }) => data);
      }
      case 'commit':
        await this.#wire.commit({
          writes: operation.writes.map(write => this.#writeOf(write)),
          ...this.#within(operation.slot),
        });
        return 'ok';
      case 'large':
        await this.#wire.commit({ writes: this.#largeWrites(operation.mebibytes) });
        return 'ok';
      case 'wait':
        return 'ok';
    }
  }

  #within(slot: Slot | undefined): { readonly transaction?: TransactionId } {
    return slot === undefined ? {} : { transaction: this.#transactionOf(slot) };
  }

  #transactionOf(slot: Slot): TransactionId {
    const transaction = this.#transactions.get(slot);
    if (transaction === undefined) throw new Error('This history uses a transaction that it never began.');
    return transaction;
  }

  #writeOf({ path, kind, basis, value }: WantedWrite): PendingWrite {
    const full = this.#pathOf(path);
    const base = { value, kept: 'as it is', nested: { list: [value, 'x'], at: new Date(1_000 * value) } };
    if (kind === 'create') return { kind: 'create', path: full, data: base };
    const versions = this.#versions.get(path) ?? [];
    const known = basis === 'latest' ? versions.at(-1) : basis === 'before' ? versions.at(-2) : undefined;
    const patches = { change: { value }, same: { kept: 'as it is' }, empty: {}, drop: { value: undefined } };
    return { kind: 'update', path: full, patch: patches[kind], basedOn: known ?? bogus };
  }

  #largeWrites(mebibytes: number): readonly PendingWrite[] {
    const text = 'x'.repeat(512 * 1024);
    return Array.from({ length: mebibytes * 2 }, () => ({
      kind: 'create',
      path: `${this.#prefix}-large/large/${randomUUID()}`,
      data: { text },
    }));
  }

  #pathOf(path: Path): string {
    return `${this.#prefix}/${path}`;
  }
}

export const emulatorWire = (): FirestoreWire =>
  new FirestoreWire({ target: { projectId: `demo-history-${randomUUID().slice(0, 8)}` }, timeoutMs: 20_000 });

/** In memory, without anything between. */
export const directMemoryWire = (timers: ManualTimers): LaneWire =>
  memoryWire({
    store: new MemoryFirestore(timers),
    send: rpc =>
      new Promise((resolve, reject) => {
        rpc.arrive(answer => {
          if (answer instanceof Error) reject(answer);
          else resolve(answer);
        });
      }),
  });
