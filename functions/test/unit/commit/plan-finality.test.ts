import { apply } from '../../../src/commit/index.ts';
import { planCommit } from '../../../src/commit/plan.ts';
import { accountDoc } from './bank.ts';
import { deposit, withdraw } from './bank-commands.ts';
import { ample, now, planOn, Stored, told, version, waiting } from './planning.ts';

const key = { bank: 'one', account: 'a' };
const pay = (id: string, amount: number) => deposit({ ...key, id, amount });
const take = (id: string, amount: number) => withdraw({ ...key, id, amount });

function hundred(): Stored {
  const stored = new Stored();
  stored.commit(planOn({ stored, commands: [pay('first', 100)] }).writes);
  return stored;
}

const finality = (stored: Stored, commands: Parameters<typeof planOn>[0]['commands']) =>
  planOn({ stored, commands }).settlements.map(({ isFinal }) => isFinal);

describe('what is true before the commit', () => {
  it('a refusal and a replay are, as long as they were decided on stored data alone', () => {
    expect(finality(hundred(), [take('a', 101), pay('first', 100), pay('first', 7)])).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('nothing is, once a command before it wants to write', () => {
    expect(finality(hundred(), [pay('a', 1), take('b', 500), pay('first', 100), pay('first', 7)])).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('a command that applies without a change to write is', () => {
    const idle = { ...pay('a', 1), receipt: 'state', decide: () => apply({ balance: 100 }, []) } as const;
    expect(finality(hundred(), [idle])).toEqual([true]);
  });
});

describe('a refusal of a command that an earlier, unanswered commit may still apply', () => {
  const commands = [pay('a', 50), take('b', 150)];
  const stuck = (stored: Stored) => planOn({ stored, commands }).writes;
  const again = (stored: Stored, doubts: Parameters<typeof waiting>[1]) =>
    planCommit({
      waiting: [waiting(take('b', 150), doubts)],
      snapshots: stored.snapshotsFor(commands),
      takenForNew: new Set(),
      isLocked: false,
      now,
      bounds: ample,
    }).settlements.map(({ verdict }) => told(verdict));

  it('is not told: the outcome is unknown', () => {
    const stored = hundred();
    expect(again(stored, [stuck(stored)])).toEqual(['UNAVAILABLE']);
  });

  it('is told once a document that commit was based on has changed', () => {
    const stored = hundred();
    const doubt = stuck(stored);
    stored.commit(planOn({ stored, commands: [take('c', 1)] }).writes);
    expect(again(stored, [doubt])).toEqual(['NOTHING_DUE']);
  });

  it('is told once a document that commit would create is there', () => {
    const stored = hundred();
    const doubt = stuck(stored);
    stored.commit([{ kind: 'create', path: `${accountDoc(key).path}/entries/a`, data: {} }]);
    expect(again(stored, [doubt])).toEqual(['NOTHING_DUE']);
  });

  it('is told when there is no such commit', () => {
    expect(again(hundred(), [])).toEqual(['NOTHING_DUE']);
  });

  it('is not told while one of several such commits may land', () => {
    const stored = hundred();
    const dead = stuck(stored);
    stored.commit(planOn({ stored, commands: [take('c', 1)] }).writes);
    expect(again(stored, [dead, stuck(stored)])).toEqual(['UNAVAILABLE']);
  });

  it('takes a document it did not read for unchanged', () => {
    const stored = hundred();
    const elsewhere = { kind: 'update', path: 'elsewhere/one', patch: {}, basedOn: version(1) } as const;
    expect(again(stored, [[elsewhere]])).toEqual(['UNAVAILABLE']);
  });

  it('does not keep an answer back that says it was applied', () => {
    const stored = hundred();
    const doubt = stuck(stored);
    stored.commit(doubt);
    expect(again(stored, [doubt])).toEqual([{ outcome: { balance: 0 }, replayed: true }]);
  });
});
