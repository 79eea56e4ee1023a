import type { ReactNode } from 'react';
import type { Enrollment, LedgerEntry } from '../../../../client/src/index.ts';
import { Button } from '../../shared/ui/button.tsx';
import { refundablePayments } from '../refundable.ts';
import type { StudentTask } from './student-task.ts';

/** What staff can do to the course as a whole; what belongs to one thing stands beside it in the history. */
export function StudentActions(props: {
  enrollment: Enrollment;
  ledger: readonly LedgerEntry[];
  onTask: (task: StudentTask) => void;
}): ReactNode {
  const { enrollment, ledger, onTask } = props;
  const hasRefundable = refundablePayments({ balance: enrollment, ledger }).length > 0;
  const asksQuestions = enrollment.identity.nextChallengeAtSeconds !== null;
  return (
    <section className="row" aria-label="Actions">
      {hasRefundable && (
        <Button onPress={() => onTask({ kind: 'refund', paymentIntentId: null })}>Return money</Button>
      )}
      {enrollment.identity.lock !== null && (
        <Button look="primary" onPress={() => onTask({ kind: 'unlock' })}>
          Unlock
        </Button>
      )}
      <Button onPress={() => onTask({ kind: 'allowance' })}>Grant attempts or time</Button>
      {asksQuestions && (
        <Button onPress={() => onTask({ kind: 'resetAnswers' })}>Reset personal answers</Button>
      )}
      <Button onPress={() => onTask({ kind: 'exportRecord' })}>Export record</Button>
    </section>
  );
}
