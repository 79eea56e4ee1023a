import { resourceMissing } from './errors.ts';
import type { PaymentMethodDetails } from './types.ts';

/** What confirming with a payment method leads to. */
export type PaymentOutcome =
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'processes' }
  | {
      readonly kind: 'declines';
      readonly code: string;
      readonly declineCode: string;
      readonly message: string;
    };

export type TestPaymentMethod = { readonly details: PaymentMethodDetails; readonly outcome: PaymentOutcome };

function card(last4: string, outcome: PaymentOutcome, brand = 'visa'): TestPaymentMethod {
  return { details: { type: 'card', card: { brand, last4, country: 'US' } }, outcome };
}

const succeeds: PaymentOutcome = { kind: 'succeeds' };
const declines = (code: string, declineCode: string, message: string): PaymentOutcome => ({
  kind: 'declines',
  code,
  declineCode,
  message,
});

/** Stripe's test payment methods that the double plays, by their public names. */
const TEST_PAYMENT_METHODS: ReadonlyMap<string, TestPaymentMethod> = new Map([
  ['pm_card_visa', card('4242', succeeds)],
  ['pm_card_mastercard', card('4444', succeeds, 'mastercard')],
  [
    'pm_card_chargeDeclined',
    card('0002', declines('card_declined', 'generic_decline', 'The card was declined.')),
  ],
  [
    'pm_card_chargeDeclinedInsufficientFunds',
    card('9995', declines('card_declined', 'insufficient_funds', 'The card has too little money on it.')),
  ],
  [
    'pm_card_chargeDeclinedExpiredCard',
    card('0069', declines('expired_card', 'expired_card', 'The card has expired.')),
  ],
  [
    'pm_usBankAccount',
    {
      details: {
        type: 'us_bank_account',
        us_bank_account: { bank_name: 'STRIPE DOUBLE BANK', last4: '6789' },
      },
      outcome: { kind: 'processes' },
    },
  ],
  [
    'pm_sepa_debit',
    {
      details: { type: 'sepa_debit', sepa_debit: { country: 'DE', last4: '3000' } },
      outcome: { kind: 'processes' },
    },
  ],
]);

/** A test payment method by public name, or one that an earlier confirmation made out of it. */
export function findPaymentMethod(
  made: ReadonlyMap<string, TestPaymentMethod>,
  { id, param }: { readonly id: string; readonly param: string },
): TestPaymentMethod {
  const method = TEST_PAYMENT_METHODS.get(id) ?? made.get(id);
  if (method === undefined) throw resourceMissing({ kind: 'PaymentMethod', id, param, status: 400 });
  return method;
}
