import type { DeliveryAttempt, DeliveryRecord } from './delivery-log.ts';
import type { DeliveryMode } from './delivery-mode.ts';
import type { FaultOrder } from './faults.ts';
import type { PageAction } from './hosted-action.ts';
import type { Charge, CheckoutSession, Customer, Dispute, Metadata, PaymentIntent, Refund } from './types.ts';

/** How events are delivered; `sameSecond` freezes the `created` of everything to one second. */
export type DeliverySettings = DeliveryMode & { readonly sameSecond: boolean };

/** How many events are in which state of delivery, and how many deliveries are under way. */
export type DeliverySummary = {
  readonly held: number;
  readonly withheld: number;
  readonly waiting: number;
  readonly delivered: number;
  readonly lost: number;
  readonly failed: number;
  readonly queued: number;
};

/** Everything the double holds, oldest first; `events` says what became of each event's delivery. */
export type DoubleState = {
  readonly customers: readonly Customer[];
  readonly paymentIntents: readonly PaymentIntent[];
  readonly charges: readonly Charge[];
  readonly checkoutSessions: readonly CheckoutSession[];
  readonly refunds: readonly Refund[];
  readonly disputes: readonly Dispute[];
  readonly events: readonly DeliveryRecord[];
  readonly delivery: DeliverySettings;
  readonly queued: number;
};

/** A payment to be made as already succeeded; amount in minor units. */
export type SucceededPayment = {
  readonly amount: number;
  readonly currency?: string;
  readonly metadata: Metadata;
  readonly customer?: string | null;
};

export type MadePayment = {
  readonly paymentIntentId: string;
  readonly chargeId: string;
  readonly eventId: string;
};

/** One delivery on request; `status` is null when no answer arrived. */
export type DeliveryResult = {
  readonly eventId: string;
  readonly delivered: boolean;
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
};

/**
 * How tests, demo and benchmarks steer the double; the same over HTTP (`POST /_double/OPERATION-NAME`, JSON) and in
 * process. Every operation rejects with a message that says what is wrong.
 */
export type StripeDoubleControl = {
  /** Changes how events made from now on are delivered; what is not named stays. */
  readonly setDelivery: (change: Partial<DeliverySettings>) => Promise<DeliverySettings>;
  /** Ends `hold` and sends what was held. */
  readonly release: () => Promise<{ readonly released: number }>;
  /**
   * Makes what waits due now and waits until nothing is under way, retries included (default 30,000 ms).
   * Held, withheld and lost events stay so.
   */
  readonly flush: (limit?: { readonly timeoutMs?: number }) => Promise<DeliverySummary>;
  /** Sends these events again, through the queue, with the mode's copies and delays. */
  readonly resendEvents: (wanted: {
    readonly eventIds: readonly string[];
  }) => Promise<{ readonly queued: number }>;
  /**
   * Attempts these events once per copy (default 1), at most `concurrency` (default 20) at once, and says how each
   * ended. Failed ones are not retried.
   */
  readonly deliverEvents: (wanted: {
    readonly eventIds: readonly string[];
    readonly concurrency?: number;
    readonly copies?: number;
  }) => Promise<{ readonly results: readonly DeliveryResult[] }>;
  /** The last 10,000 attempts. */
  readonly deliveries: () => Promise<{ readonly attempts: readonly DeliveryAttempt[] }>;
  /** Where webhooks go from now on; without a secret the present one stays. */
  readonly setWebhook: (target: {
    readonly url: string;
    readonly secret?: string;
  }) => Promise<{ readonly url: string }>;

  /** Orders a fault for the next API requests (default 1) that match. */
  readonly injectFault: (
    order: Omit<FaultOrder, 'count'> & { readonly count?: number },
  ) => Promise<{ readonly pending: number }>;
  readonly clearFaults: () => Promise<{ readonly pending: number }>;
  /** Frees every idempotency key, as Stripe does after a day. */
  readonly expireIdempotencyKeys: () => Promise<{ readonly expired: true }>;
  /** Moves the double's clock forward, for instance past a session's expiry. */
  readonly advanceClock: (step: { readonly seconds: number }) => Promise<{ readonly nowSeconds: number }>;

  /** Pays an intent as the customer's browser would; a declined card is no error here, see the status. */
  readonly confirmPayment: (payment: {
    readonly paymentIntentId: string;
    readonly paymentMethod: string;
  }) => Promise<PaymentIntent>;
  /** Presses a button of the hosted page. */
  readonly payCheckout: (payment: {
    readonly sessionId: string;
    readonly action: PageAction;
  }) => Promise<CheckoutSession>;
  /** Lets the bank decide a processing payment. */
  readonly settlePayment: (settlement: {
    readonly paymentIntentId: string;
    readonly outcome: 'succeeded' | 'failed';
  }) => Promise<PaymentIntent>;
  /** How refunds made from now on begin; `succeeded` at the start. */
  readonly setNewRefundStatus: (wish: {
    readonly status: 'pending' | 'succeeded';
  }) => Promise<{ readonly status: string }>;
  /** Completes a pending refund, or fails a pending or already succeeded one. */
  readonly settleRefund: (settlement: {
    readonly refundId: string;
    readonly outcome: 'succeeded' | 'failed';
    readonly reason?: string;
  }) => Promise<Refund>;
  /** Opens a dispute (or mere inquiry) of a paid intent; amount in minor units, default the whole charge. */
  readonly createDispute: (opening: {
    readonly paymentIntentId: string;
    readonly amount?: number;
    readonly reason?: string;
    readonly kind?: 'dispute' | 'inquiry';
  }) => Promise<Dispute>;
  readonly closeDispute: (closing: {
    readonly disputeId: string;
    readonly outcome: 'won' | 'lost' | 'warning_closed';
  }) => Promise<Dispute>;
  /** Makes payments that have succeeded, each with one withheld `payment_intent.succeeded` event. */
  readonly createSucceededPayments: (order: {
    readonly payments: readonly SucceededPayment[];
  }) => Promise<{ readonly payments: readonly MadePayment[] }>;

  readonly state: () => Promise<DoubleState>;
  /** Forgets everything: objects, events, deliveries, faults, keys, modes. The webhook address stays. */
  readonly reset: () => Promise<{ readonly reset: true }>;
};
