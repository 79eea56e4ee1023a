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
  const { currency } = input.enrollment;
  const known = new Set(input.known);
  let { enrollment } = input;
  const entries: LedgerEntry[] = [];
  const overpayments: Overpayment[] = [];
  for (const fact of input.facts) {
    const reason = reasonAgainst({ fact, currency, known, held: input.held });
    if (reason !== undefined) return refuse(reason);
    const added = entriesFor({ fact, known });
    if (added.length === 0) continue;
    const creditBefore = enrollment.creditBalance;
    enrollment = withEffect({ enrollment, effect: sumOf(added), now: input.now });
    if (!isSound(enrollment)) return refuse('BALANCE_UNSOUND');
    for (const entry of added) {
      known.add(entry.entryId);
      entries.push({ ...entry, currency, recordedAt: input.now });
    }
    const surplus = enrollment.creditBalance - creditBefore;
    if (fact.kind === 'payment' && surplus > 0 && enrollment.terms.overpayment === 'refund') {
      overpayments.push({ paymentIntentId: fact.paymentIntentId, amount: surplus });
    }
  }
  return { kind: 'plan', enrollment: withoutPaid({ enrollment, entries }), entries, overpayments };
}

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
