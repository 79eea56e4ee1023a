/** What is deployed: nothing else runs in production. */
export { cancelEnrollment } from './enrollments/cancel-enrollment.ts';
export { enroll } from './enrollments/enroll.ts';
export { expireEnrollments } from './enrollments/expire-enrollments.ts';
export { onOutboxEntryCreated, sweepOutbox } from './payments/carry-out-outbox-entry.ts';
export { claimSuspense } from './payments/claim-suspense.ts';
export { createCheckout } from './payments/create-checkout.ts';
export { createPayment } from './payments/create-payment.ts';
export { onStripeEventReceived } from './payments/on-stripe-event-received.ts';
export { payRemainingBalance } from './payments/pay-remaining-balance.ts';
export { reconcileBalances } from './payments/reconcile-balances.ts';
export { refundPayment } from './payments/refund-payment.ts';
export { replayStripeEvent } from './payments/replay-stripe-event.ts';
export { stripeWebhook } from './payments/stripe-webhook.ts';
export { sweepStripeEvents } from './payments/sweep-stripe-events.ts';
