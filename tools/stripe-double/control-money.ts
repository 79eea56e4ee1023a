import { makeSucceededPayment } from './bulk.ts';
import { paidCharge } from './charges.ts';
import { expireDueSessions, payOnPage, sessionById, settlePayment } from './checkout-flow.ts';
import { requireRange } from './control-delivery.ts';
import type { StripeDoubleControl } from './control-types.ts';
import { type Core, NO_REQUEST } from './core.ts';
import { closeDispute, disputeById, openDispute } from './dispute-flow.ts';
import { invalidState } from './errors.ts';
import { attemptPayment } from './payment-flow.ts';
import { findPaymentMethod } from './payment-methods.ts';
import { completeRefund, failRefund } from './refund-flow.ts';
import { lookUp } from './store.ts';
import type { PaymentIntent } from './types.ts';

const MAXIMUM_PAYMENTS = 100_000;

type MoneyControl = Pick<
  StripeDoubleControl,
  | 'confirmPayment'
  | 'payCheckout'
  | 'settlePayment'
  | 'setNewRefundStatus'
  | 'settleRefund'
  | 'createDispute'
  | 'closeDispute'
  | 'createSucceededPayments'
>;

/** What customers, banks and card networks do. Answers are copies: later changes do not reach them. */
export function createMoneyControl(core: Core): MoneyControl {
  const intentById = (id: string): PaymentIntent =>
    lookUp(core.store.paymentIntents, { kind: 'payment_intent', id, from: 'path' });

  return {
    confirmPayment: async ({ paymentIntentId, paymentMethod }) => {
      const intent = intentById(paymentIntentId);
      const wanted = { id: paymentMethod, param: 'paymentMethod' };
      const method = findPaymentMethod(core.store.paymentMethods, wanted);
      attemptPayment(core, { intent, method, origin: NO_REQUEST });
      return structuredClone(intent);
    },
    payCheckout: async ({ sessionId, action }) => {
      expireDueSessions(core);
      const session = sessionById(core, sessionId);
      payOnPage(core, { session, action });
      return structuredClone(session);
    },
    settlePayment: async ({ paymentIntentId, outcome }) => {
      const intent = intentById(paymentIntentId);
      settlePayment(core, { intent, outcome });
      return structuredClone(intent);
    },
    setNewRefundStatus: async ({ status }) => {
      core.settings.newRefundStatus = status;
      return { status };
    },
    settleRefund: async ({ refundId, outcome, reason = 'lost_or_stolen_card' }) => {
      const refund = lookUp(core.store.refunds, { kind: 'refund', id: refundId, from: 'path' });
      if (outcome === 'succeeded') completeRefund(core, { refund, origin: NO_REQUEST });
      else failRefund(core, { refund, origin: NO_REQUEST, reason });
      return structuredClone(refund);
    },
    createDispute: async ({ paymentIntentId, amount, reason = 'fraudulent', kind = 'dispute' }) => {
      const charge = paidCharge(core, intentById(paymentIntentId));
      if (charge === undefined)
        throw invalidState({ message: `${paymentIntentId} has no paid charge to dispute.` });
      const opening = { charge, amount: amount ?? charge.amount, reason, kind, origin: NO_REQUEST };
      return structuredClone(openDispute(core, opening));
    },
    closeDispute: async ({ disputeId, outcome }) => {
      const dispute = disputeById(core, disputeId);
      closeDispute(core, { dispute, outcome, origin: NO_REQUEST });
      return structuredClone(dispute);
    },
    createSucceededPayments: async ({ payments }) => {
      requireRange({ name: 'payments.length', value: payments.length, least: 1, most: MAXIMUM_PAYMENTS });
      return { payments: payments.map(payment => makeSucceededPayment(core, payment)) };
    },
  };
}
