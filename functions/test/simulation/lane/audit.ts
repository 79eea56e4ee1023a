import type { Snapshot } from '../../../src/commit/snapshot.ts';
import {
  Account,
  accountDoc,
  Entry,
  entryDoc,
  Limit,
  LimitChange,
  limitDoc,
} from '../../unit/commit/bank.ts';
import { committedAt, type LaneWorld } from './lane-world.ts';
import { accounts, pathsOf, targetPathOf, type Wish } from './wishes.ts';

/** What a receipt says; undefined if the document, or its receipt, is not there. */
export interface StoredReceipt {
  readonly fingerprint: unknown;
  readonly outcome: unknown;
}

export interface Audit {
  readonly receipts: ReadonlyMap<string, StoredReceipt>;
  /** All balances an account ever had, from the first entry on. */
  readonly balances: ReadonlyMap<string, readonly number[]>;
  /** All limits there ever were, in order. */
  readonly limits: readonly number[];
}

/**
 * Recomputes the whole bank from its entries with a plain model, in the order in which they were decided, and
 * throws at the first thing that does not agree.
 */
export async function auditBank(input: {
  world: LaneWorld;
  bank: string;
  wishes: readonly Wish[];
}): Promise<Audit> {
  const { world, bank, wishes } = input;
  const { entries, changes } = pathsOf({ bank, wishes });
  const limitPath = limitDoc(bank).path;
  const holders = accounts.map(account => accountDoc({ bank, account }).path);
  // All in one read, so all as of one moment.
  const paths = [limitPath, ...changes, ...holders, ...[...entries.values()].flatMap(each => [...each])];
  const read = await world.read(...paths);
  const stored = new Map(read.filter(({ data }) => data !== undefined).map(each => [each.path, each]));
  const existing = (some: Iterable<string>) => [...some].flatMap(path => stored.get(path) ?? []);

  const balances = new Map<string, readonly number[]>();
  for (const account of accounts) {
    const holder = Account.parse(stored.get(accountDoc({ bank, account }).path)?.data);
    const found = existing(entries.get(account) ?? []);
    balances.set(account, replayAccount({ entries: found, account: holder }));
  }
  const limit = Limit.parse(stored.get(limitPath)?.data);
  const history = replayLimits({ changes: existing(changes), limit });
  for (const paths of entries.values())
    for (const snapshot of existing(paths)) checkLimit({ snapshot, history });
  checkTransfers({ bank, wishes, stored });
  const receipts = new Map([...stored.values()].flatMap(receiptOf));
  return { receipts, balances, limits: history.map(({ max }) => max) };
}

/** Sequences without gap or double, each balance the sum so far, nothing negative, the last one what is stored. */
function replayAccount({ entries, account }: { entries: readonly Snapshot[]; account: Account }) {
  const inOrder = entries
    .map(({ data }) => Entry.parse(data))
    .toSorted((one, other) => one.sequence - other.sequence);
  let balance = 0;
  const balances = inOrder.map((entry, index) => {
    balance += entry.amount;
    expect(entry).toMatchObject({ sequence: index + 1, balance });
    return balance;
  });
  expect(account).toEqual({ balance, sequence: inOrder.length });
  expect(Math.min(...balances)).toBeGreaterThanOrEqual(0);
  return balances;
}

interface LimitInForce {
  readonly max: number;
  readonly since: bigint;
}

function replayLimits({ changes, limit }: { changes: readonly Snapshot[]; limit: Limit }) {
  const inOrder = changes
    .map(snapshot => ({ ...LimitChange.parse(snapshot.data), since: committedAt(snapshot) }))
    .toSorted((one, other) => one.sequence - other.sequence);
  expect(inOrder.map(({ sequence }) => sequence)).toEqual(inOrder.map((_, index) => index + 1));
  expect(limit).toEqual({ max: inOrder.at(-1)?.max, sequence: inOrder.length });
  return inOrder;
}

/** What was spent under a limit was within it, and was committed while that very limit was in force. */
function checkLimit({ snapshot, history }: { snapshot: Snapshot; history: readonly LimitInForce[] }): void {
  const { limitSequence, amount } = Entry.parse(snapshot.data);
  if (limitSequence === undefined) return;
  const [inForce, next] = history.slice(limitSequence - 1);
  if (inForce === undefined) throw new Error(`${snapshot.path} names a limit that never was.`);
  const at = committedAt(snapshot);
  expect(-amount).toBeLessThanOrEqual(inForce.max);
  expect(inForce.since <= at).toBe(true);
  expect(next === undefined || at <= next.since).toBe(true);
}

/** Both sides of a transfer, or neither, and both in one commit. */
function checkTransfers(input: {
  bank: string;
  wishes: readonly Wish[];
  stored: ReadonlyMap<string, Snapshot>;
}): void {
  const { bank, wishes, stored } = input;
  for (const wish of wishes) {
    if (wish.kind !== 'transfer') continue;
    const given = stored.get(targetPathOf({ bank, wish }));
    if (given === undefined) continue;
    const taken = stored.get(entryDoc({ bank, account: wish.account, id: wish.id }).path);
    if (taken === undefined) throw new Error(`${given.path} was given and never taken.`);
    expect(Entry.parse(taken.data).amount).toBe(-Entry.parse(given.data).amount);
    expect(committedAt(taken)).toBe(committedAt(given));
  }
}

function receiptOf({ path, data }: Snapshot): [string, StoredReceipt][] {
  const receipt = data?.['receipt'];
  if (typeof receipt !== 'object' || receipt === null) return [];
  if (!('fingerprint' in receipt && 'outcome' in receipt)) return [];
  return [[path, { fingerprint: receipt.fingerprint, outcome: receipt.outcome }]];
}
