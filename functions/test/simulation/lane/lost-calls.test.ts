import {
  answerLost,
  type FaultAction,
  requestLost,
  type StatusName,
} from '../../../../tools/fault-proxy/index.ts';
import type { Command } from '../../../src/commit/index.ts';
import { accountDoc, entryDoc } from '../../unit/commit/bank.ts';
import { type Balance, deposit, setLimit, spend } from '../../unit/commit/bank-commands.ts';
import { eager, type LaneWorld, openLaneWorld, unique } from './lane-world.ts';

/**
 * The same faults that make a repeated increment count twice, on a command of the lane: it adds one to a zero,
 * so 1 is right. The lane is the only layer that repeats, so the calls are counted exactly.
 */
let world: LaneWorld;

beforeAll(async () => {
  world = await openLaneWorld();
});

afterAll(() => world.close());

type Mode = 'optimistic' | 'locking';
type When = 'before' | 'after';

const modes: readonly Mode[] = ['optimistic', 'locking'];
const whens: readonly When[] = ['before', 'after'];
const codes: readonly StatusName[] = [
  'UNAVAILABLE',
  'ABORTED',
  'UNKNOWN',
  'INTERNAL',
  'DEADLINE_EXCEEDED',
  'CANCELLED',
];
const moreCodes: readonly StatusName[] = [...codes, 'RESOURCE_EXHAUSTED', 'UNAUTHENTICATED'];

const lost = (input: { when: When; code: StatusName }): FaultAction =>
  input.when === 'after' ? answerLost({ code: input.code }) : requestLost({ code: input.code });

/** Adds one to a new account; locking, it also depends on a document that it does not write. */
async function addOne(
  mode: Mode,
): Promise<{ key: { bank: string; account: string }; command: Command<Balance> }> {
  const key = { bank: unique(), account: 'a' };
  if (mode === 'optimistic') return { key, command: deposit({ ...key, id: 'one', amount: 1 }) };
  await world.newLanes().submit(setLimit({ bank: key.bank, id: 'limit', max: 10 }));
  return { key, command: spend({ ...key, id: 'one', amount: -1 }) };
}

/** Submits the command under the faults: what its caller was told, what is stored and which calls it took. */
async function outcomeOf({ mode, plan }: { mode: Mode; plan: () => void }) {
  const { key, command } = await addOne(mode);
  const { timing, sleptMs } = eager();
  const bounds = mode === 'locking' ? { conflictsBeforeLocking: 0 } : {};
  const lanes = world.newLanes({ timing, bounds });
  world.proxy.resetCounts();
  plan();
  const answer = await lanes.submit(command);
  await lanes.idle();
  world.proxy.clear();
  const calls = world.seen();
  const [account, entry] = await world.read(accountDoc(key).path, entryDoc({ ...key, id: 'one' }).path);
  return {
    answer,
    balance: account?.data?.['balance'],
    entries: account?.data?.['sequence'],
    hasReceipt: entry?.data?.['receipt'] !== undefined,
    calls,
    sleptMs,
  };
}

const right = (replayed: boolean) => ({
  answer: { outcome: { balance: 1 }, replayed },
  balance: 1,
  entries: 1,
  hasReceipt: true,
});

const cases = modes.flatMap(mode =>
  whens.flatMap(when => [1, 2].flatMap(faults => codes.map(code => ({ mode, when, faults, code })))),
);

describe('a commit that is lost', () => {
  it('is tried in 48 ways', () => expect(cases).toHaveLength(48));

  it.each(cases)(
    '$when it landed, $faults × $code, $mode: counts once',
    async ({ mode, when, faults, code }) => {
      const action = lost({ when, code });
      const outcome = await outcomeOf({
        mode,
        plan: () => {
          if (when === 'before') {
            world.proxy.plan({ methods: ['Commit'], timing: { kind: 'next', calls: faults }, action });
            return;
          }
          world.proxy.plan({ methods: ['Commit'], action });
          // What is lost the second time is the look whether the first had landed.
          if (faults === 2)
            world.proxy.plan({ methods: ['BatchGetDocuments'], timing: { kind: 'nth', call: 2 }, action });
        },
      });
      const rounds = faults + 1;
      expect(outcome).toMatchObject({
        ...right(when === 'after'),
        calls: {
          Commit: when === 'after' ? 1 : rounds,
          BatchGetDocuments: rounds,
          BeginTransaction: mode === 'locking' ? rounds : 0,
        },
      });
      expect(outcome.sleptMs).toHaveLength(faults);
    },
  );

  it.each(
    modes.flatMap(mode =>
      whens.flatMap(when =>
        (['RESOURCE_EXHAUSTED', 'UNAUTHENTICATED'] as const).map(code => ({ mode, when, code })),
      ),
    ),
  )('$when it landed, with $code, $mode: counts once', async ({ mode, when, code }) => {
    const plan = () => void world.proxy.plan({ methods: ['Commit'], action: lost({ when, code }) });
    const outcome = await outcomeOf({ mode, plan });
    expect(outcome).toMatchObject({
      ...right(when === 'after'),
      calls: { Commit: when === 'after' ? 1 : 2, BatchGetDocuments: 2 },
    });
    // Who is over its limit is left alone for a second at least.
    if (code === 'RESOURCE_EXHAUSTED') expect(outcome.sleptMs[0]).toBeGreaterThanOrEqual(1_000);
    else expect(outcome.sleptMs[0]).toBeLessThanOrEqual(mode === 'locking' ? 100 : 10);
  });
});

describe('a read that is lost', () => {
  it.each(modes.flatMap(mode => whens.flatMap(when => moreCodes.map(code => ({ mode, when, code })))))(
    '$when it was answered, with $code, $mode: is made once more, by the lane alone',
    async ({ mode, when, code }) => {
      const action = lost({ when, code });
      const plan = () => void world.proxy.plan({ methods: ['BatchGetDocuments'], action });
      expect(await outcomeOf({ mode, plan })).toMatchObject({
        ...right(false),
        calls: { Commit: 1, BatchGetDocuments: 2, BeginTransaction: mode === 'locking' ? 2 : 0 },
      });
    },
  );
});

describe('a transaction that is lost at its begin', () => {
  it.each(whens.flatMap(when => codes.map(code => ({ when, code }))))(
    '$when it was opened, with $code: another is opened, and no lock is left behind',
    async ({ when, code }) => {
      const action = lost({ when, code });
      const plan = () => void world.proxy.plan({ methods: ['BeginTransaction'], action });
      expect(await outcomeOf({ mode: 'locking', plan })).toMatchObject({
        ...right(false),
        calls: { Commit: 1, BatchGetDocuments: 1, BeginTransaction: 2 },
      });
    },
  );
});
