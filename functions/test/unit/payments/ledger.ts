import { addEffects, balancesFrom, noEffect } from '../../../src/enrollments/balance.ts';
import type { Balances, Effect, Enrollment, LedgerEntry } from '../../../src/enrollments/schema.ts';
import { chargeTuition } from '../../../src/enrollments/tuition.ts';
import type { MoneyFact } from '../../../src/payments/money-fact.ts';
import {
  type MoneyPlan,
  type Overpayment,
  updateEnrollmentAfterPayment,
} from '../../../src/payments/update-enrollment-after-payment.ts';
import type { Reason } from '../../../src/platform/reasons.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

export const now = new Date('2026-03-02T10:00:00Z');

/** An enrollment with its ledger, as the commits would leave them. */
export class Account {
  enrollment: Enrollment;
  readonly entries: LedgerEntry[];
  readonly overpayments: Overpayment[] = [];

  constructor(changes: Partial<Enrollment> = {}) {
    const blank = someEnrollment({ ...changes, ...balancesFrom(noEffect) });
    const { enrollment, entry } = chargeTuition({ enrollment: blank, now });
    this.enrollment = enrollment;
    this.entries = [entry];
  }

  /** Books the facts, or tells why not; then nothing has changed. */
  book(facts: readonly MoneyFact[]): Reason | undefined {
    const known = new Set<string>(this.entries.map(entry => entry.entryId));
    const plan = updateEnrollmentAfterPayment({
      enrollment: this.enrollment,
      known,
      held: new Set(),
      facts,
      now,
    });
    if (plan.kind === 'refused') return plan.reason;
    this.#keep(plan);
    return undefined;
  }

  /** Books what can be booked and comes back to the rest, as a redelivery does, until nothing more fits. */
  bookAll(calls: readonly (readonly MoneyFact[])[]): { readonly leftOver: number } {
    let waiting = calls;
    for (;;) {
      const refused = waiting.filter(facts => this.book(facts) !== undefined);
      if (refused.length === 0 || refused.length === waiting.length) return { leftOver: refused.length };
      waiting = refused;
    }
  }

  /** The sums by adding up the ledger, in its plainest form. */
  sums(): Effect {
    return this.entries.reduce((sum, entry) => addEffects(sum, entry.effect), noEffect);
  }

  balances(): Balances {
    const { amountTotal, amountPaid, amountDue, amountRefunded, amountDisputed, creditBalance } =
      this.enrollment;
    return { amountTotal, amountPaid, amountDue, amountRefunded, amountDisputed, creditBalance };
  }

  #keep({ enrollment, entries, overpayments }: MoneyPlan): void {
    this.enrollment = enrollment;
    this.entries.push(...entries);
    this.overpayments.push(...overpayments);
  }
}
