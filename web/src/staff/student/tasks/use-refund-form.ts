import { useState } from 'react';
import type { Enrollment, LedgerEntry } from '../../../../../client/src/index.ts';
import { formatMoney } from '../../../shared/format.ts';
import { amountText, parseAmount } from '../../amount.ts';
import { type RefundablePayment, refundablePayments } from '../../refundable.ts';

/** Which payment, and how much of it. */
export function useRefundForm(input: {
  enrollment: Enrollment;
  ledger: readonly LedgerEntry[];
  /** Chosen at first; the newest without it. */
  paymentIntentId: string | null;
}) {
  const { enrollment, ledger, paymentIntentId } = input;
  // As it was when the dialog opened: the choices must not change under the hand when the ledger grows.
  const [payments] = useState(() => refundablePayments({ balance: enrollment, ledger }));
  const find = (id: string | null) => payments.find(found => found.paymentIntentId === id) ?? payments[0];
  const [payment, setPayment] = useState(() => find(paymentIntentId));
  const [text, setText] = useState(payment === undefined ? '' : amountText(payment.atMost));
  const choose = (id: string): void => {
    const next = find(id);
    setPayment(next);
    if (next !== undefined) setText(amountText(next.atMost));
  };
  const amount = parseAmount(text);
  const problem = payment === undefined ? 'There is nothing to return.' : amountProblem({ amount, payment });
  return { payments, payment, choose, text, setText, amount, problem };
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
