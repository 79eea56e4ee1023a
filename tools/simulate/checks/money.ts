import {
  balanceEqualsLedger,
  isSound,
  paymentStatusFrom,
} from '../../../functions/src/enrollments/balance.ts';
import { accessStatusFrom } from '../../../functions/src/enrollments/enrollment.ts';
import { Enrollment, LedgerEntry } from '../../../functions/src/enrollments/schema.ts';
import { StripeEventRecord, Suspense } from '../../../functions/src/payments/schema.ts';
import { above, type Checker, type Looking } from './checker.ts';

function lookAtBalance({ documents, verdicts }: Looking, path: string): void {
  const data = documents.data(path);
  // A mark of money in suspense may stand there before anybody is enrolled.
  if (data === undefined) return;
  const enrollment = Enrollment.parse(data);
  const entries = documents.dataIn(`${path}/ledger`).map(entry => LedgerEntry.parse(entry));
  const isSum = balanceEqualsLedger(enrollment, entries);
  verdicts.hold('a balance is the sum of its ledger', isSum, () => path);
  verdicts.hold('nothing is negative, and no more goes back than came', isSound(enrollment), () => path);
  const { paymentStatus, accessStatus, amountDue, openPayment } = enrollment;
  const isOpenForGood = amountDue === 0 && openPayment !== null;
  verdicts.hold('no payment of the rest is open where nothing is due', !isOpenForGood, () => path);
  verdicts.same('a balance is the sum of its ledger', paymentStatus, paymentStatusFrom(enrollment), path);
  verdicts.same('a balance is the sum of its ledger', accessStatus, accessStatusFrom(enrollment), path);
}

export const moneyCheckers: readonly Checker[] = [
  { pattern: 'users/*/courses/*', look: (looking, { path }) => lookAtBalance(looking, path) },
  {
    pattern: 'users/*/courses/*/ledger/*',
    look: (looking, { path }) => lookAtBalance(looking, above(path, 1)),
  },
  {
    pattern: 'suspense/*',
    look: ({ documents, verdicts }, { path, after }) => {
      const suspense = Suspense.parse(after);
      const entries = documents.dataIn(`${path}/ledger`);
      verdicts.same('a balance is the sum of its ledger', entries.length, suspense.entryCount, path);
      const isSoundly = suspense.amountRefunded <= suspense.amountPaid;
      verdicts.hold('nothing is negative, and no more goes back than came', isSoundly, () => path);
    },
  },
  {
    pattern: 'stripeEvents/*',
    look: ({ verdicts }, { path, before, after }) => {
      if (before === undefined || StripeEventRecord.parse(before).state !== 'applied') return;
      const { state } = StripeEventRecord.parse(after);
      verdicts.same('an event that is applied stays applied', state, 'applied', path);
    },
  },
];
