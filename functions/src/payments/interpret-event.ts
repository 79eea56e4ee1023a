import type { z } from 'zod';
import type { DisputeStep, Interpretation, MoneyFact } from './money-fact.ts';
import {
  ChargeObject,
  CheckoutSessionObject,
  DisputeObject,
  PaymentIntentObject,
  RefundObject,
  type StripeEventObject,
} from './stripe-objects.ts';

type Interpreter = (object: unknown, type: string) => Interpretation;

/**
 * What each event type means (docs.stripe.com/api/events/types). Several types tell of the same fact; facts
 * carry the id of the object they speak of, so hearing of one twice, or in any order, changes nothing.
 */
const interpreters: Readonly<Record<string, Interpreter>> = {
  'payment_intent.created': paymentState('REQUESTED'),
  'payment_intent.processing': paymentState('PROCESSING'),
  'payment_intent.payment_failed': paymentState('FAILED'),
  'payment_intent.canceled': paymentState('CANCELED'),
  'payment_intent.succeeded': reading(PaymentIntentObject, paymentSucceeded),
  'checkout.session.completed': reading(CheckoutSessionObject, checkoutEnded),
  'checkout.session.async_payment_succeeded': reading(CheckoutSessionObject, checkoutEnded),
  'checkout.session.async_payment_failed': reading(CheckoutSessionObject, checkoutFailed),
  'charge.refunded': reading(ChargeObject, chargeRefunded),
  'refund.created': reading(RefundObject, refundTold),
  'refund.updated': reading(RefundObject, refundTold),
  'refund.failed': reading(RefundObject, refundTold),
  'charge.refund.updated': reading(RefundObject, refundTold),
  'charge.dispute.created': reading(DisputeObject, disputeTold),
  'charge.dispute.updated': reading(DisputeObject, disputeTold),
  'charge.dispute.closed': reading(DisputeObject, disputeTold),
  'charge.dispute.funds_withdrawn': reading(DisputeObject, disputeTold),
  'charge.dispute.funds_reinstated': reading(DisputeObject, disputeTold),
};

export const handledEventTypes: readonly string[] = Object.keys(interpreters);

export function interpretEvent(event: StripeEventObject): Interpretation {
  const interpreter = Object.hasOwn(interpreters, event.type) ? interpreters[event.type] : undefined;
  return interpreter?.(event.data.object, event.type) ?? { kind: 'ignore' };
}

function reading<Schema extends z.ZodType>(
  schema: Schema,
  interpret: (object: z.output<Schema>, type: string) => Interpretation,
): Interpreter {
  return (object, type) => {
    const parsed = schema.safeParse(object);
    if (parsed.success) return interpret(parsed.data, type);
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return { kind: 'malformed', problem: `${type}: data.object.${path}` };
  };
}

function paymentState(state: 'REQUESTED' | 'PROCESSING' | 'FAILED' | 'CANCELED'): Interpreter {
  return reading(PaymentIntentObject, ({ id, metadata }) => ({
    kind: 'paymentState',
    state,
    paymentIntentId: id,
    owner: metadata,
  }));
}

function paymentSucceeded(intent: PaymentIntentObject): Interpretation {
  const fact = paymentFactOf(intent);
  if (fact === undefined) return { kind: 'malformed', problem: 'payment_intent.succeeded: nothing received' };
  return { kind: 'money', facts: [fact], paymentIntentId: intent.id, owner: intent.metadata };
}

/** The payment that an intent tells of, if money was received. */
export function paymentFactOf(intent: PaymentIntentObject): MoneyFact | undefined {
  if (intent.status !== 'succeeded' || intent.amount_received === 0) return undefined;
  return {
    kind: 'payment',
    paymentIntentId: intent.id,
    amount: intent.amount_received,
    currency: intent.currency,
  };
}

function checkoutEnded(session: z.output<typeof CheckoutSessionObject>): Interpretation {
  const { payment_intent: paymentIntentId, amount_total: amount, currency, metadata: owner } = session;
  if (session.mode !== 'payment' || session.payment_status === 'no_payment_required')
    return { kind: 'ignore' };
  if (paymentIntentId == null || amount == null || currency == null || amount === 0) {
    return { kind: 'malformed', problem: 'checkout.session: payment_intent, amount_total or currency' };
  }
  // Bank debits finish days later; until then the session is complete and the money is not there.
  if (session.payment_status !== 'paid')
    return { kind: 'paymentState', state: 'PROCESSING', paymentIntentId, owner };
  return {
    kind: 'money',
    facts: [{ kind: 'payment', paymentIntentId, amount, currency }],
    paymentIntentId,
    owner,
  };
}

function checkoutFailed(session: z.output<typeof CheckoutSessionObject>): Interpretation {
  const { payment_intent: paymentIntentId, metadata: owner } = session;
  if (paymentIntentId == null) return { kind: 'ignore' };
  return { kind: 'paymentState', state: 'FAILED', paymentIntentId, owner };
}

function chargeRefunded(charge: z.output<typeof ChargeObject>): Interpretation {
  const { payment_intent: paymentIntentId, metadata: owner } = charge;
  if (paymentIntentId == null) return { kind: 'ignore' };
  // The charge names a running total. Booking its difference would count twice what refund.* tell one by one.
  if (charge.refunds == null) return { kind: 'refundsOf', paymentIntentId, owner };
  const facts = charge.refunds.data.map(refund => refundFactOf({ refund, paymentIntentId }));
  return { kind: 'money', facts, paymentIntentId, owner };
}

function refundTold(refund: RefundObject): Interpretation {
  const { payment_intent: paymentIntentId, metadata: owner } = refund;
  if (paymentIntentId == null) return { kind: 'ignore' };
  return { kind: 'money', facts: [refundFactOf({ refund, paymentIntentId })], paymentIntentId, owner };
}

export function refundFactOf({
  refund,
  paymentIntentId,
}: {
  refund: RefundObject;
  paymentIntentId: MoneyFact['paymentIntentId'];
}): MoneyFact {
  const failed = refund.status === 'failed' || refund.status === 'canceled';
  return {
    kind: 'refund',
    refundId: refund.id,
    paymentIntentId,
    amount: refund.amount,
    currency: refund.currency,
    outcome: failed ? 'failed' : 'standing',
  };
}

function disputeTold(dispute: z.output<typeof DisputeObject>, type: string): Interpretation {
  const { payment_intent: paymentIntentId, id: disputeId, amount, currency } = dispute;
  const step = disputeStepOf({ type, status: dispute.status });
  if (paymentIntentId == null || step === undefined) return { kind: 'ignore' };
  const fact: MoneyFact = { kind: 'dispute', disputeId, paymentIntentId, amount, currency, step };
  return { kind: 'money', facts: [fact], paymentIntentId, owner: undefined };
}

/** Statuses `warning_…` are inquiries: the bank asks, no money moves, so nothing is booked and nobody is locked out. */
function disputeStepOf({ type, status }: { type: string; status: string }): DisputeStep | undefined {
  if (type === 'charge.dispute.funds_reinstated') return 'fundsReinstated';
  if (type === 'charge.dispute.funds_withdrawn') return 'fundsWithdrawn';
  if (status === 'won' || status === 'lost') return status;
  return status.startsWith('warning_') ? undefined : 'opened';
}
