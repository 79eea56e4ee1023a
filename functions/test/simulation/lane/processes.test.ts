import { answerBlackHole, delayAfter } from '../../../../tools/fault-proxy/index.ts';
import { accountDoc, entryDoc } from '../../unit/commit/bank.ts';
import { type LaneWorld, openLaneWorld, unique, until } from './lane-world.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';
import type { WorkerAnswer } from './worker-protocol.ts';

let world: LaneWorld;

beforeAll(async () => {
  world = await openLaneWorld();
});

beforeEach(() => world.proxy.resetCounts());

afterEach(() => {
  world.proxy.clear();
  world.proxy.releaseBlackHole();
});

afterAll(() => world.close());

const idsOf = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);

interface Account {
  readonly bank: string;
  readonly account: string;
}

function start({
  account,
  ids,
  maxCommands = 400,
}: {
  account: Account;
  ids: readonly string[];
  maxCommands?: number;
}): WorkerProcess {
  const { projectId, proxy } = world;
  return startWorker({ projectId, host: proxy.host, ...account, ids: [...ids], maxCommands });
}

/** The account as stored, and which of these ids have a receipt. */
async function stored({ account, ids }: { account: Account; ids: readonly string[] }) {
  const [snapshot, ...entries] = await world.read(
    accountDoc(account).path,
    ...ids.map(id => entryDoc({ ...account, id }).path),
  );
  const applied = ids.filter((_, index) => entries[index]?.data?.['receipt'] !== undefined);
  return { account: snapshot?.data, applied };
}

/** Answers by id, but for whether they were replayed. */
const outcomesOf = (answers: readonly WorkerAnswer[]): ReadonlyMap<string, unknown> =>
  new Map(answers.map(({ id, told }) => [id, typeof told === 'string' ? told : told.outcome.balance]));

const replayedOf = (answers: readonly WorkerAnswer[]): readonly string[] =>
  answers.flatMap(({ id, told }) => (typeof told !== 'string' && told.replayed ? [id] : []));

describe('four processes on one account', () => {
  it('count every command once, those that come to all four of them too', async () => {
    const account = { bank: unique(), account: 'a' };
    const shared = idsOf('shared', 20);
    const own = ['w', 'x', 'y', 'z'].map(name => idsOf(name, 40));
    const workers = own.map(ids => start({ account, ids: [...ids, ...shared], maxCommands: 8 }));
    const answers = await Promise.all(workers.map(worker => worker.answers));
    const ids = [...own.flat(), ...shared];
    expect(await stored({ account, ids })).toEqual({
      account: { balance: 180, sequence: 180 },
      applied: ids,
    });
    // Whoever asked was told the same, and of each shared command one process says that it was the first.
    const outcomes = answers.map(outcomesOf);
    for (const id of shared) expect(new Set(outcomes.map(each => each.get(id))).size).toBe(1);
    const everyone = answers.flat();
    expect(everyone.filter(({ told }) => typeof told === 'string')).toEqual([]);
    expect(replayedOf(everyone).toSorted()).toEqual([...shared, ...shared, ...shared].toSorted());
  });
});

describe('a process that is killed', () => {
  it('between a commit and its answer: the next one tells what that commit did', async () => {
    const account = { bank: unique(), account: 'a' };
    const ids = idsOf('id', 10);
    const fault = world.proxy.plan({ methods: ['Commit'], action: answerBlackHole() });
    const first = start({ account, ids });
    await until(async () => (await stored({ account, ids })).applied.length > 0);
    await first.kill();
    expect(fault.firedCount()).toBe(1);
    const { applied } = await stored({ account, ids });

    const answers = await start({ account, ids }).answers;
    expect(await stored({ account, ids })).toEqual({
      account: { balance: 10, sequence: 10 },
      applied: ids,
    });
    expect(replayedOf(answers)).toEqual(applied);
  });

  it('with a full queue: the next one does the rest, and nothing twice', async () => {
    const account = { bank: unique(), account: 'a' };
    const ids = idsOf('id', 200);
    world.proxy.plan({ methods: ['Commit'], timing: { kind: 'every' }, action: delayAfter(20) });
    const first = start({ account, ids, maxCommands: 10 });
    await until(() => world.proxy.counts('Commit').succeeded >= 3);
    await first.kill();
    const { applied } = await stored({ account, ids });
    expect(applied.length).toBeGreaterThanOrEqual(30);
    expect(applied.length).toBeLessThan(200);

    world.proxy.clear();
    const answers = await start({ account, ids }).answers;
    expect(await stored({ account, ids })).toEqual({
      account: { balance: 200, sequence: 200 },
      applied: ids,
    });
    // One more commit may have been under way when the process was killed.
    expect(replayedOf(answers)).toEqual(expect.arrayContaining([...applied]));
    expect(replayedOf(answers).length).toBeLessThanOrEqual(applied.length + 10);
  });
});
