import { useState } from 'react';
import type { Enrollment, LedgerEntry } from '../../../../../client/src/index.ts';
import { formatMoney } from '../../../shared/format.ts';
import { amountText, parseAmount } from '../../amount.ts';
import { chosenPayment, type RefundablePayment, refundablePayments } from '../../refundable.ts';

/** Which payment, and how much of it. */
export function useRefundForm(input: {
  enrollment: Enrollment;
  ledger: readonly LedgerEntry[];
  /** Chosen at first; without it the newest of which something can go back. */
  paymentIntentId: string | null;
}) {
  const { enrollment, ledger, paymentIntentId } = input;
  // As it was when the dialog opened: the choices must not change under the hand when the ledger grows.
  const [payments] = useState(() => refundablePayments({ balance: enrollment, ledger }));
  const [payment, setPayment] = useState(() => chosenPayment({ payments, paymentIntentId }));
  const [text, setText] = useState(payment === undefined ? '' : amountText(payment.atMost));
  const choose = (id: string): void => {
    const next = chosenPayment({ payments, paymentIntentId: id });
    setPayment(next);
    if (next !== undefined) setText(amountText(next.atMost));
  };
  const amount = parseAmount(text);
  const problems = {
    payment: payment === undefined ? paymentProblem(payments) : undefined,
    amount: payment === undefined ? undefined : amountProblem({ amount, payment }),
  };
  const isComplete = problems.payment === undefined && problems.amount === undefined;
  return { payments, payment, choose, text, setText, amount, problems, isComplete };
}

const paymentProblem = (payments: readonly RefundablePayment[]): string =>
  payments.length === 0
    ? 'Nothing can go back now: it went back before, or is disputed.'
    : 'Please choose a payment.';

function amountProblem(input: {
  amount: number | undefined;
  payment: RefundablePayment;
}): string | undefined {
  const { amount, payment } = input;
  if (amount === undefined) return 'Please enter an amount such as 49.50.';
  if (amount <= payment.atMost) return undefined;
  return `At most ${atMostWords(payment)} can go back of this payment.`;
}

export const atMostWords = ({ atMost, currency }: RefundablePayment): string =>
  formatMoney({ amount: atMost, currency });
