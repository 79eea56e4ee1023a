import fc from 'fast-check';
import type { Command } from '../../../src/commit/index.ts';
import { accountDoc, entryDoc } from './bank.ts';
import { type Balance, deposit } from './bank-commands.ts';
import { ample, planOn, Stored, told } from './planning.ts';

const key = { bank: 'one', account: 'a' };

interface Wish {
  readonly id: string;
  readonly amount: number;
}

/** Few ids and few amounts, so that duplicates and other bodies under one id are common. */
const wishes = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 15 }).map(number => `id${number}`),
    amount: fc.integer({ min: -5, max: 5 }),
  }),
  { maxLength: 40 },
);

const commandOf = ({ id, amount }: Wish): Command<Balance> => deposit({ ...key, id, amount });

/** The same bank in a few lines: what each caller must be told, one after the other. */
function model(all: readonly Wish[]) {
  const applied = new Map<string, { readonly amount: number; readonly balance: number }>();
  let balance = 0;
  const answers = all.map(({ id, amount }) => {
    const first = applied.get(id);
    if (first !== undefined) {
      return first.amount === amount
        ? { outcome: { balance: first.balance }, replayed: true }
        : 'REQUEST_ID_REUSED';
    }
    if (balance + amount < 0) return 'NOTHING_DUE';
    balance += amount;
    applied.set(id, { amount, balance });
    return { outcome: { balance }, replayed: false };
  });
  return { answers, applied, balance };
}

/** Plans and commits until nobody waits, as many commands at a time as the cuts say; a cut of 0 loses a commit. */
function runInCommits({ all, cuts }: { all: readonly Wish[]; cuts: readonly number[] }) {
  const stored = new Stored();
  const answers: unknown[] = [];
  let queue = all.map(commandOf);
  for (let round = 0; queue.length > 0; round += 1) {
    const size = cuts.length === 0 ? queue.length : (cuts[round % cuts.length] ?? 1);
    const commands = queue.slice(0, Math.max(1, size));
    const plan = planOn({ stored, commands, bounds: { ...ample, maxWrites: 7 } });
    // The commit failed: nothing was told but what was final, and all others are decided again.
    const settled = size === 0 ? plan.settlements.filter(({ isFinal }) => isFinal) : plan.settlements;
    if (size > 0) stored.commit(plan.writes);
    if (size === 0 && settled.length < plan.settlements.length) continue;
    answers.push(...settled.map(({ verdict }) => told(verdict)));
    queue = queue.slice(settled.length);
  }
  return { stored, answers };
}

const cuts = fc
  .array(fc.integer({ min: 0, max: 9 }), { maxLength: 6 })
  .filter(sizes => sizes.length === 0 || sizes.some(size => size > 0));

describe('however commands are cut into commits, and whichever commits fail', () => {
  it('every caller is told what a plain model tells, in the same order', () => {
    fc.assert(
      fc.property(wishes, cuts, (all, sizes) => {
        expect(runInCommits({ all, cuts: sizes }).answers).toEqual(model(all).answers);
      }),
    );
  });

  it('what is stored is what the model holds: the balance and one entry for each applied id', () => {
    fc.assert(
      fc.property(wishes, cuts, (all, sizes) => {
        const { stored } = runInCommits({ all, cuts: sizes });
        const { applied, balance } = model(all);
        const account = applied.size === 0 ? undefined : expect.objectContaining({ balance });
        expect(stored.data(accountDoc(key).path)).toEqual(account);
        const entries = [...applied.keys()].map(id => entryDoc({ ...key, id }).path);
        const paths = applied.size === 0 ? [] : [accountDoc(key).path, ...entries];
        expect(stored.paths()).toEqual(paths.sort());
      }),
    );
  });

  it('everything submitted again changes nothing and brings the first answers', () => {
    fc.assert(
      fc.property(wishes, cuts, (all, sizes) => {
        const { stored } = runInCommits({ all, cuts: sizes });
        const { applied } = model(all);
        const again = [...applied].map(([id, { amount }]) => commandOf({ id, amount }));
        const plan = planOn({ stored, commands: again });
        expect(plan.writes).toEqual([]);
        expect(plan.settlements.map(({ verdict }) => told(verdict))).toEqual(
          [...applied.values()].map(({ balance }) => ({ outcome: { balance }, replayed: true })),
        );
      }),
    );
  });
});
