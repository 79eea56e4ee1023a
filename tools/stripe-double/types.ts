/**
 * The Stripe objects the double keeps, in Stripe's own shape and spelling (snake_case, amounts in minor
 * units, instants in whole seconds). Only the fields a tuition backend can meet are carried.
 */
export type Metadata = Record<string, string>;

export type Customer = {
  readonly id: string;
  readonly object: 'customer';
  address: Record<string, unknown> | null;
  balance: number;
  readonly created: number;
  default_source: null;
  deleted?: true;
  delinquent: boolean;
  description: string | null;
  email: string | null;
  readonly livemode: false;
  metadata: Metadata;
  name: string | null;
  phone: string | null;
  preferred_locales: readonly string[];
  shipping: null;
};

export type PaymentIntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'processing'
  | 'succeeded'
  | 'canceled';

/** Why the last attempt failed, as it stands in `last_payment_error` and in a 402 answer. */
export type PaymentError = {
  readonly type: 'card_error' | 'invalid_request_error';
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
  readonly charge: string;
};

export type PaymentIntent = {
  readonly id: string;
  readonly object: 'payment_intent';
  amount: number;
  amount_capturable: number;
  amount_received: number;
  application: null;
  automatic_payment_methods: { allow_redirects: string; enabled: boolean } | null;
  canceled_at: number | null;
  cancellation_reason: string | null;
  readonly capture_method: 'automatic_async';
  readonly client_secret: string;
  readonly confirmation_method: 'automatic';
  readonly created: number;
  currency: string;
  customer: string | null;
  description: string | null;
  last_payment_error: PaymentError | null;
  latest_charge: string | null;
  readonly livemode: false;
  metadata: Metadata;
  next_action: null;
  payment_method: string | null;
  payment_method_types: readonly string[];
  processing: null;
  receipt_email: string | null;
  setup_future_usage: string | null;
  shipping: null;
  statement_descriptor: string | null;
  status: PaymentIntentStatus;
};

export type PaymentMethodDetails =
  | {
      readonly type: 'card';
      readonly card: { readonly brand: string; readonly last4: string; readonly country: string };
    }
  | {
      readonly type: 'us_bank_account';
      readonly us_bank_account: { readonly bank_name: string; readonly last4: string };
    }
  | {
      readonly type: 'sepa_debit';
      readonly sepa_debit: { readonly country: string; readonly last4: string };
    };

export type Charge = {
  readonly id: string;
  readonly object: 'charge';
  readonly amount: number;
  amount_captured: number;
  amount_refunded: number;
  balance_transaction: string | null;
  billing_details: { email: string | null; name: string | null; phone: string | null; address: null };
  captured: boolean;
  readonly created: number;
  readonly currency: string;
  readonly customer: string | null;
  description: string | null;
  disputed: boolean;
  failure_code: string | null;
  failure_message: string | null;
  readonly livemode: false;
  metadata: Metadata;
  paid: boolean;
  readonly payment_intent: string;
  readonly payment_method: string;
  readonly payment_method_details: PaymentMethodDetails;
  receipt_email: string | null;
  refunded: boolean;
  status: 'succeeded' | 'pending' | 'failed';
};

export type CheckoutSession = {
  readonly id: string;
  readonly object: 'checkout.session';
  readonly amount_subtotal: number;
  readonly amount_total: number;
  readonly cancel_url: string | null;
  readonly client_reference_id: string | null;
  readonly created: number;
  readonly currency: string;
  customer: string | null;
  readonly customer_creation: 'always' | 'if_required' | null;
  customer_details: { email: string | null; name: string | null; phone: null; address: null } | null;
  readonly customer_email: string | null;
  expires_at: number;
  readonly livemode: false;
  metadata: Metadata;
  readonly mode: 'payment';
  payment_intent: string | null;
  readonly payment_method_types: readonly string[];
  payment_status: 'paid' | 'unpaid';
  status: 'open' | 'complete' | 'expired';
  readonly success_url: string;
  readonly ui_mode: 'hosted_page';
  url: string | null;
};

export type LineItem = {
  readonly id: string;
  readonly object: 'item';
  readonly amount_subtotal: number;
  readonly amount_total: number;
  readonly currency: string;
  readonly description: string;
  readonly quantity: number;
};

export type RefundStatus = 'pending' | 'succeeded' | 'failed' | 'canceled';

export type Refund = {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  balance_transaction: string | null;
  readonly charge: string;
  readonly created: number;
  readonly currency: string;
  failure_balance_transaction?: string;
  failure_reason?: string;
  metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string | null;
  receipt_number: null;
  status: RefundStatus;
};

export type DisputeStatus =
  | 'needs_response'
  | 'under_review'
  | 'won'
  | 'lost'
  | 'warning_needs_response'
  | 'warning_under_review'
  | 'warning_closed';

/** Money that left (negative) or came back (positive) because of a dispute; `fee` and `net` are minor units. */
export type DisputeBalanceTransaction = {
  readonly id: string;
  readonly object: 'balance_transaction';
  readonly amount: number;
  readonly created: number;
  readonly currency: string;
  readonly fee: number;
  readonly net: number;
  readonly reporting_category: 'dispute' | 'dispute_reversal';
  readonly type: 'adjustment';
};

export type Dispute = {
  readonly id: string;
  readonly object: 'dispute';
  readonly amount: number;
  balance_transactions: readonly DisputeBalanceTransaction[];
  readonly charge: string;
  readonly created: number;
  readonly currency: string;
  evidence: Record<string, string>;
  evidence_details: { due_by: number; has_evidence: boolean; past_due: boolean; submission_count: number };
  is_charge_refundable: boolean;
  readonly livemode: false;
  metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string;
  status: DisputeStatus;
};

/** Whatever an event can carry in `data.object`. */
export type EventObject = Customer | PaymentIntent | Charge | CheckoutSession | Refund | Dispute;

export type EventRequest = { readonly id: string | null; readonly idempotency_key: string | null };

export type StripeEvent = {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: EventObject; readonly previous_attributes?: Record<string, unknown> };
  readonly livemode: false;
  pending_webhooks: number;
  readonly request: EventRequest;
  readonly type: string;
};
