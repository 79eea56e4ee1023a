import { answerBlackHole } from '../../../../tools/fault-proxy/index.ts';
import { accountDoc, entryDoc } from '../../unit/commit/bank.ts';
import { deposit, withdraw } from '../../unit/commit/bank-commands.ts';
import { type LaneWorld, openLaneWorld, told, unique, until } from './lane-world.ts';

let world: LaneWorld;

beforeAll(async () => {
  world = await openLaneWorld();
});

afterAll(() => world.close());

const key = () => ({ bank: unique(), account: 'a' });

/** A stranger's transaction that has read the account: no commit that writes it gets through until it ends. */
async function lockAccount(account: { bank: string; account: string }): Promise<() => Promise<void>> {
  const transaction = await world.direct.begin();
  await world.direct.read({ paths: [accountDoc(account).path], transaction });
  return () => world.direct.rollback(transaction);
}

describe('a commit that waits at a lock longer than its caller', () => {
  it('may land after all, so nobody whom it applies is told a refusal meanwhile', async () => {
    const account = key();
    const lanes = world.newLanes({ rpcTimeoutMs: 1_000 });
    await lanes.submit(deposit({ ...account, id: 'first', amount: 1 }));
    const unlock = await lockAccount(account);
    world.proxy.plan({ methods: ['Commit'], action: answerBlackHole() });
    // The withdrawal is covered by the deposit of the same commit, and by nothing that is stored.
    const answers = await Promise.all([
      told(lanes.submit(deposit({ ...account, id: 'in', amount: 50, deadlineMs: 700 }))),
      told(lanes.submit(withdraw({ ...account, id: 'out', amount: 50 }))),
    ]);
    const entry = entryDoc({ ...account, id: 'out' });
    const [before] = await world.read(entry.path);
    expect([answers, before?.data]).toEqual([['TOOK_TOO_LONG', 'UNAVAILABLE'], undefined]);

    await unlock();
    await until(async () => (await world.read(entry.path))[0]?.data !== undefined);
    expect(await lanes.submit(withdraw({ ...account, id: 'out', amount: 50 }))).toEqual({
      outcome: { balance: 1 },
      replayed: true,
    });
  });

  it('cannot land once another has changed what it was based on', async () => {
    const account = key();
    const lanes = world.newLanes({ rpcTimeoutMs: 1_000 });
    await lanes.submit(deposit({ ...account, id: 'first', amount: 10 }));
    const unlock = await lockAccount(account);
    world.proxy.resetCounts();
    world.proxy.plan({ methods: ['Commit'], action: answerBlackHole() });
    const answers = Promise.all([
      told(lanes.submit(deposit({ ...account, id: 'in', amount: 50, deadlineMs: 700 }))),
      told(lanes.submit(deposit({ ...account, id: 'more', amount: 5 }))),
    ]);
    // The second commit, without the first caller's command, waits at the same lock by now.
    await until(() => world.proxy.counts('Commit').seen >= 2);
    await unlock();
    expect((await answers)[0]).toBe('TOOK_TOO_LONG');
    await lanes.idle();
    const [stored, first, more] = await world.read(
      accountDoc(account).path,
      entryDoc({ ...account, id: 'in' }).path,
      entryDoc({ ...account, id: 'more' }).path,
    );
    // Either both of the stuck commit count or its successor alone: never one of them twice.
    const expected = 15 + (first?.data === undefined ? 0 : 50);
    expect([stored?.data?.['balance'], more?.data !== undefined]).toEqual([expected, true]);
  });
});

describe('a lock that somebody holds for long', () => {
  it('delays the commands of its account, and they all get through in the end', async () => {
    const account = key();
    const lanes = world.newLanes();
    await lanes.submit(deposit({ ...account, id: 'first', amount: 1 }));
    const unlock = await lockAccount(account);
    const before = world.proxy.counts('Commit').seen;
    const answers = Promise.all(
      [1, 2, 3].map(number => told(lanes.submit(deposit({ ...account, id: `id${number}`, amount: 1 })))),
    );
    // The emulator gives up on the first commit after two seconds; the lane has begun another by then.
    await until(() => world.proxy.counts('Commit').seen >= before + 2);
    await unlock();
    expect(await answers).toEqual([2, 3, 4].map(balance => ({ outcome: { balance }, replayed: false })));
  });
});
