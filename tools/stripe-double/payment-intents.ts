import type { ApiCall, Core, Route } from './core.ts';
import { activeCustomer } from './customers.ts';
import { invalidRequest, invalidState } from './errors.ts';
import { type IntentSeed, recordIntent } from './intent-record.ts';
import { LIST_PARAMS, listPage, readCreatedFilter, readEqualsFilter } from './lists.ts';
import { mergeMetadata } from './metadata.ts';
import { readAmount, readCurrency } from './money.ts';
import {
  optionalBoolean,
  optionalChoice,
  optionalGroup,
  optionalList,
  optionalText,
  type Params,
  refuseUnknown,
} from './params.ts';
import { attemptPayment, declinedAnswer, requireStatus } from './payment-flow.ts';
import { findPaymentMethod } from './payment-methods.ts';
import { lookUp } from './store.ts';
import type { EventRequest, PaymentIntent } from './types.ts';

const SET_ON_UPDATE = [
  ...['amount', 'currency', 'customer', 'description', 'metadata', 'payment_method', 'payment_method_types'],
  ...['payment_method_options', 'receipt_email', 'setup_future_usage', 'statement_descriptor'],
  ...['statement_descriptor_suffix'],
];
const SET_ON_CREATE = [
  ...SET_ON_UPDATE,
  ...['automatic_payment_methods', 'capture_method', 'confirm', 'confirmation_method', 'off_session'],
  ...['return_url', 'use_stripe_sdk'],
];
const SET_ON_CONFIRM = [
  'client_secret',
  'off_session',
  'payment_method',
  'receipt_email',
  'return_url',
  'use_stripe_sdk',
];
const OPEN: readonly PaymentIntent['status'][] = ['requires_payment_method', 'requires_confirmation'];
const CANCELLATION_REASONS = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;

function readMethodTypes(params: Params): readonly string[] | undefined {
  return optionalList(params, 'payment_method_types')?.filter(type => typeof type === 'string');
}

function readCustomer(core: Core, params: Params): string | null {
  const id = optionalText(params, 'customer');
  return id === undefined || id === null ? null : activeCustomer(core, id).id;
}

function create(core: Core, { params, origin }: ApiCall): PaymentIntent {
  refuseUnknown(params, SET_ON_CREATE);
  optionalGroup(params, 'automatic_payment_methods');
  optionalChoice(params, 'capture_method', ['automatic', 'automatic_async']);
  const currency = readCurrency(params);
  const paymentMethodTypes = readMethodTypes(params);
  const seed: IntentSeed = {
    amount: readAmount(params, currency),
    currency,
    customer: readCustomer(core, params),
    description: optionalText(params, 'description') ?? null,
    metadata: mergeMetadata(params),
    receiptEmail: optionalText(params, 'receipt_email') ?? null,
    setupFutureUsage: optionalChoice(params, 'setup_future_usage', ['off_session', 'on_session']) ?? null,
    ...(paymentMethodTypes === undefined ? {} : { paymentMethodTypes }),
  };
  const methodId = readMethodId(core, params);
  const confirmsNow = optionalBoolean(params, 'confirm') ?? false;
  const intent = recordIntent(core, seed);
  if (methodId !== undefined) useMethod(intent, methodId);
  core.emit({ type: 'payment_intent.created', object: intent, origin });
  return confirmsNow ? confirmIntent(core, { intent, origin }) : intent;
}

/** The payment method a request names, checked to exist before anything is changed. */
function readMethodId(core: Core, params: Params): string | undefined {
  const id = optionalText(params, 'payment_method') ?? undefined;
  if (id !== undefined) findPaymentMethod(core.store.paymentMethods, { id, param: 'payment_method' });
  return id;
}

function useMethod(intent: PaymentIntent, methodId: string): void {
  intent.payment_method = methodId;
  intent.status = 'requires_confirmation';
}

/**
 * Pays an intent with its payment method, as the customer's browser would.
 *
 * @throws StripeApiError `payment_intent_unexpected_state` when it is not waiting for payment; 402 when declined.
 */
