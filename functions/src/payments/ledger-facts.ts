import { addEffects, noEffect } from '../enrollments/balance.ts';
import type { Effect, LedgerEntry, LedgerEntryKind } from '../enrollments/schema.ts';
import { boundedId } from '../platform/bounded-id.ts';
import type { Id } from '../platform/ids.ts';
import type { DisputeStep, MoneyFact } from './money-fact.ts';

/** An entry without the time at which it is booked. */
export type NewEntry = Omit<LedgerEntry, 'recordedAt' | 'currency'>;

/** How an id and what happened to it make an entry's name, so that the same fact always has the same name. */
const entryIdOf = (objectId: Id, suffix: string): Id => boundedId(`${objectId}_${suffix}`);

/** What a payment is called that was claimed from suspense, where the mark of its waiting holds its own name. */
export const claimedEntryIdOf = (paymentIntentId: string): Id => boundedId(`${paymentIntentId}_claimed`);

const disputeKinds: Readonly<Record<DisputeStep, LedgerEntryKind>> = {
  opened: 'disputeOpened',
  fundsWithdrawn: 'disputeFundsWithdrawn',
  fundsReinstated: 'disputeFundsReinstated',
  won: 'disputeWon',
  lost: 'disputeLost',
};
const disputeSteps: readonly DisputeStep[] = ['opened', 'fundsWithdrawn', 'fundsReinstated', 'won', 'lost'];

/** The entries that decide what a fact adds; to be loaded before it is booked. */
export function entryIdsToLoad(fact: MoneyFact): readonly string[] {
  switch (fact.kind) {
    case 'payment':
      return [fact.paymentIntentId];
    case 'refund':
      return [...paymentNamesOf(fact), fact.refundId, entryIdOf(fact.refundId, 'failed')];
    case 'dispute':
      return [...paymentNamesOf(fact), ...disputeSteps.map(step => entryIdOf(fact.disputeId, step))];
  }
}

/** Where the payment behind a fact may stand in a ledger. */
const paymentNamesOf = ({ paymentIntentId }: MoneyFact): readonly string[] => [
  paymentIntentId,
  claimedEntryIdOf(paymentIntentId),
];

/** The entries this fact adds to a ledger that already holds `known`: none if it was booked before. */
export function entriesFor({
  fact,
  known,
}: {
  fact: MoneyFact;
  known: ReadonlySet<string>;
}): readonly NewEntry[] {
  switch (fact.kind) {
    case 'payment':
      return paymentEntries({ fact, known });
    case 'refund':
      return refundEntries({ fact, known });
    case 'dispute':
      return disputeEntries({ fact, known });
  }
}

type FactOf<Kind extends MoneyFact['kind']> = Extract<MoneyFact, { kind: Kind }>;
interface Booking<Kind extends MoneyFact['kind']> {
  readonly fact: FactOf<Kind>;
  readonly known: ReadonlySet<string>;
}

function paymentEntries({ fact, known }: Booking<'payment'>): readonly NewEntry[] {
  const { paymentIntentId, amount } = fact;
  if (known.has(paymentIntentId)) return [];
  return [
    {
      entryId: paymentIntentId,
      kind: 'payment',
      amount,
      paymentIntentId,
      effect: { ...noEffect, paid: amount },
    },
  ];
}

/** A refund that failed before we heard of it is booked and taken back at once, so no later event revives it. */
function refundEntries({ fact, known }: Booking<'refund'>): readonly NewEntry[] {
  const { refundId, paymentIntentId, amount } = fact;
  const entries: NewEntry[] = [];
  if (!known.has(refundId)) {
    entries.push({
      entryId: refundId,
      kind: 'refund',
      amount,
      paymentIntentId,
      effect: { ...noEffect, refunded: amount },
    });
  }
  const failedId = entryIdOf(refundId, 'failed');
  if (fact.outcome === 'failed' && !known.has(failedId)) {
    const effect = { ...noEffect, refunded: -amount };
    entries.push({ entryId: failedId, kind: 'refundFailed', amount, paymentIntentId, effect });
  }
  return entries;
}

/** Whatever step is told first, the dispute was opened before it; each entry's effect is the difference it makes. */
function disputeEntries({ fact, known }: Booking<'dispute'>): readonly NewEntry[] {
  const { disputeId, paymentIntentId, amount, step } = fact;
  const told = new Set(disputeSteps.filter(each => known.has(entryIdOf(disputeId, each))));
  const entries: NewEntry[] = [];
  for (const missing of new Set<DisputeStep>(['opened', step])) {
    if (told.has(missing)) continue;
    const before = disputeEffect({ told, amount });
    told.add(missing);
    const effect = difference(disputeEffect({ told, amount }), before);
    entries.push({
      entryId: entryIdOf(disputeId, missing),
      kind: disputeKinds[missing],
      amount,
      paymentIntentId,
      effect,
    });
  }
  return entries;
}

/** What a dispute does to the sums once these steps are known, in whatever order they were told. */
function disputeEffect({ told, amount }: { told: ReadonlySet<DisputeStep>; amount: number }): Effect {
  const gaveBack = told.has('won') || told.has('fundsReinstated');
  if (gaveBack) return noEffect;
  if (told.has('lost')) return { ...noEffect, refunded: amount };
  return told.has('opened') ? { ...noEffect, disputed: amount } : noEffect;
}

function difference(after: Effect, before: Effect): Effect {
  const negated = {
    total: -before.total,
    paid: -before.paid,
    refunded: -before.refunded,
    disputed: -before.disputed,
  };
  return addEffects(after, negated);
}
