import { z } from 'zod';
import {
  apply,
  type Change,
  type Command,
  create,
  type Decision,
  toCreate,
  toExpectNew,
  toGuard,
  toWrite,
  update,
  type View,
} from '../../../src/commit/index.ts';
import { refuse } from '../../../src/platform/refusal.ts';
import { type AccountKey, accountDoc, entryDoc, limitChangeDoc, limitDoc, receiptOf } from './bank.ts';

export const Balance = z.object({ balance: z.int() });
export type Balance = z.infer<typeof Balance>;

interface EntryRequest extends AccountKey {
  readonly id: string;
  readonly amount: number;
}

interface Booking extends EntryRequest {
  readonly limitSequence?: number;
}

/** What a caller may do to any command. */
export interface Patience {
  readonly deadlineMs?: number;
}

/** The changes of one more entry; undefined when it would make the account negative. */
function book(
  { id, amount, limitSequence, ...key }: Booking,
  view: View,
): { readonly balance: number; readonly changes: readonly Change[] } | undefined {
  const doc = accountDoc(key);
  const account = view.get(doc);
  const balance = (account?.balance ?? 0) + amount;
  const sequence = (account?.sequence ?? 0) + 1;
  if (balance < 0) return undefined;
  const seen = limitSequence === undefined ? {} : { limitSequence };
  return {
    balance,
    changes: [
      account === undefined ? create(doc, { balance, sequence }) : update(doc, { balance, sequence }),
      create(entryDoc({ ...key, id }), { amount, balance, sequence, ...seen }),
    ],
  };
}

const decideEntry = (request: Booking, view: View): Decision<Balance> => {
  const booked = book(request, view);
  return booked === undefined ? refuse('NOTHING_DUE') : apply({ balance: booked.balance }, booked.changes);
};

/** Adds to an account (or takes, with a negative amount): refused with NOTHING_DUE below zero. */
export function deposit({ deadlineMs, ...request }: EntryRequest & Patience): Command<Balance> {
  const account = accountDoc(request);
  const entry = entryDoc(request);
  return {
    operation: 'deposit',
    aggregate: account.path,
    receipt: receiptOf({ doc: entry, operation: 'deposit', request }),
    outcomeSchema: Balance,
    loads: [toWrite(account), toExpectNew(entry)],
    decide: view => decideEntry(request, view),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  };
}

/** As a deposit of the negative amount. */
export const withdraw = (request: EntryRequest & Patience): Command<Balance> =>
  deposit({ ...request, amount: -request.amount });

/** Moves money between two accounts, each the aggregate of a lane of its own. */
export function transfer({
  deadlineMs,
  ...request
}: EntryRequest & { readonly to: string } & Patience): Command<Balance> {
  const { bank, account, to, id, amount } = request;
  const from = { bank, account, id, amount: -amount };
  const target = { bank, account: to, id: `from-${account}-${id}`, amount };
  return {
    operation: 'transfer',
    aggregate: accountDoc(from).path,
    receipt: receiptOf({ doc: entryDoc(from), operation: 'transfer', request }),
    outcomeSchema: Balance,
    loads: [
      ...[accountDoc(from), entryDoc(from), accountDoc(target)].map(toWrite),
      toCreate(entryDoc(target)),
    ],
    decide: view => {
      const taken = book(from, view);
      const given = book(target, view);
      if (taken === undefined || given === undefined) return refuse('NOTHING_DUE');
      return apply({ balance: taken.balance }, [...taken.changes, ...given.changes]);
    },
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  };
}

/** Withdraws no more than the bank's limit, which others change meanwhile: the lane has to hold it. */
export function spend({ deadlineMs, ...request }: EntryRequest & Patience): Command<Balance> {
  const account = accountDoc(request);
  const entry = entryDoc(request);
  const limit = limitDoc(request.bank);
  return {
    operation: 'spend',
    aggregate: account.path,
    receipt: receiptOf({ doc: entry, operation: 'spend', request }),
    outcomeSchema: Balance,
    loads: [toWrite(account), toExpectNew(entry), toGuard(limit)],
    decide: view => {
      const { max, sequence } = view.get(limit) ?? { max: 0, sequence: 0 };
      if (request.amount > max) return refuse('AMOUNT_EXCEEDS_DUE');
      return decideEntry({ ...request, amount: -request.amount, limitSequence: sequence }, view);
    },
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  };
}

/** Sets the bank's limit. */
export function setLimit({
  deadlineMs,
  ...request
}: { readonly bank: string; readonly id: string; readonly max: number } & Patience): Command<{
  readonly sequence: number;
}> {
  const limit = limitDoc(request.bank);
  const change = limitChangeDoc(request);
  const { max } = request;
  return {
    operation: 'setLimit',
    aggregate: limit.path,
    receipt: receiptOf({ doc: change, operation: 'setLimit', request }),
    outcomeSchema: z.object({ sequence: z.int() }),
    loads: [toWrite(limit)],
    decide: view => {
      const known = view.get(limit);
      const sequence = (known?.sequence ?? 0) + 1;
      return apply({ sequence }, [
        known === undefined ? create(limit, { max, sequence }) : update(limit, { max, sequence }),
        create(change, { max, sequence }),
      ]);
    },
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  };
}
