import { recordCharge } from './charges.ts';
import type { MadePayment, SucceededPayment } from './control-types.ts';
import { type Core, NO_REQUEST } from './core.ts';
import { recordIntent } from './intent-record.ts';
import { checkAmount } from './money.ts';
import { markPaid } from './payment-flow.ts';
import { findPaymentMethod } from './payment-methods.ts';

/**
 * A payment that has succeeded, with the one event that says so, kept back. Load tests make thousands of these and
 * then time their delivery alone.
 */
export function makeSucceededPayment(core: Core, payment: SucceededPayment): MadePayment {
  const { amount, currency = 'usd', metadata, customer = null } = payment;
  checkAmount({ amount, currency, param: 'amount' });
  const intent = recordIntent(core, { amount, currency, metadata, customer });
  const methodId = 'pm_card_visa';
  const method = findPaymentMethod(core.store.paymentMethods, { id: methodId, param: 'payment_method' });
  intent.payment_method = methodId;
  const charge = recordCharge(core, { intent, method, methodId });
  markPaid(intent, charge);
  const event = core.emit({
    type: 'payment_intent.succeeded',
    object: intent,
    origin: NO_REQUEST,
    delivery: 'withheld',
  });
  return { paymentIntentId: intent.id, chargeId: charge.id, eventId: event.id };
}
