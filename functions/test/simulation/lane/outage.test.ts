import { answerLost, requestBlackHole, requestLost } from '../../../../tools/fault-proxy/index.ts';
import { LaneMetrics } from '../../../src/commit/index.ts';
import { RetryBudget } from '../../../src/platform/retry/index.ts';
import { accountDoc } from '../../unit/commit/bank.ts';
import { deposit } from '../../unit/commit/bank-commands.ts';
import { eager, type LaneWorld, openLaneWorld, told, unique, until } from './lane-world.ts';

let world: LaneWorld;

beforeAll(async () => {
  world = await openLaneWorld();
});

afterEach(() => world.proxy.clear());

afterAll(() => world.close());

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** No refill by time: the reserve, and an eighth of a token (which no sum rounds) for each command. */
const tightBudget = () => new RetryBudget({ reserve: 5, refillPerSecond: 0, depositPerCall: 0.125 });

const failEveryCall = () =>
  world.proxy.plan({ timing: { kind: 'every' }, action: requestLost({ code: 'UNAVAILABLE' }) });

describe('while every call fails', () => {
  it('twenty commands of one account cost one call and the retries of the budget, and are told so', async () => {
    const account = { bank: unique(), account: 'a' };
    const lanes = world.newLanes({ budget: tightBudget(), timing: eager().timing });
    const submit = (number: number) => lanes.submit(deposit({ ...account, id: `id${number}`, amount: 1 }));
    failEveryCall();
    world.proxy.resetCounts();
    const answers = await Promise.all(numbers(20).map(number => told(submit(number))));
    expect(new Set(answers)).toEqual(new Set(['UNAVAILABLE']));
    // 5 of the reserve and 20 eighths.
    expect(world.seen()).toEqual({ BatchGetDocuments: 1 + 7, BeginTransaction: 0, Commit: 0 });

    world.proxy.clear();
    const again = await Promise.all(numbers(20).map(number => submit(number)));
    expect(again.map(({ replayed }) => replayed)).toEqual(numbers(20).map(() => false));
    await lanes.idle();
    const [stored] = await world.read(accountDoc(account).path);
    expect(stored?.data).toEqual({ balance: 20, sequence: 20 });
  });

  it('fifty accounts share one budget', async () => {
    const bank = unique();
    const lanes = world.newLanes({ budget: tightBudget(), timing: eager().timing });
    failEveryCall();
    world.proxy.resetCounts();
    const answers = await Promise.all(
      numbers(50).map(number =>
        told(lanes.submit(deposit({ bank, account: `a${number}`, id: 'one', amount: 1 }))),
      ),
    );
    expect(new Set(answers)).toEqual(new Set(['UNAVAILABLE']));
    // One read for all, then at most one more for each token: 5 of the reserve and 50 eighths.
    expect(world.seen()['BatchGetDocuments']).toBeLessThanOrEqual(1 + 11);
  });

  it('commits whose answers are all lost still count once, and their callers learn it by asking again', async () => {
    const account = { bank: unique(), account: 'a' };
    const lanes = world.newLanes({ budget: new RetryBudget({ reserve: 0 }), timing: eager().timing });
    const submit = (number: number) => lanes.submit(deposit({ ...account, id: `id${number}`, amount: 1 }));
    world.proxy.plan({
      methods: ['Commit'],
      timing: { kind: 'every' },
      action: answerLost({ code: 'INTERNAL' }),
    });
    const answers = await Promise.all(numbers(5).map(number => told(submit(number))));
    expect(new Set(answers)).toEqual(new Set(['UNAVAILABLE']));
    world.proxy.clear();
    const again = await Promise.all(numbers(5).map(number => submit(number)));
    expect(again).toEqual(numbers(5).map(number => ({ outcome: { balance: number + 1 }, replayed: true })));
  });

  it('callers are told at their deadline, whatever the calls in flight do', async () => {
    const lanes = world.newLanes({ rpcTimeoutMs: 1_000 });
    world.proxy.plan({ timing: { kind: 'every' }, action: requestBlackHole() });
    let isIdle = false;
    const answers = numbers(10).map(number =>
      told(
        lanes.submit(deposit({ bank: unique(), account: 'a', id: `id${number}`, amount: 1, deadlineMs: 50 })),
      ),
    );
    const idle = lanes.idle().then(() => {
      isIdle = true;
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['TOOK_TOO_LONG']));
    expect(isIdle).toBe(false);
    await idle;
  });

  it('those who can wait get through as soon as it is over, and the queue drains', async () => {
    const account = { bank: unique(), account: 'a' };
    const metrics = new LaneMetrics();
    const lanes = world.newLanes({ metrics });
    const fault = failEveryCall();
    const answers = numbers(30).map(number =>
      lanes.submit(deposit({ ...account, id: `id${number}`, amount: 1 })),
    );
    await until(() => fault.firedCount() >= 5);
    world.proxy.clear();
    const applied = await Promise.all(answers);
    expect(applied.map(({ outcome }) => outcome.balance)).toEqual(numbers(30).map(number => number + 1));
    await lanes.idle();
    expect(metrics.snapshot().total).toMatchObject({ commands: 30, applied: 30, giveUps: 0 });
  });
});

describe('a queue that is full', () => {
  it('turns the next command away at once, and nothing of it is stored', async () => {
    const account = { bank: unique(), account: 'a' };
    const lanes = world.newLanes({ bounds: { maxQueue: 3 } });
    const answers = await Promise.all(
      numbers(4).map(number => told(lanes.submit(deposit({ ...account, id: `id${number}`, amount: 1 })))),
    );
    expect(answers).toEqual([
      ...[1, 2, 3].map(balance => ({ outcome: { balance }, replayed: false })),
      'OVERLOADED',
    ]);
    const [stored] = await world.read(accountDoc(account).path);
    expect(stored?.data).toEqual({ balance: 3, sequence: 3 });
  });
});
