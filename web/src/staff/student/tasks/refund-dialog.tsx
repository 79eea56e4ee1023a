import { type ReactNode, useState } from 'react';
import type { LedgerEntry } from '../../../../../client/src/index.ts';
import { formatDay, formatMoney } from '../../../shared/format.ts';
import { usePage } from '../../../shared/session.tsx';
import { TextField } from '../../../shared/ui/field.tsx';
import { amountText, parseAmount } from '../../amount.ts';
import { type RefundablePayment, refundablePayments } from '../../refundable.ts';
import { SelectField } from '../../ui/fields.tsx';
import { ReasonField, reasonProblem } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';

/** Returns a part of a payment, or all of it. */
export function RefundDialog(
  props: StudentDialogProps & { ledger: readonly LedgerEntry[]; paymentIntentId: string | null },
): ReactNode {
  const { enrollment, ledger, paymentIntentId, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const { userId, courseId, timeZone } = enrollment;
  // As it was when the dialog opened: the choices must not change under the hand when the ledger grows.
  const [payments] = useState(() => refundablePayments({ balance: enrollment, ledger }));
  const [paymentId, setPaymentId] = useState(paymentIntentId ?? payments[0]?.paymentIntentId ?? '');
  const payment = payments.find(found => found.paymentIntentId === paymentId) ?? payments[0];
  const [text, setText] = useState(payment === undefined ? '' : amountText(payment.atMost));
  const [reason, setReason] = useState('');
  const amount = parseAmount(text);
  const problem = payment === undefined ? 'There is nothing to return.' : amountProblem({ amount, payment });
  const lacksReason = reasonProblem({ reason });
  const label = formatMoney({ amount: amount ?? 0, currency: enrollment.currency });
  const choose = (next: string): void => {
    setPaymentId(next);
    setText(amountText(payments.find(found => found.paymentIntentId === next)?.atMost ?? 0));
  };
  return (
    <TaskDialog
      title={`Return money to ${name}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={problem === undefined && lacksReason === undefined}
      form={showsProblems => (
        <>
          <SelectField
            label="Payment"
            value={payment?.paymentIntentId ?? ''}
            onText={choose}
            options={payments.map(found => ({
              value: found.paymentIntentId,
              label: `${formatMoney(found)} of ${formatDay({ at: found.paidAt, timeZone })}, ${found.paymentIntentId}`,
            }))}
          />
          <TextField
            label="Amount"
            inputMode="decimal"
            autoComplete="off"
            {...(payment === undefined
              ? {}
              : { hint: `At most ${formatMoney({ amount: payment.atMost, currency: payment.currency })}` })}
            value={text}
            onText={setText}
            problem={showsProblems ? problem : undefined}
          />
          <ReasonField
            reason={reason}
            onReason={setReason}
            problem={showsProblems ? lacksReason : undefined}
          />
        </>
      )}
      summary={
        <p>
          <strong>{label}</strong> goes back to the card that paid <code>{paymentId}</code>. If less than the
          course’s minimum is left, the course closes.
        </p>
      }
      confirmLabel={`Return ${label}`}
      look="danger"
      work={() =>
        seatbelt.refundPayment({ userId, courseId, paymentId, amount: amount ?? 0, reason: reason.trim() })
      }
      result={({ refundId, status }) => (
        <span>
          {label} is on its way back: <code>{refundId}</code>, {status}.
        </span>
      )}
    />
  );
}

function amountProblem(input: {
  amount: number | undefined;
  payment: RefundablePayment;
}): string | undefined {
  const { amount, payment } = input;
  if (amount === undefined) return 'Please enter an amount such as 49.50.';
  if (amount <= payment.atMost) return undefined;
  return `At most ${formatMoney({ amount: payment.atMost, currency: payment.currency })} can go back of this payment.`;
}
