import { z } from 'zod';
import { type Doc, fingerprintOf } from '../../../src/commit/index.ts';

/**
 * A bank to try the lane on: accounts that must never be negative, an entry for every change of one, and a
 * limit that others may lower while somebody spends. The entry is the receipt.
 */
export const Account = z.object({ balance: z.int().min(0), sequence: z.int().min(1) });
export type Account = z.infer<typeof Account>;

/** `sequence` counts an account's entries, so that the order in which they were decided can be replayed. */
export const Entry = z.object({
  amount: z.int(),
  balance: z.int().min(0),
  sequence: z.int().min(1),
  /** Which limit the decision saw, where it depended on one. */
  limitSequence: z.int().optional(),
});
export type Entry = z.infer<typeof Entry>;

export const Limit = z.object({ max: z.int(), sequence: z.int().min(1) });
export type Limit = z.infer<typeof Limit>;

export const LimitChange = z.object({ max: z.int(), sequence: z.int().min(1) });

/** Which account of which bank; a bank per test keeps tests out of each other's way. */
export interface AccountKey {
  readonly bank: string;
  readonly account: string;
}

export const accountDoc = ({ bank, account }: AccountKey): Doc<Account> => ({
  path: `banks/${bank}/accounts/${account}`,
  schema: Account,
});

export const entryDoc = ({ id, ...key }: AccountKey & { readonly id: string }): Doc<Entry> => ({
  path: `${accountDoc(key).path}/entries/${id}`,
  schema: Entry,
});

export const limitDoc = (bank: string): Doc<Limit> => ({ path: `banks/${bank}/limits/one`, schema: Limit });

export const limitChangeDoc = ({ bank, id }: { bank: string; id: string }): Doc<object> => ({
  path: `${limitDoc(bank).path}/changes/${id}`,
  schema: LimitChange,
});

/** The receipt of a request under this id. */
export const receiptOf = ({
  doc,
  operation,
  request,
}: {
  doc: Doc<object>;
  operation: string;
  request: object;
}) => ({
  doc,
  fingerprint: fingerprintOf(operation, request),
});