export function confirmIntent(
  core: Core,
  { intent, origin }: { readonly intent: PaymentIntent; readonly origin: EventRequest },
): PaymentIntent {
  requireStatus(intent, { statuses: OPEN, verb: 'confirmed' });
  const id = intent.payment_method;
  if (id === null) {
    throw invalidState({
      code: 'payment_intent_unexpected_state',
      message: 'This PaymentIntent has no payment method yet, so it cannot be confirmed.',
      payment_intent: intent,
    });
  }
  const method = findPaymentMethod(core.store.paymentMethods, { id, param: 'payment_method' });
  const attempt = attemptPayment(core, { intent, method, origin });
  if (attempt.kind === 'declined') throw declinedAnswer(intent, attempt.error);
  return intent;
}

function intentInPath(core: Core, id: string): PaymentIntent {
  return lookUp(core.store.paymentIntents, { kind: 'payment_intent', id, from: 'path' });
}

function confirm(core: Core, { params, id, origin }: ApiCall): PaymentIntent {
  refuseUnknown(params, SET_ON_CONFIRM);
  const intent = intentInPath(core, id);
  const methodId = readMethodId(core, params);
  requireStatus(intent, { statuses: OPEN, verb: 'confirmed' });
  if (methodId !== undefined) useMethod(intent, methodId);
  intent.receipt_email = optionalText(params, 'receipt_email') ?? intent.receipt_email;
  return confirmIntent(core, { intent, origin });
}

function update(core: Core, { params, id }: ApiCall): PaymentIntent {
  refuseUnknown(params, SET_ON_UPDATE);
  const intent = intentInPath(core, id);
  const changesPayment = ['amount', 'currency', 'customer', 'payment_method'].some(
    name => name in params.values,
  );
  if (changesPayment) requireStatus(intent, { statuses: OPEN, verb: 'changed' });
  const currency = 'currency' in params.values ? readCurrency(params) : intent.currency;
  const amount = 'amount' in params.values ? readAmount(params, currency) : intent.amount;
  const customer = 'customer' in params.values ? readCustomer(core, params) : intent.customer;
  if (intent.customer !== null && customer !== intent.customer) {
    throw invalidRequest({
      message: 'The customer of a PaymentIntent cannot be changed.',
      param: 'customer',
    });
  }
  const metadata = mergeMetadata(params, intent.metadata);
  const methodId = readMethodId(core, params);
  const description = optionalText(params, 'description');
  Object.assign(intent, { amount, currency, customer, metadata });
  if (description !== undefined) intent.description = description;
  if (methodId !== undefined) useMethod(intent, methodId);
  return intent;
}

/** An open checkout page would still charge the intent, so the session has to be expired instead. */
function requireNoCheckout(core: Core, intent: PaymentIntent): void {
  const session = [...core.store.checkoutSessions.values()].find(
    ({ payment_intent, status }) => payment_intent === intent.id && status === 'open',
  );
  if (session === undefined) return;
  throw invalidState({
    message: `Expire checkout session ${session.id} instead of canceling its PaymentIntent.`,
  });
}

function cancel(core: Core, { params, id, origin }: ApiCall): PaymentIntent {
  refuseUnknown(params, ['cancellation_reason']);
  const intent = intentInPath(core, id);
  const reason = optionalChoice(params, 'cancellation_reason', CANCELLATION_REASONS);
  requireStatus(intent, { statuses: OPEN, verb: 'canceled' });
  requireNoCheckout(core, intent);
  intent.status = 'canceled';
  intent.canceled_at = core.clock.nowSeconds();
  intent.cancellation_reason = reason ?? null;
  core.emit({ type: 'payment_intent.canceled', object: intent, origin });
  return intent;
}

function retrieve(core: Core, { params, id }: ApiCall): PaymentIntent {
  refuseUnknown(params, ['client_secret']);
  return intentInPath(core, id);
}

function list(core: Core, { params }: ApiCall): object {
  refuseUnknown(params, [...LIST_PARAMS, 'created', 'customer']);
  const wasCreated = readCreatedFilter(params);
  const isCustomer = readEqualsFilter(params, 'customer');
  return listPage({
    objects: core.store.paymentIntents,
    matches: intent => wasCreated(intent) && isCustomer(intent.customer),
    params,
    url: '/v1/payment_intents',
  });
}

export const paymentIntentRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/payment_intents', handle: create },
  { method: 'GET', path: '/v1/payment_intents', handle: list },
  { method: 'GET', path: '/v1/payment_intents/:id', handle: retrieve },
  { method: 'POST', path: '/v1/payment_intents/:id', handle: update },
  { method: 'POST', path: '/v1/payment_intents/:id/confirm', handle: confirm },
  { method: 'POST', path: '/v1/payment_intents/:id/cancel', handle: cancel },
];
