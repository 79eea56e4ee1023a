import { balanceEqualsLedger } from '../../functions/src/enrollments/balance.ts';
import type { Enrollment, LedgerEntry } from '../../functions/src/enrollments/schema.ts';

/** One enrollment with its ledger, and what Stripe's side says of the same money. Minor units. */
export type Account = {
  readonly path: string;
  readonly enrollment: Enrollment;
  readonly entries: readonly LedgerEntry[];
  readonly atStripe: StripeSums;
};

export type StripeSums = { readonly paid: number; readonly refunded: number; readonly disputed: number };

/** Everything that does not agree, in words; empty when all does. */
export function disagreementsOf({ path, enrollment, entries, atStripe }: Account): readonly string[] {
  const found: string[] = [];
  if (!balanceEqualsLedger(enrollment, entries))
    found.push(`${path}: the balance is not the sum of its ledger`);
  const pairs = [
    ['paid', enrollment.amountPaid, atStripe.paid],
    ['refunded', enrollment.amountRefunded, atStripe.refunded],
    ['disputed', enrollment.amountDisputed, atStripe.disputed],
  ] as const;
  for (const [what, here, there] of pairs) {
    if (here !== there) found.push(`${path}: ${what} ${here} here, ${there} at Stripe`);
  }
  return found;
}

const seated = new Set(['PENDING_PAYMENT', 'ACTIVE', 'COMPLETED', 'CERTIFIED', 'EXPIRED']);

/** Whether a course's counter is the number of its seated enrollments, and within its capacity. */
export function seatDisagreement(input: {
  readonly courseId: string;
  readonly taken: number;
  readonly capacity: number;
  readonly enrollments: readonly Enrollment[];
}): string | undefined {
  const { courseId, taken, capacity } = input;
  const counted = input.enrollments.filter(
    each => each.courseId === courseId && seated.has(each.enrollmentStatus),
  ).length;
  if (counted === taken && taken <= capacity) return undefined;
  return `${courseId}: ${taken} of ${capacity} seats by the counter, ${counted} by the enrollments`;
}
