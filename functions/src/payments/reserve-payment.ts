import { z } from 'zod';
import { Currency } from '../catalog/schema.ts';
import {
  type Applied,
  apply,
  type Decision,
  fingerprintOf,
  lanes,
  toWrite,
  update,
} from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc, requestDoc } from '../enrollments/store.ts';
import { Id } from '../platform/ids.ts';
import { refuse } from '../platform/refusal.ts';
import { type PaymentWish, reservePayment } from './payment-reservation.ts';

export const ReservedPayment = z.object({ reservationId: Id, amount: z.int(), currency: Currency });
export type ReservedPayment = z.infer<typeof ReservedPayment>;

/** Settles what is to be paid and under which name, before Stripe is asked. */
export function reserve(input: {
  readonly key: EnrollmentKey;
  readonly requestId: Id;
  readonly wish: PaymentWish;
  readonly deadPaymentIntentId?: Id;
}): Promise<Applied<ReservedPayment>> {
  const { key, requestId, wish, deadPaymentIntentId } = input;
  const enrollment = enrollmentDoc(key);
  const receipt = requestDoc({ key, requestId });
  return lanes().submit({
    operation: 'reservePayment',
    aggregate: enrollment.path,
    receipt: { doc: receipt, fingerprint: fingerprintOf('reservePayment', { ...key, wish }) },
    outcomeSchema: ReservedPayment,
    loads: [toWrite(enrollment)],
    decide: (view): Decision<ReservedPayment> => {
      const current = view.get(enrollment);
      if (current === undefined) return refuse('ENROLLMENT_NOT_FOUND');
      const reservation = reservePayment({
        ...{ enrollment: current, wish, requestId, deadPaymentIntentId },
        now: view.now,
      });
      if (reservation.kind === 'refused') return reservation;
      const { reservationId, amount, openPayment } = reservation;
      const isNew = openPayment !== undefined && openPayment !== current.openPayment;
      return apply(
        { reservationId, amount, currency: current.currency },
        isNew ? [update(enrollment, { openPayment })] : [],
      );
    },
  });
}

/**
 * Another payment in place of one that was canceled at Stripe. Named after the dead one, so that all tabs that
 * find it dead agree on its successor.
 */
export function reserveInPlaceOf({
  key,
  deadPaymentIntentId,
}: {
  key: EnrollmentKey;
  deadPaymentIntentId: Id;
}): Promise<Applied<ReservedPayment>> {
  return reserve({
    key,
    requestId: Id.parse(`after_${deadPaymentIntentId}`),
    wish: { kind: 'remaining' },
    deadPaymentIntentId,
  });
}
