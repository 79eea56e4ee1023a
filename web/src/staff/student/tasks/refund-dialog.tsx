import type { ReactNode } from 'react';
import type { LedgerEntry } from '../../../../../client/src/index.ts';
import { formatDay, formatMoney } from '../../../shared/format.ts';
import { usePage } from '../../../shared/session.tsx';
import { TextField } from '../../../shared/ui/field.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { useReason } from '../../ui/reason-field.tsx';
import { TaskDialog } from '../../ui/task-dialog.tsx';
import type { StudentDialogProps } from '../student-task-dialog.tsx';
import { atMostWords, useRefundForm } from './use-refund-form.ts';

/** Returns a part of a payment, or all of it. */
export function RefundDialog(
  props: StudentDialogProps & { ledger: readonly LedgerEntry[]; paymentIntentId: string | null },
): ReactNode {
  const { enrollment, name, onClose, onDone } = props;
  const { seatbelt } = usePage();
  const { userId, courseId, currency } = enrollment;
  const form = useRefundForm(props);
  const why = useReason();
  const amount = form.amount ?? 0;
  const paymentId = form.payment?.paymentIntentId ?? '';
  const label = formatMoney({ amount, currency });
  return (
    <TaskDialog
      title={`Return money to ${name}`}
      onClose={onClose}
      onDone={onDone}
      isComplete={form.isComplete && why.isGiven}
      form={showsProblems => (
        <>
          <RefundFields form={form} timeZone={enrollment.timeZone} showsProblems={showsProblems} />
          {why.field(showsProblems)}
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
      work={() => seatbelt.refundPayment({ userId, courseId, paymentId, amount, reason: why.reason })}
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
  const { payments, payment, choose, text, setText, problems } = form;
  const shown = showsProblems ? problems : undefined;
  // Without a choice that says so, the browser would show the first payment as chosen.
  const unchosen = { value: '', label: payments.length === 0 ? 'None' : 'Choose a payment' };
  const options = payments.map(found => ({
    value: found.paymentIntentId,
    label: `${formatMoney(found)} of ${formatDay({ at: found.paidAt, timeZone })}, ${found.paymentIntentId}`,
  }));
  return (
    <>
      <SelectField
        label="Payment"
        value={payment?.paymentIntentId ?? ''}
        onText={choose}
        options={payment === undefined ? [unchosen, ...options] : options}
        problem={shown?.payment}
      />
      <TextField
        label="Amount"
        inputMode="decimal"
        autoComplete="off"
        {...(payment === undefined ? {} : { hint: `At most ${atMostWords(payment)}` })}
        value={text}
        onText={setText}
        problem={shown?.amount}
      />
    </>
  );
}
