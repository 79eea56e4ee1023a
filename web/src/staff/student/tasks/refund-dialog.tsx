import { type ReactNode, useState } from 'react';
import type { LedgerEntry } from '../../../../../client/src/index.ts';
import { formatDay, formatMoney } from '../../../shared/format.ts';
import { usePage } from '../../../shared/session.tsx';
import { TextField } from '../../../shared/ui/field.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { ReasonField, reasonProblem } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';
import { useRefundForm } from './use-refund-form.ts';

/** Returns a part of a payment, or all of it. */
export function RefundDialog(
  props: StudentDialogProps & { ledger: readonly LedgerEntry[]; paymentIntentId: string | null },
): ReactNode {
  const { enrollment, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const { userId, courseId, currency } = enrollment;
  const form = useRefundForm(props);
  const [reason, setReason] = useState('');
  const lacksReason = reasonProblem({ reason });
  const amount = form.amount ?? 0;
  const paymentId = form.payment?.paymentIntentId ?? '';
  const label = formatMoney({ amount, currency });
  return (
    <TaskDialog
      title={`Return money to ${name}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={form.problem === undefined && lacksReason === undefined}
      form={showsProblems => (
        <>
          <RefundFields form={form} timeZone={enrollment.timeZone} showsProblems={showsProblems} />
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
      work={() => seatbelt.refundPayment({ userId, courseId, paymentId, amount, reason: reason.trim() })}
      result={({ refundId, status }) => (
        <span>
          {label} is on its way back: <code>{refundId}</code>, {status}.
        </span>
      )}
    />
  );
}

function RefundFields(props: {
  form: ReturnType<typeof useRefundForm>;
  timeZone: string;
  showsProblems: boolean;
}): ReactNode {
  const { form, timeZone, showsProblems } = props;
  const { payments, payment, choose, text, setText, problem } = form;
  const atMost = payment === undefined ? 0 : payment.atMost;
  return (
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
        hint={`At most ${formatMoney({ amount: atMost, currency: payment?.currency ?? 'usd' })}`}
        value={text}
        onText={setText}
        problem={showsProblems ? problem : undefined}
      />
    </>
  );
}
