import { paidCharge } from './charges.ts';
import type { ApiCall, Core, Route } from './core.ts';
import { invalidRequest, invalidState } from './errors.ts';
import { LIST_PARAMS, listPage, readCreatedFilter, readEqualsFilter } from './lists.ts';
import { mergeMetadata } from './metadata.ts';
import { formatAmount } from './money.ts';
import { optionalChoice, optionalInteger, optionalText, type Params, refuseUnknown } from './params.ts';
import { cancelRefund, recordRefund } from './refund-flow.ts';
import { lookUp } from './store.ts';
import type { Charge, Refund } from './types.ts';

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;
const KNOWN = ['amount', 'charge', 'instructions_email', 'metadata', 'payment_intent', 'reason'];

/** The paid charge a request wants refunded, named by itself or by its intent. */
function refundedCharge(core: Core, params: Params): Charge {
  const chargeId = optionalText(params, 'charge');
  if (typeof chargeId === 'string') {
    const charge = lookUp(core.store.charges, { kind: 'charge', id: chargeId, from: { param: 'charge' } });
    if (charge.status === 'succeeded') return charge;
    throw invalidState({
      message: `Charge ${charge.id} has not been paid, so it cannot be refunded.`,
      param: 'charge',
    });
  }
  const id = optionalText(params, 'payment_intent');
  if (typeof id !== 'string') {
    throw invalidRequest({
      code: 'parameter_missing',
      message: 'Name the payment_intent or the charge to refund.',
    });
  }
  const from = { param: 'payment_intent' };
  const intent = lookUp(core.store.paymentIntents, { kind: 'payment_intent', id, from });
  const charge = paidCharge(core, intent);
  if (charge !== undefined) return charge;
  throw invalidState({
    code: 'payment_intent_unexpected_state',
    message: `PaymentIntent ${id} has no successful charge to refund.`,
    param: 'payment_intent',
  });
}

function requireRefundable(charge: Charge, amount: number): void {
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    throw invalidState({
      code: 'charge_already_refunded',
      message: `Charge ${charge.id} has already been refunded.`,
    });
  }
  if (amount < 1)
    throw invalidRequest({ message: 'A refund must be at least 1 minor unit.', param: 'amount' });
  if (amount <= left) return;
  const [wanted, available] = [amount, left].map(value =>
    formatAmount({ amount: value, currency: charge.currency }),
  );
  const message = `Refund amount (${wanted}) is greater than unrefunded amount on charge (${available})`;
  throw invalidState({ message, param: 'amount' });
}

function create(core: Core, { params, origin }: ApiCall): Refund {
  refuseUnknown(params, KNOWN);
  const charge = refundedCharge(core, params);
  const openDispute = [...core.store.disputes.values()].find(
    dispute => dispute.charge === charge.id && !dispute.is_charge_refundable,
  );
  if (openDispute !== undefined) {
    throw invalidState({ code: 'charge_disputed', message: `Charge ${charge.id} has been charged back.` });
  }
  const amount = optionalInteger(params, 'amount') ?? charge.amount - charge.amount_refunded;
  const reason = optionalChoice(params, 'reason', REASONS) ?? null;
  const metadata = mergeMetadata(params);
  requireRefundable(charge, amount);
  return recordRefund(core, { charge, amount, reason, metadata, origin });
}

function refundInPath(core: Core, id: string): Refund {
  return lookUp(core.store.refunds, { kind: 'refund', id, from: 'path' });
}

function retrieve(core: Core, { params, id }: ApiCall): Refund {
  refuseUnknown(params, []);
  return refundInPath(core, id);
}

function update(core: Core, { params, id, origin }: ApiCall): Refund {
  refuseUnknown(params, ['metadata']);
  const refund = refundInPath(core, id);
  const previousAttributes = { metadata: refund.metadata };
  refund.metadata = mergeMetadata(params, refund.metadata);
  core.emit({ type: 'refund.updated', object: refund, previousAttributes, origin });
  return refund;
}

function cancel(core: Core, { params, id, origin }: ApiCall): Refund {
  refuseUnknown(params, []);
  const refund = refundInPath(core, id);
  cancelRefund(core, { refund, origin });
  return refund;
}

function list(core: Core, { params }: ApiCall): object {
  refuseUnknown(params, [...LIST_PARAMS, 'charge', 'created', 'payment_intent']);
  const wasCreated = readCreatedFilter(params);
  const isCharge = readEqualsFilter(params, 'charge');
  const isIntent = readEqualsFilter(params, 'payment_intent');
  return listPage({
    objects: core.store.refunds,
    matches: refund => wasCreated(refund) && isCharge(refund.charge) && isIntent(refund.payment_intent),
    params,
    url: '/v1/refunds',
  });
}

export const refundRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/refunds', handle: create },
  { method: 'GET', path: '/v1/refunds', handle: list },
  { method: 'GET', path: '/v1/refunds/:id', handle: retrieve },
  { method: 'POST', path: '/v1/refunds/:id', handle: update },
  { method: 'POST', path: '/v1/refunds/:id/cancel', handle: cancel },
];
