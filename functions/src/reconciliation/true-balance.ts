import { addEffects, balancesFrom, isSound, noEffect, paymentStatusFrom } from '../enrollments/balance.ts';
import { accessStatusFrom, isOpenedByPayment } from '../enrollments/enrollment.ts';
import { type Effect, Enrollment, type LedgerEntry } from '../enrollments/schema.ts';
import { contradiction, type Truth } from './truth.ts';

/**
 * The six sums and the statuses that follow from them: the ledger is the truth. An enrollment that waits for its
 * payment although the ledger has it is opened, as the payment would have done: in time, that is.
 * @param stored as it is, whatever that is
 */
export function trueBalance({
  stored,
  entries,
  now,
}: {
  stored: object;
  entries: Iterable<Pick<LedgerEntry, 'effect'>>;
  now: Date;
}): Truth {
  let sums: Effect = noEffect;
  for (const { effect } of entries) sums = addEffects(sums, effect);
  const balances = balancesFrom(sums);
  if (!isSound(balances)) return contradiction('the ledger adds up to less than nothing');
  const paymentStatus = paymentStatusFrom(balances);
  const read = Enrollment.safeParse({ ...stored, ...balances, paymentStatus, accessStatus: 'LOCKED' });
  if (!read.success)
    return contradiction(`it cannot be read: ${read.error.issues[0]?.path.join('.') ?? 'all of it'}`);
  const isOpened = isOpenedByPayment(read.data, now);
  const enrollmentStatus = isOpened ? 'ACTIVE' : read.data.enrollmentStatus;
  const accessStatus = accessStatusFrom({ ...read.data, enrollmentStatus });
  return { expected: { ...balances, paymentStatus, accessStatus, enrollmentStatus }, contradictions: [] };
}
