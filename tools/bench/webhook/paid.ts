import { Enrollment } from '../../../functions/src/enrollments/schema.ts';
import { enrollmentDoc, ledgerEntryDoc } from '../../../functions/src/enrollments/store.ts';
import { firestore } from '../../../functions/src/platform/firestore.ts';
import { Id } from '../../../functions/src/platform/ids.ts';
import { plainOf } from '../../../functions/src/platform/plain.ts';
import type { Sample } from '../protocol.ts';
import { paymentAmount, paymentIntentIdOf } from '../subjects/payment.ts';
import type { WebhookRound } from './deliveries.ts';

/** What the documents of a round say. */
export type Paid = {
  /** By student, in minor units. */
  paidBy: ReadonlyMap<string, number>;
  /** Change with every write to an enrollment. */
  versions: readonly string[];
  /** Numbers of the payments that stand in a ledger. */
  booked: ReadonlySet<number>;
};

/** Reads every enrollment of the round once, and the ledger entry of every payment. */
export async function readPaid({ run, courseId, userIds }: WebhookRound): Promise<Paid> {
  const pathOf = (userId: string) =>
    enrollmentDoc({ userId: Id.parse(userId), courseId: Id.parse(courseId) }).path;
  const enrollments = await readAll([...new Set(userIds)].map(pathOf));
  const entries = await readAll(
    userIds.map((userId, index) => {
      const entryId = paymentIntentIdOf({ run, index });
      return ledgerEntryDoc({ accountPath: pathOf(userId), entryId }).path;
    }),
  );
  const paid = enrollments.map(each => Enrollment.parse(plainOf(each.data())));
  return {
    paidBy: new Map(paid.map(({ userId, amountPaid }) => [userId, amountPaid])),
    versions: enrollments.map(each => String(each.updateTime?.valueOf())),
    booked: new Set(entries.flatMap((entry, index) => (entry.exists ? [index] : []))),
  };
}

const readAll = (paths: readonly string[]) => firestore().getAll(...paths.map(path => firestore().doc(path)));

/**
 * Compares what Stripe was told with what is stored. A payment is lost if it was acknowledged and is in no ledger, or
 * in the ledger and not in the balance; doubled if the balance holds more than the ledger.
 */
export function countPayments(input: {
  round: WebhookRound;
  samples: readonly Sample[];
  before: Pick<Paid, 'paidBy' | 'booked'>;
  after: Pick<Paid, 'paidBy' | 'booked'>;
}): { lost: number; doubled: number } {
  const { round, samples, before, after } = input;
  const unbooked = samples.filter(
    ({ kind, index }) => kind === 'answered' && !after.booked.has(index),
  ).length;
  const added = [...after.booked].filter(index => !before.booked.has(index));
  const addedTo = Map.groupBy(added, index => round.userIds[index] ?? '');
  let [missing, surplus] = [0, 0];
  for (const userId of new Set(round.userIds)) {
    const paid = (after.paidBy.get(userId) ?? 0) - (before.paidBy.get(userId) ?? 0);
    const difference = paid / paymentAmount - (addedTo.get(userId)?.length ?? 0);
    if (difference < 0) missing -= difference;
    else surplus += difference;
  }
  return { lost: unbooked + missing, doubled: surplus };
}
