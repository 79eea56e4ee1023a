import type { Core } from './core.ts';
import { invalidState } from './errors.ts';
import { newId } from './ids.ts';
import { lookUp } from './store.ts';
import type { Charge, EventRequest, Refund } from './types.ts';

function chargeOf(core: Core, refund: Refund): Charge {
  return lookUp(core.store.charges, { kind: 'charge', id: refund.charge, from: 'path' });
}

/** Adds to (or, negative, takes back from) what a charge has refunded, and says what the fields were before. */
function moveRefunded(charge: Charge, amount: number): Record<string, unknown> {
  const before = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  return before;
}

/** Stores a new refund, takes its money from the charge at once (pending ones too) and tells both. */
export function recordRefund(
  core: Core,
  seed: Pick<Refund, 'amount' | 'metadata' | 'reason'> & {
    readonly charge: Charge;
    readonly origin: EventRequest;
  },
): Refund {
  const { charge, origin } = seed;
  const refund: Refund = {
    id: newId('re'),
    object: 'refund',
    amount: seed.amount,
    balance_transaction: newId('txn'),
    charge: charge.id,
    created: core.clock.nowSeconds(),
    currency: charge.currency,
    metadata: seed.metadata,
    payment_intent: charge.payment_intent,
    reason: seed.reason,
    receipt_number: null,
    status: core.settings.newRefundStatus,
  };
  core.store.refunds.set(refund.id, refund);
  const previousAttributes = moveRefunded(charge, refund.amount);
  core.emit({ type: 'charge.refunded', object: charge, previousAttributes, origin });
  core.emit({ type: 'refund.created', object: refund, origin });
  return refund;
}

type Change = { readonly refund: Refund; readonly origin: EventRequest };

/** Tells a changed refund the two ways Stripe does: to the refund's own listeners and to the charge's. */
function emitUpdated(
  core: Core,
  { refund, origin, before }: Change & { before: Record<string, unknown> },
): void {
  core.emit({ type: 'refund.updated', object: refund, previousAttributes: before, origin });
  core.emit({ type: 'charge.refund.updated', object: refund, previousAttributes: before, origin });
}

function requireRefundStatus(
  refund: Refund,
  allowed: { statuses: readonly Refund['status'][]; verb: string },
): void {
  if (allowed.statuses.includes(refund.status)) return;
  const message = `This refund cannot be ${allowed.verb} because its status is ${refund.status}.`;
  throw invalidState({ message });
}

/** The bank has paid a pending refund out. */
export function completeRefund(core: Core, { refund, origin }: Change): void {
  requireRefundStatus(refund, { statuses: ['pending'], verb: 'completed' });
  const before = { status: refund.status };
  refund.status = 'succeeded';
  emitUpdated(core, { refund, origin, before });
}

/**
 * The refund has come back: the customer's bank did not take it. Happens to pending refunds and, days later, to
 * ones already reported as succeeded; the charge counts the money as not refunded again.
 */
export function failRefund(
  core: Core,
  { refund, origin, reason }: Change & { readonly reason: string },
): void {
  requireRefundStatus(refund, { statuses: ['pending', 'succeeded'], verb: 'failed' });
  const before = { status: refund.status };
  refund.status = 'failed';
  refund.failure_reason = reason;
  refund.failure_balance_transaction = newId('txn');
  moveRefunded(chargeOf(core, refund), -refund.amount);
  core.emit({ type: 'refund.failed', object: refund, origin });
  emitUpdated(core, { refund, origin, before });
}

/** Calls a pending refund off; its money is the charge's again. */
export function cancelRefund(core: Core, { refund, origin }: Change): void {
  requireRefundStatus(refund, { statuses: ['pending'], verb: 'canceled' });
  const before = { status: refund.status };
  refund.status = 'canceled';
  moveRefunded(chargeOf(core, refund), -refund.amount);
  emitUpdated(core, { refund, origin, before });
}
