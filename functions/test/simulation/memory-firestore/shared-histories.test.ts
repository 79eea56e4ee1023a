import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { FirestoreWire } from '../../../src/commit/wire/firestore-wire.ts';
import { ManualTimers } from './manual-timers.ts';
import { anyHistory, type Operation, type Slot, slots } from './operations.ts';
import { directMemoryWire, emulatorWire, Side } from './side.ts';

/** More of them find more: `SEATBELT_HISTORIES=1000 npm test -- …` takes some minutes. */
const histories = Number(process.env['SEATBELT_HISTORIES'] ?? 64);
/** Led at the same time. */
const AT_ONCE = 4;

/** So long a commit waits for a lock; a little more is enough for it to have given up. */
const LOCK_WAIT_MS = 2_000;
/** An operation that has to wait for another one is on its way by then. */
const UNDERWAY_MS = 30;
/** So much more happens while somebody waits; then the locks are let go, before the emulator does so by itself. */
const MOST_WHILE_WAITING = 2;
/** Measured before a wait begins at the emulator, so that it is never later there. */
const TOO_SLOW_MS = 1_800;

let wire: FirestoreWire;

beforeAll(() => {
  wire = emulatorWire();
});

afterAll(() => wire.close());

interface Waiting {
  readonly slot: Slot | undefined;
  readonly inMemory: Promise<unknown>;
  readonly atEmulator: Promise<unknown>;
  isOver: boolean;
}

/** Both databases led through one history. What waits for a lock in memory is left waiting at the emulator, too. */
class Pair {
  readonly #timers = new ManualTimers();
  readonly #memory = new Side(directMemoryWire(this.#timers));
  readonly #emulator = new Side(wire);
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

  /** Any step, but for two who would wait for each other: that takes seconds and has a test of its own. */
  async runAny(operation: Operation): Promise<void> {
    const isCommitUnderLocks = operation.kind === 'commit' && operation.slot !== undefined;
    if (this.#waiting.length === 0 || !isCommitUnderLocks) await this.run(operation);
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
      await this.#leaveWaiting({ slot: slotOf(operation), inMemory, atEmulator, isOver: false });
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

  #remember(operation: Operation): void {
    const slot = slotOf(operation);
    if (slot === undefined) return;
    if (operation.kind === 'begin') this.#begun.add(slot);
    if (operation.kind === 'begin') this.#open.add(slot);
    if (operation.kind === 'rollback' || operation.kind === 'commit') this.#open.delete(slot);
  }

  #isBusy(slot: Slot): boolean {
    return this.#waiting.some(each => each.slot === slot);
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

const slotOf = (operation: Operation): Slot | undefined => ('slot' in operation ? operation.slot : undefined);

async function isSettled(work: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  return (await Promise.race([work, sleep(0, open)])) !== open;
}

/** On a busy machine. */
const MOST_ATTEMPTS = 2;

/** This history says nothing: the emulator gave up a lock by itself meanwhile. */
class TooBusy extends Error {}

/** @returns how often something had to wait for a lock */
async function compareOn(
  history: readonly Operation[],
  lead: (pair: Pair, operation: Operation) => Promise<void> = (pair, operation) => pair.run(operation),
): Promise<number> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const pair = new Pair();
    for (const operation of history) if (!pair.isTooSlow) await lead(pair, operation);
    if (!pair.isTooSlow) await pair.finish();
    if (!pair.isTooSlow) return pair.waits;
    // Whatever still waits at the emulator is over by then.
    await sleep(LOCK_WAIT_MS);
  }
  throw new TooBusy('The machine is too busy to compare what waits for locks.');
}

/** A true difference shows each time; one that only a busy machine makes does not. */
const LOOKS = 3;

async function compareRandomly(history: readonly Operation[]): Promise<number | undefined> {
  for (let look = 1; ; look += 1) {
    try {
      return await compareOn(history, (pair, operation) => pair.runAny(operation));
    } catch (error) {
      if (error instanceof TooBusy) return undefined;
      if (look === LOOKS) throw error;
    }
  }
}

describe('Firestore in memory', () => {
  it('answers as the emulator does, whatever is read, written and locked in whatever order', async () => {
    let [waits, compared, all] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(anyHistory, { minLength: AT_ONCE, maxLength: AT_ONCE }), async several => {
        for (const each of await Promise.all(several.map(compareRandomly))) {
          all += 1;
          compared += each === undefined ? 0 : 1;
          waits += each ?? 0;
        }
      }),
      { numRuns: Math.ceil(histories / AT_ONCE), endOnFailure: true },
    );
    expect(waits).toBeGreaterThan(0);
    expect(compared).toBeGreaterThan(all / 2);
  }, 600_000);

  const writes = (value: number) =>
    [{ path: 'things/a', kind: value === 0 ? 'create' : 'change', basis: 'latest', value }] as const;
  const locked: readonly Operation[] = [
    { kind: 'commit', slot: undefined, writes: writes(0) },
    ...slots.map(slot => ({ kind: 'begin', slot }) as const),
    { kind: 'read', slot: 0, paths: ['things/a'] },
    { kind: 'read', slot: 1, paths: ['things/a'] },
  ];

  it('lets two who lock one document both wait, and the first give up', async () => {
    const both: readonly Operation[] = [
      { kind: 'commit', slot: 0, writes: writes(1) },
      { kind: 'commit', slot: 1, writes: writes(2) },
      { kind: 'wait' },
    ];
    expect(await compareOn([...locked, ...both])).toBe(2);
  });

  it('serves those who wait for a lock in the order in which they came', async () => {
    const queue: readonly Operation[] = [
      { kind: 'rollback', slot: 1 },
      ...[1, 2, 3].map(value => ({ kind: 'commit', slot: undefined, writes: writes(value) }) as const),
      { kind: 'rollback', slot: 0 },
    ];
    expect(await compareOn([...locked, ...queue])).toBe(3);
  });

  it('keeps the version of a document that a write leaves as it is', async () => {
    const kinds = ['create', 'same', 'empty', 'change', 'same', 'drop', 'drop'] as const;
    await compareOn(
      kinds.map(kind => ({
        kind: 'commit',
        slot: undefined,
        writes: [{ path: 'things/a', kind, basis: 'latest', value: kind === 'create' ? 0 : 1 }],
      })),
    );
  });

  it('takes three mebibytes in one commit, and refuses five', async () => {
    await compareOn([
      { kind: 'large', mebibytes: 3 },
      { kind: 'large', mebibytes: 5 },
    ]);
  });
});
