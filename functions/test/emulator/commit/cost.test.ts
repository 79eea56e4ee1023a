import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { apply, type Command, LaneMetrics, Lanes } from '../../../src/commit/index.ts';
import { deposit, transfer, withdraw } from '../../unit/commit/bank-commands.ts';

const metrics = new LaneMetrics();
const lanes = new Lanes({ target: { projectId: `demo-cost-${randomUUID().slice(0, 8)}` }, metrics });

// The emulator's first commit takes seconds where other tests run beside it: it may be tried twice, and cost twice.
beforeAll(() => lanes.submit(deposit({ bank: randomUUID(), account: 'a', id: 'first', amount: 1 })));
afterAll(() => lanes.close());

const Nothing = z.object({});

/** A command whose state says that there is nothing to do. */
const lookAt = ({ bank }: { bank: string }): Command<Record<string, never>> => ({
  operation: 'look',
  aggregate: `banks/${bank}`,
  receipt: 'state',
  outcomeSchema: Nothing,
  loads: [],
  decide: () => apply({}, []),
});

const key = () => ({ bank: randomUUID(), account: 'a' });

/** What Firestore bills for it: documents read and written. */
async function costOf(work: () => Promise<unknown>): Promise<readonly [reads: number, writes: number]> {
  metrics.reset();
  await Promise.allSettled([work()]);
  const { documentsRead, documentsWritten } = metrics.snapshot().total;
  return [documentsRead, documentsWritten];
}

describe('what a command costs', () => {
  it('is no read of what it expects to be new, the receipt included', async () => {
    const account = key();
    expect(await costOf(() => lanes.submit(deposit({ ...account, id: 'one', amount: 1 })))).toEqual([1, 2]);
  });

  it('is reads only when it comes again or is refused', async () => {
    const account = key();
    const command = deposit({ ...account, id: 'one', amount: 1 });
    await lanes.submit(command);
    // The account, then with the receipt a second time: the first look was without it.
    expect(await costOf(() => lanes.submit(command))).toEqual([3, 0]);
    expect(await costOf(() => lanes.submit(withdraw({ ...account, id: 'two', amount: 5 })))).toEqual([3, 0]);
  });

  it('is no read for a document that only its own commit can create', async () => {
    const { bank } = key();
    await lanes.submit(deposit({ bank, account: 'a', id: 'one', amount: 1 }));
    const move = () => lanes.submit(transfer({ bank, account: 'a', to: 'b', id: 'move', amount: 1 }));
    expect(await costOf(move)).toEqual([3, 4]);
  });

  it('is shared by those that share a commit', async () => {
    const account = key();
    const many = () =>
      Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          lanes.submit(deposit({ ...account, id: `id${index}`, amount: 1 })),
        ),
      );
    expect(await costOf(many)).toEqual([1, 101]);
    expect(metrics.snapshot().total).toMatchObject({ commits: 1, commandsPerCommit: 100 });
  });
});

describe('what counts as a commit', () => {
  const countsOf = async (work: () => Promise<unknown>) => {
    metrics.reset();
    await Promise.allSettled([work()]);
    return metrics.snapshot().total;
  };

  it('is no round of a duplicate: the first finds that something is there, the second its receipt', async () => {
    const command = deposit({ ...key(), id: 'one', amount: 1 });
    await lanes.submit(command);
    expect(await countsOf(() => lanes.submit(command))).toMatchObject({
      ...{ rounds: 2, commits: 0, committed: 0, rereads: 1, replayed: 1, commandsPerCommit: 0 },
    });
  });

  it('is no refusal', async () => {
    const command = withdraw({ ...key(), id: 'one', amount: 1 });
    expect(await countsOf(() => lanes.submit(command))).toMatchObject({ rounds: 2, commits: 0, refused: 1 });
  });

  it('is nothing that has nothing to write, and what is shared is shared by those alone who wrote', async () => {
    const look = lookAt(key());
    const account = key();
    const both = async () => {
      for (let times = 0; times < 3; times += 1) await lanes.submit(look);
      await Promise.all(['one', 'two'].map(id => lanes.submit(deposit({ ...account, id, amount: 1 }))));
    };
    expect(await countsOf(both)).toMatchObject({
      ...{ applied: 5, rounds: 4, commits: 1, committed: 2, commandsPerCommit: 2 },
    });
  });
});
