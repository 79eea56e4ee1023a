import { entryDoc } from './bank.ts';
import { deposit, withdraw } from './bank-commands.ts';
import { planOn, Stored, toldTo } from './planning.ts';

const key = { bank: 'one', account: 'a' };
const pay = (id: string, amount: number) => deposit({ ...key, id, amount });
const take = (id: string, amount: number) => withdraw({ ...key, id, amount });
const entries = (...ids: readonly string[]) => new Set(ids.map(id => entryDoc({ ...key, id }).path));

/** An account of a hundred, whose stored entries a plan did not read. */
function hundred(): Stored {
  const stored = new Stored();
  stored.commit(planOn({ stored, commands: [pay('first', 100)] }).writes);
  return stored;
}

const answered = (plan: ReturnType<typeof planOn>) => ({
  told: toldTo(plan),
  unsure: plan.unsure.map(({ command }) => command),
});

describe('a document that was not read because it should be new', () => {
  it('is created by the commit, which proves that it was not there', () => {
    const plan = planOn({ stored: hundred(), commands: [pay('a', 1)], takenForNew: entries('a') });
    expect(answered(plan)).toEqual({ told: [{ outcome: { balance: 101 }, replayed: false }], unsure: [] });
    expect(plan.writes).toContainEqual(
      expect.objectContaining({ kind: 'create', path: entryDoc({ ...key, id: 'a' }).path }),
    );
  });

  it('leaves a refusal unproven: the command may have been applied long ago', () => {
    const command = take('a', 500);
    const plan = planOn({ stored: hundred(), commands: [command], takenForNew: entries('a') });
    expect(answered(plan)).toEqual({ told: [], unsure: [command] });
    expect(plan.writes).toEqual([]);
  });

  it('does not hold up those whose answer is proven', () => {
    const unproven = take('a', 500);
    const plan = planOn({
      stored: hundred(),
      commands: [unproven, pay('b', 1), pay('c', 1)],
      takenForNew: entries('a', 'b', 'c'),
    });
    expect(answered(plan)).toEqual({
      told: [101, 102].map(balance => ({ outcome: { balance }, replayed: false })),
      unsure: [unproven],
    });
  });

  it('that a decision does not create leaves the answer unproven, and nothing of it is written', () => {
    const other = entryDoc({ ...key, id: 'other' });
    const command = {
      ...pay('a', 1),
      loads: [...pay('a', 1).loads, { doc: other, role: 'expectedNew' as const }],
    };
    const plan = planOn({ stored: hundred(), commands: [command], takenForNew: entries('a', 'other') });
    expect(answered(plan)).toEqual({ told: [], unsure: [command] });
    expect(plan.writes).toEqual([]);
  });

  it('nothing of an unproven answer reaches those after it', () => {
    const other = entryDoc({ ...key, id: 'other' });
    const loads = [...pay('a', 50).loads, { doc: other, role: 'expectedNew' as const }];
    const unproven = { ...pay('a', 50), loads };
    const plan = planOn({
      stored: hundred(),
      commands: [unproven, pay('b', 1)],
      takenForNew: entries('a', 'b', 'other'),
    });
    expect(answered(plan)).toEqual({
      told: [{ outcome: { balance: 101 }, replayed: false }],
      unsure: [unproven],
    });
    expect(plan.writes.map(({ path }) => path)).not.toContain(entryDoc({ ...key, id: 'a' }).path);
  });

  it('leaves a refusal unproven that only its receipt could gainsay', () => {
    const command = { ...take('a', 500), loads: take('a', 500).loads.slice(0, 1) };
    const plan = planOn({ stored: hundred(), commands: [command], takenForNew: entries('a') });
    expect(answered(plan)).toEqual({ told: [], unsure: [command] });
  });

  it('twice in one batch: the second is told what the first did', () => {
    const plan = planOn({
      stored: hundred(),
      commands: [pay('a', 1), pay('a', 1)],
      takenForNew: entries('a'),
    });
    expect(answered(plan)).toEqual({
      told: [false, true].map(replayed => ({ outcome: { balance: 101 }, replayed })),
      unsure: [],
    });
  });
});
