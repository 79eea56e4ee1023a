import type { Core } from './core.ts';
import { newId, randomText } from './ids.ts';
import type { Metadata, PaymentIntent } from './types.ts';

/** What a new intent is made of; amounts in minor units. */
export type IntentSeed = {
  readonly amount: number;
  readonly currency: string;
  readonly customer?: string | null;
  readonly description?: string | null;
  readonly metadata?: Metadata;
  readonly receiptEmail?: string | null;
  readonly setupFutureUsage?: string | null;
  readonly paymentMethodTypes?: readonly string[];
};

/** What a checkout session wants its intent to carry; the intent is made when the customer first tries to pay. */
export type IntentWish = Omit<IntentSeed, 'amount' | 'currency' | 'customer'>;

/** A new intent that waits for a payment method. */
export function buildIntent(
  seed: IntentSeed & { readonly id: string; readonly createdSeconds: number },
): PaymentIntent {
  const { id } = seed;
  return {
    id,
    object: 'payment_intent',
    amount: seed.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    automatic_payment_methods: seed.paymentMethodTypes ? null : { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomText()}`,
    confirmation_method: 'automatic',
    created: seed.createdSeconds,
    currency: seed.currency,
    customer: seed.customer ?? null,
    description: seed.description ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: { ...seed.metadata },
    next_action: null,
    payment_method: null,
    payment_method_types: seed.paymentMethodTypes ?? ['card', 'us_bank_account'],
    processing: null,
    receipt_email: seed.receiptEmail ?? null,
    setup_future_usage: seed.setupFutureUsage ?? null,
    shipping: null,
    statement_descriptor: null,
    status: 'requires_payment_method',
  };
}

/** Stores a new intent; tells nobody yet. */
export function recordIntent(core: Core, seed: IntentSeed): PaymentIntent {
  const intent = buildIntent({ ...seed, id: newId('pi'), createdSeconds: core.clock.nowSeconds() });
  core.store.paymentIntents.set(intent.id, intent);
  return intent;
}
