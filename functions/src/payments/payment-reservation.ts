import { refuseUnlessInForce } from '../enrollments/enrollment.ts';
import type { Enrollment, OpenPayment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse, refuseField } from '../platform/refusal.ts';

/** What a student wants to pay: a part, or all that is left. Minor units. */
export type PaymentWish = { readonly kind: 'part'; readonly amount: number } | { readonly kind: 'remaining' };

export interface Reservation {
  readonly kind: 'reserved';
  /** Names the payment before Stripe does: the idempotency key under which it is made, however often it is tried. */
  readonly reservationId: Id;
  readonly amount: number;
  /** Set where the whole balance is being paid, so that the next tab is handed the same payment. */
  readonly openPayment: OpenPayment | undefined;
}

/** The amount that may be asked for: the server decides the price, whatever the browser wishes. */
export function payableAmount({
  enrollment,
  wish,
  now,
}: {
  enrollment: Enrollment;
  wish: PaymentWish;
  now: Date;
}): number | Refusal {
  if (enrollment.enrollmentStatus === 'WAITLISTED') return refuse('ENROLLMENT_WAITLISTED');
  const refusal = refuseUnlessInForce({ enrollment, now });
  if (refusal !== undefined) return refusal;
  if (enrollment.amountDue === 0) return refuse('NOTHING_DUE');
  if (wish.kind === 'remaining') return enrollment.amountDue;
  return wish.amount <= enrollment.amountDue
    ? wish.amount
    : refuseField({ reason: 'AMOUNT_EXCEEDS_DUE', path: 'amount' });
}

/** Two tabs that pay the rest at the same moment get one payment, and so pay once. */
export function reservePayment(input: {
  readonly enrollment: Enrollment;
  readonly wish: PaymentWish;
  readonly requestId: Id;
  readonly now: Date;
  /** A payment that was canceled at Stripe and must not be handed out again. */
  readonly deadPaymentIntentId?: Id | undefined;
}): Reservation | Refusal {
  const amount = payableAmount(input);
  if (typeof amount !== 'number') return amount;
  const { wish, requestId, enrollment, deadPaymentIntentId } = input;
  if (wish.kind === 'part')
    return { kind: 'reserved', reservationId: requestId, amount, openPayment: undefined };
  const open = enrollment.openPayment;
  const isDead = open?.paymentIntentId != null && open.paymentIntentId === deadPaymentIntentId;
  const openPayment =
    open?.amount === amount && !isDead ? open : { reservationId: requestId, amount, paymentIntentId: null };
  return { kind: 'reserved', reservationId: openPayment.reservationId, amount, openPayment };
}
