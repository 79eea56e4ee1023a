import type { CountedEnrollment } from '../statistics/contribution.ts';
import { recountTotals } from '../statistics/recount.ts';
import type { Revenue, Totals } from '../statistics/schema.ts';
import { emptyTotals } from '../statistics/tally.ts';

/** A course's totals page by page: the sum of what each page alone comes to. */
export class TotalsCount {
  #totals: Totals = emptyTotals;

  add(enrollments: readonly CountedEnrollment[]): void {
    const page = recountTotals(enrollments);
    const { enrolled, waitlisted, cancelled, completed, certified } = this.#totals;
    this.#totals = {
      enrolled: enrolled + page.enrolled,
      waitlisted: waitlisted + page.waitlisted,
      cancelled: cancelled + page.cancelled,
      completed: completed + page.completed,
      certified: certified + page.certified,
      revenue: added(this.#totals.revenue, page.revenue),
    };
  }

  get totals(): Totals {
    return this.#totals;
  }
}

function added(one: Revenue, other: Revenue): Revenue {
  const sums: Record<string, number> = { ...one };
  for (const [currency, amount] of Object.entries(other)) sums[currency] = (sums[currency] ?? 0) + amount;
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
}
