import { setTimeout as sleep } from 'node:timers/promises';
import type { LaneWire } from '../../../src/commit/wire/lane-wire.ts';
import { ManualTimers } from './manual-timers.ts';
import type { Operation, Path, Slot } from './operations.ts';
import { directMemoryWire, Side } from './side.ts';

/** So long a commit waits for a lock; a little more is enough for it to have given up. */
export const LOCK_WAIT_MS = 2_000;
/** An operation that has to wait for another one is on its way by then. */
const UNDERWAY_MS = 30;
/** So much more happens while somebody waits; then the locks are let go, before the emulator does so by itself. */
const MOST_WHILE_WAITING = 2;
/** Measured before a wait begins at the emulator, so that it is never later there. */
const TOO_SLOW_MS = 1_800;

interface Waiting {
  readonly operation: Operation;
  readonly inMemory: Promise<unknown>;
  readonly atEmulator: Promise<unknown>;
  isOver: boolean;
}

/** Both databases led through one history. What waits for a lock in memory is left waiting at the emulator, too. */
export class Pair {
  readonly #timers = new ManualTimers();
  readonly #memory = new Side(directMemoryWire(this.#timers));
  readonly #emulator: Side;
  readonly #begun = new Set<Slot>();
  /** Whose transaction may hold locks: beginning another one in its place would leave them behind. */
  readonly #open = new Set<Slot>();
  #waiting: readonly Waiting[] = [];
  #waitsSinceMs: number | undefined;
  #doneWhileWaiting = 0;
  /** The emulator may have given up a lock by itself meanwhile: this history says nothing. */
  isTooSlow = false;
  /** How many had to wait for a lock: a history without any would show little. */
  waits = 0;

  constructor(wire: LaneWire) {
    this.#emulator = new Side(wire);
  }

  /** Any step, but for two who would wait for each other: that takes seconds and has a test of its own. */
  async runAny(operation: Operation): Promise<void> {
    const isCommitUnderLocks = operation.kind === 'commit' && operation.slot !== undefined;
    const isComparable =
      this.#waiting.length === 0 || (!isCommitUnderLocks && !this.#dependsOnOrder(operation));
    if (isComparable) await this.run(operation);
    this.#doneWhileWaiting = this.#waiting.length === 0 ? 0 : this.#doneWhileWaiting + 1;
    if (this.#doneWhileWaiting > MOST_WHILE_WAITING) await this.finish();
  }

  async run(operation: Operation): Promise<void> {
    if (!this.#isPossible(operation)) return;
    this.#remember(operation);
    if (operation.kind === 'wait') return this.#waitForLocks();
    const startedAtMs = performance.now();
    const inMemory = this.#memory.run(operation);
    const atEmulator = this.#emulator.run(operation);
    if (await isSettled(inMemory)) expect(await atEmulator).toEqual(await inMemory);
    else {
      this.#waitsSinceMs ??= startedAtMs;
      await this.#leaveWaiting({ operation, inMemory, atEmulator, isOver: false });
    }
    await this.#compare();
  }

  /** Lets go of all locks, so that all who wait come to an end. */
  async finish(): Promise<void> {
    this.#doneWhileWaiting = 0;
    for (const slot of this.#begun) if (!this.#isBusy(slot)) await this.run({ kind: 'rollback', slot });
    if (this.#waiting.length > 0) await this.#waitForLocks();
    if (!this.isTooSlow) expect(this.#waiting).toEqual([]);
  }

  #isPossible(operation: Operation): boolean {
    const slot = slotOf(operation);
    if (slot === undefined) return true;
    if (this.#isBusy(slot)) return false;
    return operation.kind === 'begin' ? !this.#open.has(slot) : this.#begun.has(slot);
  }

  /**
   * A commit takes its locks one by one and keeps them while it waits for the next; in which order, the emulator
   * decides by the documents' names. So which of its documents are free meanwhile, no history can tell beforehand:
   * `lock-order.test.ts` compares what is true of any order.
   */
  #dependsOnOrder(operation: Operation): boolean {
    const taken = this.#waiting.map(each => lockedPathsOf(each.operation)).filter(({ length }) => length > 1);
    const wanted = lockedPathsOf(operation);
    return taken.flat().some(path => wanted.includes(path));
  }

  #remember(operation: Operation): void {
    const slot = slotOf(operation);
    if (slot === undefined) return;
    if (operation.kind === 'begin') this.#begun.add(slot);
    if (operation.kind === 'begin') this.#open.add(slot);
    if (operation.kind === 'rollback' || operation.kind === 'commit') this.#open.delete(slot);
  }

  #isBusy(slot: Slot): boolean {
    return this.#waiting.some(({ operation }) => slotOf(operation) === slot);
  }

  async #leaveWaiting(waiting: Waiting): Promise<void> {
    this.#waiting = [...this.#waiting, waiting];
    this.waits += 1;
    void waiting.inMemory.then(() => {
      waiting.isOver = true;
    });
    await sleep(UNDERWAY_MS);
  }

  async #waitForLocks(): Promise<void> {
    await sleep(LOCK_WAIT_MS + 400);
    this.#timers.advance(LOCK_WAIT_MS + 400);
    this.#waitsSinceMs = undefined;
    await this.#compare();
  }

  async #compare(): Promise<void> {
    await sleep(0);
    if (this.#waitsSinceMs !== undefined && performance.now() - this.#waitsSinceMs > TOO_SLOW_MS)
      this.isTooSlow = true;
    if (this.isTooSlow) return;
    for (const { inMemory, atEmulator } of this.#waiting.filter(({ isOver }) => isOver))
      expect(await atEmulator).toEqual(await inMemory);
    this.#waiting = this.#waiting.filter(({ isOver }) => !isOver);
    if (this.#waiting.length === 0) this.#waitsSinceMs = undefined;
    expect(await this.#memory.show()).toEqual(await this.#emulator.show());
  }
}

function lockedPathsOf(operation: Operation): readonly Path[] {
  if (operation.kind === 'commit') return operation.writes.map(({ path }) => path);
  return operation.kind === 'read' && operation.slot !== undefined ? operation.paths : [];
}

const slotOf = (operation: Operation): Slot | undefined => ('slot' in operation ? operation.slot : undefined);

async function isSettled(work: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  return (await Promise.race([work, sleep(0, open)])) !== open;
}
