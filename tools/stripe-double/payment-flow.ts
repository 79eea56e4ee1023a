import { captureCharge, failCharge, recordCharge } from './charges.ts';
import type { Core } from './core.ts';
import { invalidState, StripeApiError } from './errors.ts';
import { newId } from './ids.ts';
import type { TestPaymentMethod } from './payment-methods.ts';
import { lookUp } from './store.ts';
import type { Charge, EventRequest, PaymentError, PaymentIntent } from './types.ts';

/** How an attempt to pay stands right after it was made. */
export type Attempt =
  | { readonly kind: 'succeeded' | 'processing'; readonly charge: Charge }
  | { readonly kind: 'declined'; readonly charge: Charge; readonly error: PaymentError };

type Failure = { readonly code: string; readonly declineCode?: string; readonly message: string };

/** Refuses what the intent's status does not allow; `verb` completes «cannot be …». */
export function requireStatus(
  intent: PaymentIntent,
  allowed: { readonly statuses: readonly PaymentIntent['status'][]; readonly verb: string },
): void {
  if (allowed.statuses.includes(intent.status)) return;
  throw invalidState({
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent cannot be ${allowed.verb} because its status is ${intent.status}.`,
    payment_intent: intent,
  });
}

const WAITING: readonly PaymentIntent['status'][] = ['requires_payment_method', 'requires_confirmation'];

export const isWaitingForPayment = (intent: PaymentIntent): boolean => WAITING.includes(intent.status);

/**
 * Attempts to pay an intent with a payment method and tells it by events: cards are decided at once, bank
 * methods start processing and are decided by `settleIntent`.
 */
export function attemptPayment(
  core: Core,
  attempt: {
    readonly intent: PaymentIntent;
    readonly method: TestPaymentMethod;
    readonly origin: EventRequest;
  },
): Attempt {
  const { intent, method, origin } = attempt;
  requireStatus(intent, { statuses: WAITING, verb: 'confirmed' });
  const methodId = newId('pm');
  core.store.paymentMethods.set(methodId, method);
  intent.payment_method = methodId;
  intent.last_payment_error = null;
  const charge = recordCharge(core, { intent, method, methodId });
  switch (method.outcome.kind) {
    case 'succeeds':
      succeed(core, { intent, charge, origin });
      return { kind: 'succeeded', charge };
    case 'processes':
      intent.status = 'processing';
      core.emit({ type: 'charge.pending', object: charge, origin });
      core.emit({ type: 'payment_intent.processing', object: intent, origin });
      return { kind: 'processing', charge };
    case 'declines':
      return {
        kind: 'declined',
        charge,
        error: fail(core, { intent, charge, failure: method.outcome, origin }),
      };
  }
}

/** Marks an intent and its charge as paid, without telling anyone. */
export function markPaid(intent: PaymentIntent, charge: Charge): void {
  captureCharge(charge);
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
}

type Decided = { readonly intent: PaymentIntent; readonly charge: Charge; readonly origin: EventRequest };

function succeed(core: Core, { intent, charge, origin }: Decided): void {
  markPaid(intent, charge);
  core.emit({ type: 'charge.succeeded', object: charge, origin });
  core.emit({ type: 'payment_intent.succeeded', object: intent, origin });
}

function fail(core: Core, { intent, charge, origin, failure }: Decided & { failure: Failure }): PaymentError {
  failCharge(charge, failure);
  const error: PaymentError = {
    type: 'card_error',
    code: failure.code,
    ...(failure.declineCode === undefined ? {} : { decline_code: failure.declineCode }),
    message: failure.message,
    charge: charge.id,
  };
  intent.status = 'requires_payment_method';
  intent.payment_method = null;
  intent.last_payment_error = error;
  core.emit({ type: 'charge.failed', object: charge, origin });
  core.emit({ type: 'payment_intent.payment_failed', object: intent, origin });
  return error;
}

const BANK_REFUSAL: Failure = {
  code: 'payment_intent_payment_attempt_failed',
  message: 'The bank refused the debit.',
};

/** The bank's later word on a processing payment. */
export function settleIntent(
  core: Core,
  settlement: {
    readonly intent: PaymentIntent;
    readonly outcome: 'succeeded' | 'failed';
    readonly origin: EventRequest;
  },
): void {
  const { intent, outcome, origin } = settlement;
  requireStatus(intent, { statuses: ['processing'], verb: 'settled' });
  const id = intent.latest_charge ?? '';
  const charge = lookUp(core.store.charges, { kind: 'charge', id, from: 'path' });
  if (outcome === 'succeeded') succeed(core, { intent, charge, origin });
  else fail(core, { intent, charge, failure: BANK_REFUSAL, origin });
}

/** The 402 answer to a declined attempt. */
export function declinedAnswer(intent: PaymentIntent, error: PaymentError): StripeApiError {
  return new StripeApiError({ status: 402, body: { ...error, payment_intent: intent }, remembered: true });
}
