import { defineCallable } from '../platform/callable.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import { openPayment } from './open-payment.ts';
import { PayRemainingBalanceRequest } from './wire.ts';

/** Opens a payment of all that is due, or hands out the one that another tab opened for the same balance. */
export const payRemainingBalance = defineCallable({
  name: 'payRemainingBalance',
  request: PayRemainingBalanceRequest,
  secrets: [stripeSecretKey],
  handler: ({ uid, data: { courseId, requestId } }) =>
    openPayment({ key: { userId: uid, courseId }, requestId, wish: { kind: 'remaining' } }),
});
