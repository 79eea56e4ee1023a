import { balanceEqualsLedger } from '../../functions/src/enrollments/balance.ts';
import { Enrollment, LedgerEntry } from '../../functions/src/enrollments/schema.ts';
import { enrollmentDoc } from '../../functions/src/enrollments/store.ts';
import { firestore } from '../../functions/src/platform/firestore.ts';
import { Id } from '../../functions/src/platform/ids.ts';
import { plainOf } from '../../functions/src/platform/plain.ts';
import type { Sample } from './protocol.ts';
import { paymentAmount, paymentIntentIdOf } from './subjects/payment.ts';

/** What an enrollment's documents say, whatever anybody was told. */
export type Account = {
  enrollment: Enrollment;
  /** Names of the ledger's payments. */
  paymentIds: ReadonlySet<string>;
  isBalanced: boolean;
  /** Changes with every write to the enrollment. */
  version: string;
};

export async function readAccount({
  userId,
  courseId,
}: {
  userId: string;
  courseId: string;
}): Promise<Account> {
  const { path } = enrollmentDoc({ userId: Id.parse(userId), courseId: Id.parse(courseId) });
  const [snapshot, ledger] = await Promise.all([
    firestore().doc(path).get(),
    firestore().collection(`${path}/ledger`).get(),
  ]);
  const enrollment = Enrollment.parse(plainOf(snapshot.data()));
  const entries = ledger.docs.map(document => LedgerEntry.parse(plainOf(document.data())));
  const payments = entries.filter(entry => entry.kind === 'payment');
  return {
    enrollment,
    paymentIds: new Set(payments.map(entry => entry.entryId)),
    isBalanced: balanceEqualsLedger(enrollment, entries),
    version: String(snapshot.updateTime?.valueOf()),
  };
}

/** Payments that were acknowledged and are not there, and payments that count more often than they were made. */
export type Miscount = { lost: number; doubled: number };

/**
 * Compares what callers were told with what the ledger and the balance hold. A payment is lost if it was
 * acknowledged but is not in the ledger, or is there but not in the balance; doubled if the balance counts it
 * once more than the ledger does.
 */
export function recount(input: {
  samples: readonly Sample[];
  run: string;
  account: Pick<Account, 'paymentIds'> & { enrollment: Pick<Enrollment, 'amountPaid'> };
}): Miscount {
  const { samples, run, account } = input;
  const missing = samples.filter(
    ({ kind, index }) => kind === 'answered' && !account.paymentIds.has(paymentIntentIdOf({ run, index })),
  );
  const counted = account.enrollment.amountPaid / paymentAmount;
  const surplus = counted - account.paymentIds.size;
  return { lost: missing.length + Math.max(0, -surplus), doubled: Math.max(0, surplus) };
}
