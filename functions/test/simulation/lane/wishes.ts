import fc from 'fast-check';
import type { AnyCommand } from '../../../src/commit/command.ts';
import { entryDoc, limitChangeDoc } from '../../unit/commit/bank.ts';
import { deposit, setLimit, spend, transfer, withdraw } from '../../unit/commit/bank-commands.ts';

export const accounts = ['a', 'b', 'c'] as const;
type AccountName = (typeof accounts)[number];

/** What somebody asks for; the bank is the run's own. */
export type Wish =
  | {
      readonly kind: 'deposit' | 'withdraw' | 'spend';
      readonly account: AccountName;
      readonly id: string;
      readonly amount: number;
    }
  | {
      readonly kind: 'transfer';
      readonly account: AccountName;
      readonly to: AccountName;
      readonly id: string;
      readonly amount: number;
    }
  | { readonly kind: 'setLimit'; readonly id: string; readonly max: number };

/** Few ids, accounts and amounts: duplicates, and other wishes under an id that was used, are common. */
const id = fc.integer({ min: 0, max: 11 }).map(number => `id${number}`);
const account = fc.constantFrom(...accounts);
const amount = fc.integer({ min: 1, max: 40 });

/** Fewer that take locks: where two of those meet, the emulator lets both wait for two seconds. */
export const anyWish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('deposit', 'withdraw'), account, id, amount }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('spend'), account, id, amount }) },
  {
    weight: 3,
    arbitrary: fc
      .record({ kind: fc.constant('transfer'), account, to: account, id, amount })
      .filter(wish => wish.account !== wish.to),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('setLimit'), id, max: fc.integer({ min: 0, max: 40 }) }),
  },
);

export function commandOf({ bank, wish }: { bank: string; wish: Wish }): AnyCommand {
  switch (wish.kind) {
    case 'deposit':
      return deposit({ bank, account: wish.account, id: wish.id, amount: wish.amount });
    case 'withdraw':
      return withdraw({ bank, account: wish.account, id: wish.id, amount: wish.amount });
    case 'spend':
      return spend({ bank, account: wish.account, id: wish.id, amount: wish.amount });
    case 'transfer':
      return transfer({ bank, account: wish.account, to: wish.to, id: wish.id, amount: wish.amount });
    case 'setLimit':
      return setLimit({ bank, id: wish.id, max: wish.max });
  }
}

/** Every document that these wishes, and each account's first deposit, could create beside accounts and limit. */
export function pathsOf({ bank, wishes }: { bank: string; wishes: readonly Wish[] }) {
  const entries = new Map(
    accounts.map(name => [name, new Set([entryDoc({ bank, account: name, id: 'first' }).path])]),
  );
  const changes = new Set<string>();
  for (const wish of wishes) {
    if (wish.kind === 'setLimit') {
      changes.add(limitChangeDoc({ bank, id: wish.id }).path);
      continue;
    }
    entries.get(wish.account)?.add(entryDoc({ bank, account: wish.account, id: wish.id }).path);
    if (wish.kind === 'transfer') entries.get(wish.to)?.add(targetPathOf({ bank, wish }));
  }
  return { entries, changes };
}

/** The entry that a transfer makes on the other side. */
export const targetPathOf = ({
  bank,
  wish,
}: {
  bank: string;
  wish: Extract<Wish, { kind: 'transfer' }>;
}): string => entryDoc({ bank, account: wish.to, id: `from-${wish.account}-${wish.id}` }).path;
