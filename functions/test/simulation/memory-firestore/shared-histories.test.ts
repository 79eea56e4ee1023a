import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { FirestoreWire } from '../../../src/commit/wire/firestore-wire.ts';
import { anyHistory, type Basis, type Operation, slots } from './operations.ts';
import { LOCK_WAIT_MS, Pair } from './pair.ts';
import { emulatorWire } from './side.ts';

/** More of them find more: `SEATBELT_HISTORIES=1000 npm test -- …` takes some minutes. */
const histories = Number(process.env['SEATBELT_HISTORIES'] ?? 64);
/** Led at the same time. */
const AT_ONCE = 4;

let wire: FirestoreWire;

beforeAll(() => {
  wire = emulatorWire();
});

afterAll(() => wire.close());

/** On a busy machine the emulator may give up a lock before its time: then the history is led anew, never left out. */
const MOST_ATTEMPTS = 6;

/** @returns how often something had to wait for a lock */
async function compareOn(
  history: readonly Operation[],
  lead: (pair: Pair, operation: Operation) => Promise<void> = (pair, operation) => pair.run(operation),
): Promise<number> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const pair = new Pair(wire);
    for (const operation of history) if (!pair.isTooSlow) await lead(pair, operation);
    if (!pair.isTooSlow) await pair.finish();
    if (!pair.isTooSlow) return pair.waits;
    // Whatever still waits at the emulator is over by then.
    await sleep(LOCK_WAIT_MS);
  }
  throw new Error('The machine is too busy to compare what waits for locks.');
}

/** A true difference shows each time; one that only a busy machine makes does not. */
const LOOKS = 3;

async function compareRandomly(history: readonly Operation[]): Promise<number> {
  for (let look = 1; ; look += 1) {
    try {
      return await compareOn(history, (pair, operation) => pair.runAny(operation));
    } catch (error) {
      if (look === LOOKS) throw error;
    }
  }
}

describe('Firestore in memory', () => {
  it('answers as the emulator does, whatever is read, written and locked in whatever order', async () => {
    let waits = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyHistory, { minLength: AT_ONCE, maxLength: AT_ONCE }), async several => {
        for (const each of await Promise.all(several.map(compareRandomly))) waits += each;
      }),
      { numRuns: Math.ceil(histories / AT_ONCE), endOnFailure: true },
    );
    expect(waits).toBeGreaterThan(0);
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

  it('guards a document by an empty patch, which keeps its version', async () => {
    const empty = (basis: Basis): Operation => ({
      kind: 'commit',
      slot: undefined,
      writes: [{ path: 'things/a', kind: 'empty', basis, value: 0 }],
    });
    const change: Operation = { kind: 'commit', slot: undefined, writes: writes(1) };
    const create: Operation = { kind: 'commit', slot: undefined, writes: writes(0) };
    await compareOn([empty('never'), create, empty('latest'), change, empty('before'), empty('latest')]);
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
