import { z } from 'zod';
import { refuseWithoutRole, requireRole } from '../accounts/require-role.ts';
import { roleDoc } from '../accounts/store.ts';
import {
  type Applied,
  apply,
  type Decision,
  fingerprintOf,
  lanes,
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
  handler: async ({ uid, data }): Promise<RefundAnswer> => {
    await requireRole({ uid, roles: ['admin'] });
    const { userId, courseId, paymentId, amount } = data;
    const key = { userId, courseId };
    const { replayed } = await reserveRefund({ uid, data });
    const marker = data.requestId;
    const refund = await refundOnce({ key, paymentIntentId: paymentId, amount, marker, isRepeat: replayed });
    await bookMoney({ key, facts: [refundFactOf({ refund, paymentIntentId: paymentId })], event: undefined });
    return { refundId: refund.id, status: refund.status ?? 'pending', replayed };
  },
});

/** Who asked for what, settled before Stripe is called, with the role as it is in this very commit. */
function reserveRefund({
  uid,
  data,
}: {
  uid: Id;
  data: z.output<typeof RefundPaymentRequest>;
}): Promise<Applied<ReservedRefund>> {
  const { requestId, paymentId, amount, reason } = data;
  const key = { userId: data.userId, courseId: data.courseId };
  const enrollment = enrollmentDoc(key);
  const accountPath = enrollment.path;
  const payment = ledgerEntryDoc({ accountPath, entryId: paymentId });
  const claimed = ledgerEntryDoc({ accountPath, entryId: claimedEntryIdOf(paymentId) });
  const receipt = requestDoc({ key, requestId });
  return lanes().submit({
    operation: 'reserveRefund',
    aggregate: enrollment.path,
    receipt: {
      doc: receipt,
      fingerprint: fingerprintOf('refundPayment', { ...key, paymentId, amount, reason, by: uid }),
    },
    outcomeSchema: ReservedRefund,
    loads: [...[enrollment, roleDoc(uid)].map(toGuard), ...[payment, claimed].map(toRead), toWrite(receipt)],
    decide: (view): Decision<ReservedRefund> => {
      const refusal =
        refuseWithoutRole({ uid, roles: ['admin'] }, view) ??
        refuseRefund({
          enrollment: view.get(enrollment),
          payment: view.get(claimed) ?? view.get(payment),
          amount,
        });
      return refusal ?? apply({ amount }, []);
    },
  });
}
