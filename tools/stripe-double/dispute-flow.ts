import type { Core } from './core.ts';
import { invalidRequest, invalidState } from './errors.ts';
import { newId } from './ids.ts';
import { lookUp } from './store.ts';
import type { Charge, Dispute, DisputeBalanceTransaction, DisputeStatus, EventRequest } from './types.ts';

const DISPUTE_FEE = 1500;
const RESPONSE_DAYS = 7;
const SECONDS_PER_DAY = 86_400;
const OPEN: readonly DisputeStatus[] = [
  'needs_response',
  'under_review',
  'warning_needs_response',
  'warning_under_review',
];

function isInquiry(dispute: Dispute): boolean {
  return dispute.status.startsWith('warning_');
}

export function requireOpen(dispute: Dispute): void {
  if (OPEN.includes(dispute.status)) return;
  throw invalidState({ message: `This dispute is already closed: its status is ${dispute.status}.` });
}

function balanceTransaction(
  core: Core,
  move: Pick<DisputeBalanceTransaction, 'amount' | 'fee' | 'currency' | 'reporting_category'>,
): DisputeBalanceTransaction {
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    ...move,
    created: core.clock.nowSeconds(),
    net: move.amount - move.fee,
    type: 'adjustment',
  };
}

/**
 * A cardholder disputes a charge. A dispute withdraws the money at once; an inquiry (`kind: 'inquiry'`) only asks.
 *
 * @param amount minor units, at most the charge's.
 */
export function openDispute(
  core: Core,
  opening: {
    readonly charge: Charge;
    readonly amount: number;
    readonly reason: string;
    readonly kind: 'dispute' | 'inquiry';
    readonly origin: EventRequest;
  },
): Dispute {
  const { charge, amount, reason, kind, origin } = opening;
  if (amount < 1 || amount > charge.amount) {
    throw invalidRequest({ message: `A dispute of ${charge.id} is 1 to ${charge.amount}.`, param: 'amount' });
  }
  const now = core.clock.nowSeconds();
  const { currency } = charge;
  const dispute: Dispute = {
    id: newId('du'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency,
    evidence: {},
    evidence_details: {
      due_by: now + RESPONSE_DAYS * SECONDS_PER_DAY,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: kind === 'inquiry',
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: kind === 'inquiry' ? 'warning_needs_response' : 'needs_response',
  };
  core.store.disputes.set(dispute.id, dispute);
  charge.disputed = true;
  core.emit({ type: 'charge.dispute.created', object: dispute, origin });
  if (kind === 'inquiry') return dispute;
  const withdrawn = { amount: -amount, fee: DISPUTE_FEE, currency, reporting_category: 'dispute' } as const;
  dispute.balance_transactions = [balanceTransaction(core, withdrawn)];
  core.emit({
    type: 'charge.dispute.funds_withdrawn',
    object: dispute,
    previousAttributes: { balance_transactions: [] },
    origin,
  });
  return dispute;
}

/** Hands evidence to the bank: the dispute is under review from now on. */
export function submitEvidence(dispute: Dispute): void {
  dispute.status = isInquiry(dispute) ? 'warning_under_review' : 'under_review';
  dispute.evidence_details.has_evidence = true;
  dispute.evidence_details.submission_count += 1;
}

/**
 * The last word: `won` gives the money back, `lost` keeps it away, an inquiry ends as `warning_closed` without
 * ever having moved any.
 */
export function closeDispute(
  core: Core,
  closing: {
    readonly dispute: Dispute;
    readonly outcome: 'won' | 'lost' | 'warning_closed';
    readonly origin: EventRequest;
  },
): void {
  const { dispute, outcome, origin } = closing;
  requireOpen(dispute);
  if (isInquiry(dispute) !== (outcome === 'warning_closed')) {
    throw invalidState({ message: `A dispute with status ${dispute.status} cannot close as ${outcome}.` });
  }
  const previousAttributes = { status: dispute.status };
  dispute.status = outcome;
  core.emit({ type: 'charge.dispute.closed', object: dispute, previousAttributes, origin });
  if (outcome === 'won') reinstate(core, { dispute, origin });
}

function reinstate(
  core: Core,
  { dispute, origin }: { readonly dispute: Dispute; readonly origin: EventRequest },
): void {
  const { amount, currency, balance_transactions } = dispute;
  const returned = { amount, fee: -DISPUTE_FEE, currency, reporting_category: 'dispute_reversal' } as const;
  dispute.balance_transactions = [...balance_transactions, balanceTransaction(core, returned)];
  dispute.is_charge_refundable = true;
  const previousAttributes = { balance_transactions };
  core.emit({ type: 'charge.dispute.funds_reinstated', object: dispute, previousAttributes, origin });
}

/** The dispute with this id, for operations from outside the API. */
export function disputeById(core: Core, id: string): Dispute {
  return lookUp(core.store.disputes, { kind: 'dispute', id, from: 'path' });
}
