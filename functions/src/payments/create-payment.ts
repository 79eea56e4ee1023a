import { defineCallable } from '../platform/callable.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import { openPayment } from './open-payment.ts';
import { CreatePaymentRequest } from './wire.ts';

/** Opens a payment of a part of the tuition. The browser confirms it with the client secret. */
export const createPayment = defineCallable({
  name: 'createPayment',
  request: CreatePaymentRequest,
  secrets: [stripeSecretKey],
  handler: ({ uid, data: { courseId, requestId, amount } }) =>
    openPayment({ key: { userId: uid, courseId }, requestId, wish: { kind: 'part', amount } }),
});
