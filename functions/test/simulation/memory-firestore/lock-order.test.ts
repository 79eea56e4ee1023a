import { setTimeout as sleep } from 'node:timers/promises';
import type { FirestoreWire } from '../../../src/commit/wire/firestore-wire.ts';
import { ManualTimers } from './manual-timers.ts';
import { type Operation, type Path, slots } from './operations.ts';
import { directMemoryWire, emulatorWire, Side } from './side.ts';

/** An operation is at the emulator by then. */
const UNDERWAY_MS = 250;
const both = ['things/a', 'things/b'] as const;

let wire: FirestoreWire;

beforeAll(() => {
  wire = emulatorWire();
});

afterAll(() => wire.close());

interface Wanted {
  readonly kind: 'create' | 'change';
  readonly paths: readonly Path[];
  readonly value: number;
}

const commit = ({ kind, paths, value }: Wanted): Operation => ({
  kind: 'commit',
  slot: undefined,
  writes: paths.map(path => ({ path, kind, basis: 'latest', value })),
});

interface Meeting {
  readonly side: Side;
  readonly locked: Path;
  readonly value: number;
  /** What somebody does to the other document, while a commit of both waits for the locked one. */
  readonly rival: Operation;
}

/** @returns what became of the commit, and of the rival */
async function meet({ side, locked, value, rival }: Meeting): Promise<string> {
  // So that the next writes are decided on what stands there now.
  await side.show();
  for (const slot of slots) await side.run({ kind: 'begin', slot });
  await side.run({ kind: 'read', slot: 0, paths: [locked] });
  const ofCommit = side.run(commit({ kind: 'change', paths: both, value }));
  await sleep(UNDERWAY_MS);
  const ofRival = side.run(rival);
  await sleep(UNDERWAY_MS);
  await side.run({ kind: 'rollback', slot: 0 });
  const outcome = await ofRival;
  await side.run({ kind: 'rollback', slot: 1 });
  return JSON.stringify([await ofCommit, outcome]);
}

type Rival = (input: { readonly path: Path; readonly value: number }) => Operation;

/**
 * Each of them locked once, as the order of locks is not known: one of the two times the commit has got the other.
 */
async function meetTwice({ side, rival }: { side: Side; rival: Rival }): Promise<readonly string[]> {
  await side.run(commit({ kind: 'create', paths: both, value: 0 }));
  const [a, b] = both;
  const first = await meet({ side, locked: a, value: 1, rival: rival({ path: b, value: 1 }) });
  const second = await meet({ side, locked: b, value: 2, rival: rival({ path: a, value: 2 }) });
  return [first, second];
}

/** Of two writes decided on the same version, the later fails. */
const writes: Rival = ({ path, value }) => commit({ kind: 'change', paths: [path], value });
const reads: Rival = ({ path }) => ({ kind: 'read', slot: 1, paths: [path] });

/** In how many of the two meetings the rival came first. */
const countFirst = (outcomes: readonly string[], isFirst: (outcome: string, index: number) => boolean) =>
  outcomes.filter(isFirst).length;
const hasWritten = (outcome: string): boolean => outcome === '["code 9","ok"]';
const hasReadOld = (outcome: string, index: number): boolean => outcome.includes(`"value":${index}`);

it.each([
  { name: 'writes', rival: writes, isFirst: hasWritten },
  { name: 'reads in transactions', rival: reads, isFirst: hasReadOld },
])(
  'keeps what a commit has locked while it waits for more: $name come after it',
  async ({ rival, isFirst }) => {
    const atEmulator = Array.from({ length: 4 }, () => new Side(wire));
    const inMemory = new Side(directMemoryWire(new ManualTimers()));
    for (const outcomes of await Promise.all(
      [...atEmulator, inMemory].map(side => meetTwice({ side, rival })),
    ))
      expect({ outcomes, first: countFirst(outcomes, isFirst) }).toEqual({ outcomes, first: 1 });
  },
);
