import { delayBefore, mentioning, requestLost } from '../../../../tools/fault-proxy/index.ts';
import type { Command, Lanes } from '../../../src/commit/index.ts';
import { accountDoc, entryDoc, limitDoc } from '../../unit/commit/bank.ts';
import { deposit, setLimit, spend, transfer } from '../../unit/commit/bank-commands.ts';
import { committedAt, type LaneWorld, openLaneWorld, told, unique, until } from './lane-world.ts';

let world: LaneWorld;

beforeAll(async () => {
  world = await openLaneWorld();
});

beforeEach(() => world.proxy.resetCounts());

afterEach(() => world.proxy.clear());

afterAll(() => world.close());

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const key = () => ({ bank: unique(), account: 'a' });

async function balanceOf(account: { bank: string; account: string }): Promise<unknown> {
  return (await world.read(accountDoc(account).path))[0]?.data;
}

describe('a command that comes many times at once', () => {
  it('is applied once, and all are told the same', async () => {
    const account = key();
    const lanes = world.newLanes();
    const command = deposit({ ...account, id: 'one', amount: 5 });
    const answers = await Promise.all(numbers(50).map(() => lanes.submit(command)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ outcome }) => outcome.balance))).toEqual(new Set([5]));
    expect(await balanceOf(account)).toEqual({ balance: 5, sequence: 1 });
  });

  it('at two processes’ lanes is applied by one of them', async () => {
    const account = key();
    const both = [world.newLanes(), world.newLanes()];
    const command = deposit({ ...account, id: 'one', amount: 5 });
    const answers = await Promise.all(both.flatMap(lanes => numbers(10).map(() => lanes.submit(command))));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ outcome }) => outcome.balance))).toEqual(new Set([5]));
    expect(await balanceOf(account)).toEqual({ balance: 5, sequence: 1 });
  });

  it('with two bodies is applied with one of them; the other is refused', async () => {
    const account = key();
    const both = [world.newLanes(), world.newLanes()];
    const answers = await Promise.all(
      both.map((lanes, index) => told(lanes.submit(deposit({ ...account, id: 'one', amount: index + 1 })))),
    );
    expect(answers.filter(answer => answer === 'REQUEST_ID_REUSED')).toHaveLength(1);
    const applied = answers.findIndex(answer => answer !== 'REQUEST_ID_REUSED');
    expect(await balanceOf(account)).toEqual({ balance: applied + 1, sequence: 1 });
  });
});

describe('lanes of two processes on one account', () => {
  it('count every deposit once', async () => {
    const account = key();
    const both = [world.newLanes(), world.newLanes()];
    // One after the other in each strand, so that there are many commits to collide.
    const strand = async (lanes: Lanes, name: string) => {
      for (const number of numbers(15))
        await lanes.submit(deposit({ ...account, id: `${name}-${number}`, amount: 1 }));
    };
    await Promise.all(
      both.flatMap((lanes, index) => numbers(3).map(each => strand(lanes, `${index}-${each}`))),
    );
    expect(await balanceOf(account)).toEqual({ balance: 90, sequence: 90 });
  });

  it('move money to and fro between two accounts, and none is made or lost', async () => {
    const bank = unique();
    const both = [world.newLanes(), world.newLanes()] as const;
    await Promise.all(
      ['a', 'b'].map(account => both[0].submit(deposit({ bank, account, id: 'first', amount: 100 }))),
    );
    const move = (index: number): Command<{ readonly balance: number }> => {
      const [account, to] = index % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const);
      return transfer({ bank, account, to, id: `move-${index}`, amount: (index % 7) + 1 });
    };
    await Promise.all(numbers(40).map(index => both[index % 2 === 0 ? 0 : 1].submit(move(index))));
    const [a, b] = await world.read(...['a', 'b'].map(account => accountDoc({ bank, account }).path));
    expect(Number(a?.data?.['balance']) + Number(b?.data?.['balance'])).toBe(200);
    // The first deposit and one entry for each of 40 moves, on both sides.
    expect([a?.data?.['sequence'], b?.data?.['sequence']]).toEqual([41, 41]);
  });
});

describe('conflicts', () => {
  const conflicts = (count: number) =>
    world.proxy.plan({
      methods: ['Commit'],
      timing: { kind: 'next', calls: count },
      action: requestLost({ code: 'ABORTED' }),
    });

  it.each([
    [5, 0],
    [6, 1],
    [7, 2],
  ])('%i in a row: %i rounds take locks, so that somebody gets through', async (count, transactions) => {
    const lanes = world.newLanes();
    conflicts(count);
    await lanes.submit(deposit({ ...key(), id: 'one', amount: 1 }));
    expect(world.seen()).toMatchObject({ Commit: count + 1, BeginTransaction: transactions });
  });

  it('cast doubt on what was taken for new: then that is read too', async () => {
    const bank = unique();
    const lanes = world.newLanes();
    await lanes.submit(deposit({ bank, account: 'a', id: 'first', amount: 10 }));
    const created = entryDoc({ bank, account: 'b', id: 'from-a-move' });
    const reads = world.proxy.plan({
      methods: ['BatchGetDocuments'],
      where: mentioning(created.path),
      timing: { kind: 'every' },
      action: delayBefore(0),
    });
    await lanes.submit(transfer({ bank, account: 'a', to: 'b', id: 'move', amount: 1 }));
    expect(reads.firedCount()).toBe(0);

    const other = entryDoc({ bank, account: 'b', id: 'from-a-again' });
    const again = world.proxy.plan({
      methods: ['BatchGetDocuments'],
      where: mentioning(other.path),
      timing: { kind: 'every' },
      action: delayBefore(0),
    });
    conflicts(1);
    await lanes.submit(transfer({ bank, account: 'a', to: 'b', id: 'again', amount: 1 }));
    expect(again.firedCount()).toBe(1);
    expect(await balanceOf({ bank, account: 'b' })).toEqual({ balance: 2, sequence: 2 });
  });
});

describe('a decision on a document that it does not write', () => {
  it('is made again when that document changes before the commit', async () => {
    const account = key();
    const [spender, manager] = [world.newLanes(), world.newLanes()];
    await manager.submit(setLimit({ bank: account.bank, id: 'generous', max: 100 }));
    await spender.submit(deposit({ ...account, id: 'first', amount: 100 }));
    // The spender has read the limit of 100 and its commit is on its way when the limit is lowered.
    const held = world.proxy.plan({
      methods: ['Commit'],
      where: mentioning(accountDoc(account).path),
      action: delayBefore(200),
    });
    const spent = told(spender.submit(spend({ ...account, id: 'spent', amount: 60 })));
    await until(() => held.firedCount() === 1);
    await manager.submit(setLimit({ bank: account.bank, id: 'strict', max: 10 }));
    const answer = await spent;
    const [limit, entry] = await world.read(
      limitDoc(account.bank).path,
      entryDoc({ ...account, id: 'spent' }).path,
    );
    if (limit === undefined || entry?.data === undefined) {
      expect(answer).toBe('AMOUNT_EXCEEDS_DUE');
      return;
    }
    // It was spent before the limit was lowered: never after, on the old one.
    expect(answer).toEqual({ outcome: { balance: 40 }, replayed: false });
    expect(committedAt(entry)).toBeLessThan(committedAt(limit));
  });
});
