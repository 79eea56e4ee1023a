import { claimForEnrollment } from '../../../src/payments/claim.ts';
import type { MoneyFact, Owner } from '../../../src/payments/money-fact.ts';
import { Suspense, SuspenseEntry } from '../../../src/payments/schema.ts';
import { holdInSuspense } from '../../../src/payments/suspense.ts';
import { Id } from '../../../src/platform/ids.ts';
import type { Reason } from '../../../src/platform/reasons.ts';
import { type Account, now } from './ledger.ts';

const paymentId = Id.parse('pi_1');

/** Money without an enrollment, with its ledger, as the commits would leave them. */
export class SuspenseAccount {
  suspense: Suspense | undefined;
  readonly entries: SuspenseEntry[] = [];
  readonly #namedOwner: Owner | null;

  constructor({ namedOwner }: { namedOwner: Owner | null }) {
    this.#namedOwner = namedOwner;
  }

  hold(facts: readonly MoneyFact[]): Reason | undefined {
    const plan = holdInSuspense({
      paymentId,
      held: this.suspense,
      known: new Set(this.entries.map(entry => entry.entryId)),
      facts,
      reason: this.#namedOwner === null ? 'NO_OWNER' : 'NO_ENROLLMENT',
      namedOwner: this.#namedOwner,
      now,
    });
    if (plan.kind === 'refused') return plan.reason;
    const { currency } = plan.suspense;
    this.suspense = Suspense.parse(plan.suspense);
    this.entries.push(
      ...plan.entries.map(entry => SuspenseEntry.parse({ ...entry, currency, recordedAt: now })),
    );
    return undefined;
  }

  /** Moves all of it to the account, whose ledger may hold the mark of this waiting. */
  claimFor(account: Account, { isMarked }: { isMarked: boolean }): Reason | undefined {
    const { suspense, entries } = this;
    const plan = claimForEnrollment({ suspense, entries, enrollment: account.enrollment, isMarked, now });
    if (plan.kind === 'refused') return plan.reason;
    this.suspense = plan.suspense;
    account.enrollment = plan.enrollment;
    account.entries.push(...plan.entries);
    return undefined;
  }
}
