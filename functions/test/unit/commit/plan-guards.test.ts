import { limitDoc } from './bank.ts';
import { deposit, setLimit, spend } from './bank-commands.ts';
import { planOn, Stored, toldTo } from './planning.ts';

const key = { bank: 'one', account: 'a' };
const limit = limitDoc(key.bank).path;

/** An account of a hundred in a bank that allows so much at once, or says nothing of it. */
function bank({ max }: { max?: number }): Stored {
  const stored = new Stored();
  stored.commit(planOn({ stored, commands: [deposit({ ...key, id: 'first', amount: 100 })] }).writes);
  if (max !== undefined)
    stored.commit(planOn({ stored, commands: [setLimit({ bank: key.bank, id: 'limit', max })] }).writes);
  return stored;
}

const spending = (amount: number) => spend({ ...key, id: `spend-${amount}`, amount });
const guardsIn = ({ writes }: ReturnType<typeof planOn>) => writes.filter(({ path }) => path === limit);

describe('a document that a decision rests on and does not write', () => {
  it('is held to the version that was seen, by a write that changes nothing', () => {
    const plan = planOn({ stored: bank({ max: 50 }), commands: [spending(5), spending(6)] });
    expect(guardsIn(plan)).toEqual([{ kind: 'update', path: limit, patch: {}, basedOn: expect.anything() }]);
  });

  it('is held by its own write where a neighbour of the commit changes it', () => {
    const commands = [setLimit({ bank: key.bank, id: 'more', max: 60 }), spending(55)];
    const plan = planOn({ stored: bank({ max: 50 }), commands });
    expect(toldTo(plan)).toHaveLength(2);
    expect(guardsIn(plan)).toEqual([
      expect.objectContaining({ patch: expect.objectContaining({ max: 60 }) }),
    ]);
  });

  it('costs no write under locks, nor where nothing else is written', () => {
    const stored = bank({ max: 50 });
    expect(guardsIn(planOn({ stored, commands: [spending(5)], isLocked: true }))).toEqual([]);
    expect(planOn({ stored, commands: [spending(51)] }).writes).toEqual([]);
    stored.commit(planOn({ stored, commands: [spending(5)] }).writes);
    expect(planOn({ stored, commands: [spending(5)] }).writes).toEqual([]);
  });

  it('and does not exist is held by locks alone: its command waits for them, the others do not', () => {
    const commands = [spending(0), deposit({ ...key, id: 'b', amount: 1 })];
    const plan = planOn({ stored: bank({}), commands });
    expect(plan.needLocks.map(({ command }) => command)).toEqual([commands[0]]);
    expect(toldTo(plan)).toEqual([{ outcome: { balance: 101 }, replayed: false }]);
    expect(toldTo(planOn({ stored: bank({}), commands, isLocked: true }))).toHaveLength(2);
  });
});
