import { missing, StripeFailure } from './stripe-error.ts';
import type { Dispute, Intent, Refund, StripeEvent } from './stripe-objects.ts';

interface WantedIntent {
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
}

interface WantedRefund {
  readonly payment_intent: string;
  readonly amount: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** As much of Stripe as moves money here: payments, refunds and disputes, each told by events. */
export class StripeModel {
  readonly intents = new Map<string, Intent>();
  readonly refunds = new Map<string, Refund>();
  readonly disputes = new Map<string, Dispute>();
  readonly events: StripeEvent[] = [];
  readonly delivered = new Set<string>();
  readonly #now: () => number;
  readonly #onEvent: (event: StripeEvent) => void;
  #number = 0;

  constructor({ now, onEvent }: { now: () => number; onEvent: (event: StripeEvent) => void }) {
    this.#now = now;
    this.#onEvent = onEvent;
  }

  newCustomer(): { readonly id: string } {
    return { id: this.#newId('cus') };
  }

  newIntent(wanted: WantedIntent): Intent {
    const id = this.#newId('pi');
    const intent: Intent = {
      id,
      object: 'payment_intent',
      status: 'requires_payment_method',
      amount: wanted.amount,
      amount_received: 0,
      currency: wanted.currency,
      metadata: wanted.metadata,
      client_secret: `${id}_secret`,
      created: Math.floor(this.#now() / 1_000),
    };
    this.#set(intent);
    this.#tell('payment_intent.created', intent);
    return intent;
  }

  /** @throws StripeFailure if so much is not left of the payment */
  refund(wanted: WantedRefund): Refund {
    const intent = this.intents.get(wanted.payment_intent);
    if (intent === undefined) throw missing('payment_intent');
    if (wanted.amount > this.leftOf(intent.id))
      throw new StripeFailure({ type: 'StripeInvalidRequestError', statusCode: 400, param: 'amount' });
    const { currency } = intent;
    const refund: Refund = {
      id: this.#newId('re'),
      object: 'refund',
      currency,
      status: 'succeeded',
      ...wanted,
    };
    this.refunds.set(refund.id, refund);
    this.#tell('refund.created', refund);
    const refunded = intent.amount_received - this.leftOf(intent.id);
    this.#tell('charge.refunded', {
      id: `ch_${intent.id}`,
      object: 'charge',
      payment_intent: intent.id,
      amount_refunded: refunded,
      metadata: intent.metadata,
    });
    return refund;
  }

  /** The browser confirms a payment. False: it had run its course. */
  confirm({ intentId, isDeclined }: { intentId: string; isDeclined: boolean }): boolean {
    const intent = this.intents.get(intentId);
    if (intent?.status !== 'requires_payment_method') return false;
    if (isDeclined) {
      this.#tell('payment_intent.payment_failed', intent);
      return true;
    }
    this.#set({ ...intent, status: 'succeeded', amount_received: intent.amount });
    this.#tell('payment_intent.succeeded', this.intents.get(intentId) ?? intent);
    return true;
  }

  cancel(intentId: string): void {
    const intent = this.intents.get(intentId);
    if (intent?.status !== 'requires_payment_method') return;
    this.#set({ ...intent, status: 'canceled' });
    this.#tell('payment_intent.canceled', this.intents.get(intentId) ?? intent);
  }

  /** Money that somebody sends past the product: of nobody, or of an enrollment that is not there. */
  payFromOutside(input: { amount: number; currency: string; metadata: Record<string, string> }): string {
    const intent = this.newIntent(input);
    this.#set({ ...intent, status: 'succeeded', amount_received: intent.amount });
    this.#tell('payment_intent.succeeded', this.intents.get(intent.id) ?? intent);
    return intent.id;
  }

  /** A refund that the school makes in Stripe's dashboard, or undefined if nothing is left of the payment. */
  refundByHand({ intentId, amount }: { intentId: string; amount: number }): string | undefined {
    if (amount > this.leftOf(intentId)) return undefined;
    return this.refund({ payment_intent: intentId, amount, metadata: {} }).id;
  }

  failRefund(refundId: string): void {
    const refund = this.refunds.get(refundId);
    if (refund?.status !== 'succeeded') return;
    const failed: Refund = { ...refund, status: 'failed' };
    this.refunds.set(refundId, failed);
    this.#tell('refund.failed', failed);
  }

  dispute(intentId: string): string | undefined {
    const amount = this.leftOf(intentId);
    if (amount === 0) return undefined;
    const disputeId = this.#newId('dp');
    this.disputes.set(disputeId, { amount, intentId, outcome: 'open' });
    this.#tellDispute({ type: 'charge.dispute.created', status: 'needs_response', disputeId });
    this.#tellDispute({ type: 'charge.dispute.funds_withdrawn', status: 'needs_response', disputeId });
    return disputeId;
  }

  closeDispute({ disputeId, isWon }: { disputeId: string; isWon: boolean }): void {
    const dispute = this.disputes.get(disputeId);
    if (dispute === undefined) return;
    const status = isWon ? 'won' : 'lost';
    this.disputes.set(disputeId, { ...dispute, outcome: status });
    this.#tellDispute({ type: 'charge.dispute.closed', status, disputeId });
    if (isWon) this.#tellDispute({ type: 'charge.dispute.funds_reinstated', status, disputeId });
  }

  /** What of a payment is still the school's, disputed money apart. */
  leftOf(intentId: string): number {
    const received = this.intents.get(intentId)?.amount_received ?? 0;
    const refunds = [...this.refunds.values()].filter(
      refund => refund.payment_intent === intentId && refund.status === 'succeeded',
    );
    const disputed = [...this.disputes.values()].filter(dispute => dispute.intentId === intentId);
    return [...refunds, ...disputed].reduce((left, { amount }) => left - amount, received);
  }

  #tellDispute({ type, status, disputeId }: { type: string; status: string; disputeId: string }): void {
    const dispute = this.disputes.get(disputeId);
    if (dispute === undefined) return;
    const { amount, intentId } = dispute;
    const currency = this.intents.get(intentId)?.currency ?? 'usd';
    this.#tell(type, {
      id: disputeId,
      object: 'dispute',
      amount,
      currency,
      payment_intent: intentId,
      status,
    });
  }

  #tell(type: string, object: object): void {
    const created = Math.floor(this.#now() / 1_000);
    const event = { id: this.#newId('evt'), type, created, data: { object: { ...object } } };
    this.events.push(event);
    this.#onEvent(event);
  }

  #set(intent: Intent): void {
    this.intents.set(intent.id, intent);
  }

  #newId(prefix: string): string {
    this.#number += 1;
    return `${prefix}_${this.#number}`;
  }
}
