import type { Payment, PaymentState } from './schema.ts';

/** Within one second Stripe's times cannot tell what came first; the further step then did. */
const rank: Readonly<Record<PaymentState, number>> = {
  REQUESTED: 0,
  PROCESSING: 1,
  FAILED: 2,
  CANCELED: 3,
  SUCCEEDED: 4,
};

/**
 * The payment after an event told its state, or undefined if the event came too late to matter: a `processing`
 * that arrives after `succeeded` must not make a paid one look open.
 */
export function afterStateTold(input: {
  readonly payment: Payment;
  readonly state: PaymentState;
  readonly toldAt: Date;
}): Payment | undefined {
  const { payment, state, toldAt } = input;
  if (payment.state === 'SUCCEEDED') return undefined;
  if (state !== 'SUCCEEDED' && !isLater(input)) return undefined;
  return { ...payment, state, stateAt: toldAt };
}

function isLater({
  payment,
  state,
  toldAt,
}: {
  payment: Payment;
  state: PaymentState;
  toldAt: Date;
}): boolean {
  if (payment.state === 'CANCELED') return false;
  if (payment.stateAt === null) return state !== 'REQUESTED';
  const difference = toldAt.getTime() - payment.stateAt.getTime();
  return difference === 0 ? rank[state] > rank[payment.state] : difference > 0;
}
