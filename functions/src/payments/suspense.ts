import { addEffects, noEffect } from '../enrollments/balance.ts';
import type { Effect } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { entriesFor, type NewEntry } from './ledger-facts.ts';
import type { MoneyFact, Owner } from './money-fact.ts';
import type { Suspense, SuspenseReason } from './schema.ts';

export interface SuspensePlan {
  readonly kind: 'plan';
  readonly suspense: Suspense;
  readonly entries: readonly NewEntry[];
}

/** Money in suspense after these facts: kept and visible, with a ledger of its own, never dropped. */
export function holdInSuspense(input: {
  readonly paymentId: Id;
  readonly held: Suspense | undefined;
  readonly known: ReadonlySet<string>;
  readonly facts: readonly MoneyFact[];
  readonly reason: SuspenseReason;
  readonly namedOwner: Owner | null;
  readonly now: Date;
}): SuspensePlan | Refusal {
  // Claimed meanwhile: whoever sorts the event must look again, and finds the enrollment now.
  if (input.held?.state === 'CLAIMED') return refuse('STALE_READ');
  const known = new Set(input.known);
  const entries: NewEntry[] = [];
  for (const fact of input.facts) {
    if (fact.kind !== 'payment' && !known.has(fact.paymentIntentId)) return refuse('PAYMENT_NOT_FOUND');
    for (const entry of entriesFor({ fact, known })) {
      known.add(entry.entryId);
      entries.push(entry);
    }
  }
  const [first] = input.facts;
  if (first === undefined) return refuse('PAYMENT_NOT_FOUND');
  const suspense = input.held ?? opened({ ...input, currency: first.currency });
  const effect = entries.reduce((sum, entry) => addEffects(sum, entry.effect), noEffect);
  return { kind: 'plan', entries, suspense: added({ suspense, effect, count: entries.length }) };
}

function opened(input: {
  namedOwner: Owner | null;
  paymentId: Id;
  currency: string;
  reason: SuspenseReason;
  now: Date;
}): Suspense {
  return {
    paymentId: input.paymentId,
    state: 'OPEN',
    reason: input.reason,
    currency: input.currency,
    amountPaid: 0,
    amountRefunded: 0,
    amountDisputed: 0,
    entryCount: 0,
    namedOwner: input.namedOwner,
    receivedAt: input.now,
    claimedAt: null,
    claimedFor: null,
  };
}

function added({ suspense, effect, count }: { suspense: Suspense; effect: Effect; count: number }): Suspense {
  return {
    ...suspense,
    amountPaid: suspense.amountPaid + effect.paid,
    amountRefunded: suspense.amountRefunded + effect.refunded,
    amountDisputed: suspense.amountDisputed + effect.disputed,
    entryCount: suspense.entryCount + count,
  };
}
