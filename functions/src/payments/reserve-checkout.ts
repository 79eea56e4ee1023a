import { z } from 'zod';
import { Currency } from '../catalog/schema.ts';
import { courseDoc } from '../catalog/store.ts';
import {
  type Applied,
  apply,
  type Decision,
  fingerprintOf,
  lanes,
  toRead,
  toWrite,
} from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc, requestDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { refuse } from '../platform/refusal.ts';
import { type PaymentWish, payableAmount } from './payment-reservation.ts';

const ReservedCheckout = z.object({
  amount: z.int(),
  currency: Currency,
  title: z.string(),
  /** The balance it was made for: two tabs at the same balance get the same checkout, and pay once. */
  balanceKey: z.string(),
});
export type ReservedCheckout = z.infer<typeof ReservedCheckout>;

/** Settles what a checkout is for, before Stripe is asked. */
export function reserveCheckout(input: {
  readonly key: EnrollmentKey;
  readonly requestId: Id;
  readonly wish: PaymentWish;
  readonly returnTo: Readonly<Record<string, string>>;
}): Promise<Applied<ReservedCheckout>> {
  const { key, requestId, wish, returnTo } = input;
  const enrollment = enrollmentDoc(key);
  const course = courseDoc(key.courseId);
  return lanes().submit({
    operation: 'reserveCheckout',
    aggregate: enrollment.path,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('reserveCheckout', { ...key, wish, returnTo }),
    },
    outcomeSchema: ReservedCheckout,
    // The title is only shown, so the course needs no guard.
    loads: [toWrite(enrollment), toRead(course)],
    decide: (view): Decision<ReservedCheckout> => {
      const current = view.get(enrollment);
      if (current === undefined) return refuse('ENROLLMENT_NOT_FOUND');
      const amount = payableAmount({ enrollment: current, wish, now: view.now });
      if (typeof amount !== 'number') return amount;
      const { currency, amountPaid, amountRefunded } = current;
      const title = view.get(course)?.title ?? key.courseId;
      // All that Stripe is told: under one name it takes no second wording.
      const wording = { ...key, title, amount, currency, returnTo };
      const balanceKey = fingerprintOf('checkout', { ...wording, amountPaid, amountRefunded });
      return apply({ amount, currency, title, balanceKey }, []);
    },
  });
}
