import {
  answerBlackHole,
  delayAfter,
  delayBefore,
  type FaultAction,
  type FirestoreMethod,
  requestBlackHole,
  requestLost,
} from '../../../../tools/fault-proxy/index.ts';
import type { Lanes } from '../../../src/commit/index.ts';
import { accountDoc, entryDoc } from '../../unit/commit/bank.ts';
import { deposit, setLimit, spend } from '../../unit/commit/bank-commands.ts';
import { type LaneWorld, openLaneWorld, told, unique, until } from './lane-world.ts';

/** Long enough for the emulator to answer on a busy machine, short enough to wait for in vain. */
const rpcTimeoutMs = 600;

let world: LaneWorld;
let lanes: Lanes;
let locking: Lanes;

beforeAll(async () => {
  world = await openLaneWorld();
  lanes = world.newLanes({ rpcTimeoutMs });
  locking = world.newLanes({ rpcTimeoutMs, bounds: { conflictsBeforeLocking: 0 } });
  // The first call also opens the connection.
  await lanes.submit(deposit({ bank: unique(), account: 'a', id: 'one', amount: 1 }));
});

afterEach(() => world.proxy.clear());

afterAll(() => world.close());

/** Adds one to a new account under the fault; `balance` is what is stored in the end. */
async function addOne(input: {
  mode: 'optimistic' | 'locking';
  method: FirestoreMethod;
  action: FaultAction;
}) {
  const key = { bank: unique(), account: 'a' };
  const request = { ...key, id: 'one' };
  if (input.mode === 'locking') await lanes.submit(setLimit({ bank: key.bank, id: 'limit', max: 10 }));
  const command =
    input.mode === 'locking' ? spend({ ...request, amount: -1 }) : deposit({ ...request, amount: 1 });
  world.proxy.resetCounts();
  const fault = world.proxy.plan({ methods: [input.method], action: input.action });
  const used = input.mode === 'locking' ? locking : lanes;
  const { outcome, replayed } = await used.submit(command);
  await used.idle();
  const [account] = await world.read(accountDoc(key).path);
  return {
    balances: [outcome.balance, account?.data?.['balance']],
    replayed,
    fired: fault.firedCount(),
    calls: world.seen(),
  };
}

describe('a call that is never answered', () => {
  it.each(['optimistic', 'locking'] as const)('a commit that landed is found again, %s', async mode => {
    expect(await addOne({ mode, method: 'Commit', action: answerBlackHole() })).toMatchObject({
      balances: [1, 1],
      replayed: true,
      fired: 1,
      calls: { Commit: 1, BatchGetDocuments: 2 },
    });
  });

  it.each(['optimistic', 'locking'] as const)('a commit that got lost is made again, %s', async mode => {
    expect(await addOne({ mode, method: 'Commit', action: requestBlackHole() })).toMatchObject({
      balances: [1, 1],
      replayed: false,
      fired: 1,
      calls: { Commit: 2, BatchGetDocuments: 2 },
    });
  });

  it.each([
    ['optimistic', 'BatchGetDocuments', 'answered', answerBlackHole()],
    ['optimistic', 'BatchGetDocuments', 'never sent', requestBlackHole()],
    ['locking', 'BatchGetDocuments', 'answered', answerBlackHole()],
    ['locking', 'BatchGetDocuments', 'never sent', requestBlackHole()],
    ['locking', 'BeginTransaction', 'answered', answerBlackHole()],
    ['locking', 'BeginTransaction', 'never sent', requestBlackHole()],
  ] as const)('%s: a %s that was %s only costs its time', async (mode, method, _, action) => {
    expect(await addOne({ mode, method, action })).toMatchObject({
      balances: [1, 1],
      replayed: false,
      fired: 1,
      calls: { Commit: 1 },
    });
  });

  it.each(['UNAVAILABLE', 'INTERNAL', 'UNAUTHENTICATED'] as const)(
    'a rollback lost with %s is sent again, so the lock it holds keeps nobody out',
    async code => {
      world.proxy.resetCounts();
      const lost = world.proxy.plan({
        methods: ['Rollback'],
        timing: { kind: 'next', calls: 2 },
        action: requestLost({ code }),
      });
      const action = requestLost({ code: 'UNAVAILABLE' });
      expect(await addOne({ mode: 'locking', method: 'Commit', action })).toMatchObject({
        balances: [1, 1],
        calls: { Commit: 2 },
      });
      await until(() => world.proxy.counts('Rollback').succeeded >= 1);
      expect(lost.firedCount()).toBe(2);
    },
  );
});

describe('a call that is slow', () => {
  it.each([
    ['before', delayBefore(100)],
    ['after', delayAfter(100)],
  ] as const)('%s its work, but in time, is not repeated', async (_, action) => {
    expect(await addOne({ mode: 'optimistic', method: 'Commit', action })).toMatchObject({
      balances: [1, 1],
      replayed: false,
      calls: { Commit: 1, BatchGetDocuments: 1 },
    });
  });

  it('whose answer comes too late is found again', async () => {
    const action = delayAfter(2 * rpcTimeoutMs);
    expect(await addOne({ mode: 'optimistic', method: 'Commit', action })).toMatchObject({
      balances: [1, 1],
      replayed: true,
      calls: { Commit: 1, BatchGetDocuments: 2 },
    });
  });
});

describe('a caller’s deadline', () => {
  it('ends the wait, not the commit: asking again brings the first answer', async () => {
    const request = { bank: unique(), account: 'a', id: 'one', amount: 1 };
    world.proxy.plan({ methods: ['Commit'], action: answerBlackHole() });
    expect(await told(lanes.submit(deposit({ ...request, deadlineMs: 200 })))).toBe('TOOK_TOO_LONG');
    await lanes.idle();
    expect(await lanes.submit(deposit(request))).toEqual({ outcome: { balance: 1 }, replayed: true });
  });

  it('passed before the commit was made at all: nothing is stored, and nothing is made later', async () => {
    const request = { bank: unique(), account: 'a', id: 'one', amount: 1 };
    const fault = world.proxy.plan({
      methods: ['BatchGetDocuments'],
      timing: { kind: 'every' },
      action: requestBlackHole(),
    });
    expect(await told(lanes.submit(deposit({ ...request, deadlineMs: 100 })))).toBe('TOOK_TOO_LONG');
    await lanes.idle();
    expect(fault.firedCount()).toBe(1);
    const [account, entry] = await world.read(accountDoc(request).path, entryDoc(request).path);
    expect([account?.data, entry?.data]).toEqual([undefined, undefined]);
  });

  it('does not end the wait of those who share the commit', async () => {
    const key = { bank: unique(), account: 'a' };
    world.proxy.plan({ methods: ['Commit'], action: requestBlackHole() });
    const answers = await Promise.all([
      told(lanes.submit(deposit({ ...key, id: 'hasty', amount: 1, deadlineMs: 100 }))),
      told(lanes.submit(deposit({ ...key, id: 'patient', amount: 2 }))),
    ]);
    expect(answers).toEqual(['TOOK_TOO_LONG', { outcome: { balance: 2 }, replayed: false }]);
  });
});
