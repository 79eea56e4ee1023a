import { addEffects, isSound, noEffect } from '../enrollments/balance.ts';
import { withEffect } from '../enrollments/enrollment.ts';
import type { Enrollment, LedgerEntry } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import type { Reason } from '../platform/reasons.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { entriesFor, type NewEntry } from './ledger-facts.ts';
import type { MoneyFact } from './money-fact.ts';

export interface Overpayment {
  readonly paymentIntentId: Id;
  readonly amount: number;
}

export interface MoneyPlan {
  readonly kind: 'plan';
  readonly enrollment: Enrollment;
  /** Empty when all of it was booked before. */
  readonly entries: readonly LedgerEntry[];
  /** What goes back by itself, because the terms say so. */
  readonly overpayments: readonly Overpayment[];
}

/**
 * The enrollment and its new ledger entries after these facts. The same facts in any order, any number of
 * times, over any number of calls, end in the same balance.
 *
 * @param input.known names of the entries that the ledger holds already, of those `entryIdsToLoad` names
 * @param input.held payments that are only marked in the ledger: their money waits in suspense
 * @returns CURRENCY_MISMATCH if the money is in another currency; PAYMENT_NOT_FOUND if something is returned
 *   or disputed of a payment that the ledger does not know yet; HELD_IN_SUSPENSE if that payment's money is not
 *   here; BALANCE_UNSOUND if more would be returned than was ever paid
 */
export function updateEnrollmentAfterPayment(input: {
  readonly enrollment: Enrollment;
  readonly known: ReadonlySet<string>;
  readonly held: ReadonlySet<string>;
  readonly facts: readonly MoneyFact[];
  readonly now: Date;
}): MoneyPlan | Refusal {
  const { enrollment: before, held, now } = input;
  const { currency } = before;
  const known = new Set(input.known);
  let after = before;
  const entries: LedgerEntry[] = [];
  for (const fact of paymentsFirst(input.facts)) {
    const reason = reasonAgainst({ fact, currency, known, held });
    if (reason !== undefined) return refuse(reason);
    const added = entriesFor({ fact, known });
    if (added.length > 0) after = withEffect({ enrollment: after, effect: sumOf(added), now });
    for (const entry of added) {
      known.add(entry.entryId);
      entries.push({ ...entry, currency, recordedAt: now });
    }
  }
  // After all of them: a refund may only fit because another one, told in the same breath, has failed.
  if (entries.length > 0 && !isSound(after)) return refuse('BALANCE_UNSOUND');
  const enrollment = withoutPaid({ enrollment: after, entries });
  return { kind: 'plan', enrollment, entries, overpayments: overpaymentsOf({ before, after, entries }) };
}

const paymentsFirst = (facts: readonly MoneyFact[]): readonly MoneyFact[] => [
  ...facts.filter(fact => fact.kind === 'payment'),
  ...facts.filter(fact => fact.kind !== 'payment'),
];

function reasonAgainst(input: {
  fact: MoneyFact;
  currency: string;
  known: ReadonlySet<string>;
  held: ReadonlySet<string>;
}): Reason | undefined {
  const { fact, known, held } = input;
  if (fact.currency !== input.currency) return 'CURRENCY_MISMATCH';
  if (fact.kind === 'payment') return undefined;
  if (!known.has(fact.paymentIntentId)) return 'PAYMENT_NOT_FOUND';
  return held.has(fact.paymentIntentId) ? 'HELD_IN_SUSPENSE' : undefined;
}

const sumOf = (entries: readonly NewEntry[]) =>
  entries.reduce((sum, entry) => addEffects(sum, entry.effect), noEffect);

/** The credit that these payments brought, the last first; none gives back more than it brought. */
function overpaymentsOf({
  before,
  after,
  entries,
}: {
  before: Enrollment;
  after: Enrollment;
  entries: readonly LedgerEntry[];
}): readonly Overpayment[] {
  if (after.terms.overpayment !== 'refund') return [];
  const overpayments: Overpayment[] = [];
  let surplus = after.creditBalance - before.creditBalance;
  for (const { kind, entryId, amount } of entries.toReversed()) {
    if (kind !== 'payment' || surplus <= 0) continue;
    const part = Math.min(amount, surplus);
    overpayments.push({ paymentIntentId: entryId, amount: part });
    surplus -= part;
  }
  return overpayments;
}

/** A payment that was handed out to every tab is no longer open once it is booked. */
function withoutPaid({
  enrollment,
  entries,
}: {
  enrollment: Enrollment;
  entries: readonly LedgerEntry[];
}): Enrollment {
  const open = enrollment.openPayment?.paymentIntentId;
  const isPaid = entries.some(entry => entry.kind === 'payment' && entry.entryId === open);
  return isPaid ? { ...enrollment, openPayment: null } : enrollment;
}
