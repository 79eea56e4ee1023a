import { netPaidOf } from '../enrollments/balance.ts';
import type { Enrollment, LedgerEntry } from '../enrollments/schema.ts';
import { type Refusal, refuse, refuseField } from '../platform/refusal.ts';

/**
 * Whether this much of a payment may be returned. What of it went back before, Stripe knows best and refuses
 * itself; here nothing may go back that the enrollment no longer holds.
 */
export function refuseRefund(input: {
  readonly enrollment: Enrollment | undefined;
  /** Its own entry, or the one under which it was claimed. */
  readonly payment: LedgerEntry | undefined;
  readonly amount: number;
}): Refusal | undefined {
  const { enrollment, payment, amount } = input;
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  if (payment?.kind === 'heldInSuspense') return refuse('HELD_IN_SUSPENSE');
  if (payment?.kind !== 'payment') return refuse('PAYMENT_NOT_FOUND');
  const isTooMuch = amount > payment.amount || amount > netPaidOf(enrollment);
  return isTooMuch ? refuseField({ reason: 'REFUND_EXCEEDS_PAYMENT', path: 'amount' }) : undefined;
}
