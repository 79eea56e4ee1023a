import { type Core, NO_REQUEST } from './core.ts';
import { type Attempt, attemptPayment } from './payment-flow.ts';
import { findPaymentMethod } from './payment-methods.ts';
import type { PaymentIntent } from './types.ts';

/** What the customer does on a page of Stripe's. */
export type PageAction = 'pay' | 'bank' | 'decline';

const METHOD_OF_ACTION: Readonly<Record<PageAction, string>> = {
  pay: 'pm_card_visa',
  bank: 'pm_usBankAccount',
  decline: 'pm_card_chargeDeclined',
};

/** @throws StripeApiError when the intent is not waiting for a payment, as after a payment in another tab */
export function payAs(
  core: Core,
  paying: { readonly intent: PaymentIntent; readonly action: PageAction },
): Attempt {
  const { intent, action } = paying;
  const method = findPaymentMethod(new Map(), { id: METHOD_OF_ACTION[action], param: 'payment_method' });
  return attemptPayment(core, { intent, method, origin: NO_REQUEST });
}
