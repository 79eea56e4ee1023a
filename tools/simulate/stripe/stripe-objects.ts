export interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly status: 'requires_payment_method' | 'succeeded' | 'canceled';
  readonly amount: number;
  readonly amount_received: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly client_secret: string;
  readonly created: number;
}

export interface Refund {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  readonly currency: string;
  readonly payment_intent: string;
  readonly status: 'succeeded' | 'failed';
  readonly metadata: Readonly<Record<string, string>>;
}

export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  /** Whole seconds. */
  readonly created: number;
  readonly data: { readonly object: object };
}

export interface Dispute {
  readonly amount: number;
  readonly intentId: string;
  readonly outcome: 'open' | 'won' | 'lost';
}
