import { z } from 'zod';
import type { Doc } from '../commit/index.ts';
import {
  apply,
  type Change,
  create,
  type Decision,
  lanes,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc, requestDoc } from '../enrollments/store.ts';
import { Id } from '../platform/ids.ts';
import { paymentDoc } from './store.ts';

/** The reservation's own document, once Stripe has made the payment. */
const PaymentRequest = z.object({ paymentIntentId: Id.optional() });
type PaymentRequest = z.infer<typeof PaymentRequest>;

export const paymentRequestDoc = (input: { key: EnrollmentKey; reservationId: Id }): Doc<PaymentRequest> => ({
  path: requestDoc({ key: input.key, requestId: input.reservationId }).path,
  schema: PaymentRequest,
});

interface MadePayment {
  readonly key: EnrollmentKey;
  readonly reservationId: Id;
  readonly paymentIntentId: Id;
  /** Minor units. */
  readonly amount: number;
}

const Recorded = z.object({ paymentIntentId: Id });

/** Ties a payment to its enrollment before the browser learns of it. Recording it twice changes nothing. */
export async function recordPayment(made: MadePayment): Promise<void> {
  const { key, reservationId, paymentIntentId } = made;
  const enrollment = enrollmentDoc(key);
  const request = paymentRequestDoc({ key, reservationId });
  await lanes().submit({
    operation: 'recordPayment',
    aggregate: enrollment.path,
    receipt: 'state',
    outcomeSchema: Recorded,
    loads: [toWrite(enrollment), toWrite(request), toWrite(paymentDoc(paymentIntentId))],
    decide: (view): Decision<z.infer<typeof Recorded>> => {
      if (view.get(request)?.paymentIntentId === paymentIntentId) return apply({ paymentIntentId }, []);
      return apply({ paymentIntentId }, [
        update(request, { paymentIntentId }),
        paymentChange({ made, view }),
        ...openPaymentChange({ made, view }),
      ]);
    },
  });
}

/** Stripe may have told us of the payment before this answer of its own arrived. */
function paymentChange({ made, view }: { made: MadePayment; view: View }): Change {
  const doc = paymentDoc(made.paymentIntentId);
  if (view.get(doc) !== undefined) return update(doc, { requestedAmount: made.amount });
  return create(doc, {
    ...made.key,
    paymentIntentId: made.paymentIntentId,
    requestedAmount: made.amount,
    state: 'REQUESTED',
    stateAt: null,
  });
}

function openPaymentChange({ made, view }: { made: MadePayment; view: View }): readonly Change[] {
  const doc = enrollmentDoc(made.key);
  const open = view.get(doc)?.openPayment;
  if (open == null || open.reservationId !== made.reservationId) return [];
  return [update(doc, { openPayment: { ...open, paymentIntentId: made.paymentIntentId } })];
}
