import { z } from 'zod';
import { type SubmitAudited, staffAction } from '../audit/staff-action.ts';
import {
  type Applied,
  apply,
  type Decision,
  fingerprintOf,
  toGuard,
  toRead,
  toWrite,
} from '../commit/index.ts';
import { enrollmentDoc, ledgerEntryDoc, requestDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import type { Id } from '../platform/ids.ts';
import { bookMoney } from './book-money.ts';
import { refundFactOf } from './interpret-event.ts';
import { claimedEntryIdOf } from './ledger-facts.ts';
import { refundOnce } from './refund-once.ts';
import { refuseRefund } from './refundable.ts';
import { type RefundAnswer, RefundPaymentRequest } from './wire.ts';

const ReservedRefund = z.object({ amount: z.int() });
type ReservedRefund = z.infer<typeof ReservedRefund>;

/** Returns a part of a payment, or all of it. Booked as soon as Stripe agrees, without waiting for its event. */
export const refundPayment = defineCallable({
  name: 'refundPayment',
  request: RefundPaymentRequest,
  secrets: [stripeSecretKey],
  handler: ({ uid, data }): Promise<RefundAnswer> =>
    staffAction({ uid, roles: ['admin'], action: 'refundPayment', request: data }, submit =>
      refund({ uid, data, submit }),
    ),
});

interface Wish {
  readonly uid: Id;
  readonly data: z.output<typeof RefundPaymentRequest>;
  readonly submit: SubmitAudited;
}

async function refund(wish: Wish): Promise<RefundAnswer> {
  const { userId, courseId, paymentId, amount, requestId: marker } = wish.data;
  const key = { userId, courseId };
  const { replayed } = await reserveRefund(wish);
  const made = await refundOnce({ key, paymentIntentId: paymentId, amount, marker, isRepeat: replayed });
  const facts = [refundFactOf({ refund: made, paymentIntentId: paymentId })];
  await bookMoney({ key, facts, event: undefined });
  return { refundId: made.id, status: made.status ?? 'pending', replayed };
}

/** Who asked for what and why, settled before Stripe is called, with the role as it is in this very commit. */
function reserveRefund({ uid, data, submit }: Wish): Promise<Applied<ReservedRefund>> {
  const { requestId, paymentId, amount, reason } = data;
  const key = { userId: data.userId, courseId: data.courseId };
  const enrollment = enrollmentDoc(key);
  const accountPath = enrollment.path;
  const payment = ledgerEntryDoc({ accountPath, entryId: paymentId });
  const claimed = ledgerEntryDoc({ accountPath, entryId: claimedEntryIdOf(paymentId) });
  const receipt = requestDoc({ key, requestId });
  return submit({
    operation: 'reserveRefund',
    aggregate: enrollment.path,
    receipt: {
      doc: receipt,
      fingerprint: fingerprintOf('refundPayment', { ...key, paymentId, amount, reason, by: uid }),
    },
    outcomeSchema: ReservedRefund,
    loads: [toGuard(enrollment), ...[payment, claimed].map(toRead), toWrite(receipt)],
    decide: (view): Decision<ReservedRefund> => {
      const refusal = refuseRefund({
        enrollment: view.get(enrollment),
        payment: view.get(claimed) ?? view.get(payment),
        amount,
      });
      return refusal ?? apply({ amount }, []);
    },
  });
}
