import type Stripe from 'stripe';
import { z } from 'zod';
import { isEmulated, stripeSecretKey } from '../platform/environment.ts';
import { type Refusal, RefusalError, refuse, refuseField } from '../platform/refusal.ts';
import { ApiError, retryAsync } from '../platform/retry/index.ts';

/** One call to Stripe; a try that hangs must leave time for another within the function's own 60 s. */
const CALL_TIMEOUT_MS = 8_000;
const DEADLINE_MS = 20_000;
/** A second tab that asks under the same key is told 409 until the first one is served, which may take a second. */
const PROFILE = { initialDelayMs: 200, maxDelayMs: 2_000, minDelayMs: 0, maxAttempts: 6 };

let shared: Promise<Stripe> | undefined;

/** Loaded at first use: most functions never speak to Stripe and should not pay for its modules. */
export function stripeClient(): Promise<Stripe> {
  shared ??= open();
  return shared;
}

/** Functions always have the key; an operator's command needs it only if Stripe has to be asked. */
class StripeKeyMissing extends Error {
  override readonly name = 'StripeKeyMissing';
}

async function open(): Promise<Stripe> {
  const key = stripeSecretKey.value();
  if (key === '') throw new StripeKeyMissing('Stripe has to be asked, and STRIPE_SECRET_KEY is not set.');
  const { default: StripeSdk } = await import('stripe');
  // One layer retries, and that is callStripe.
  return new StripeSdk(key, {
    maxNetworkRetries: 0,
    timeout: CALL_TIMEOUT_MS,
    ...hostConfig(),
  });
}

/** The local double stands in for Stripe in the emulators only, so no setting can send a live key elsewhere. */
function hostConfig(): Stripe.StripeConfig {
  const address = process.env.STRIPE_API_HOST;
  if (!isEmulated || address === undefined) return {};
  const { hostname, port } = new URL(address);
  return { host: hostname, port, protocol: 'http' };
}

/**
 * Calls Stripe with retries. A call that changes something must carry an idempotency key: it may be sent again
 * after its answer was lost.
 * @param name for metrics and operators: `stripe.createRefund`
 * @throws RefusalError PAYMENT_PROVIDER_UNAVAILABLE (try again), or what Stripe's refusal means to the caller
 */
export async function callStripe<T>(name: string, call: (stripe: Stripe) => Promise<T>): Promise<T> {
  const stripe = await stripeClient();
  try {
    return await retryAsync(() => call(stripe), name, {
      profile: PROFILE,
      carriesId: true,
      deadlineMs: DEADLINE_MS,
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new RefusalError(refusalOf(error), { cause: error });
  }
}

const StripeRefusal = z.object({ code: z.string().optional(), param: z.string().optional() }).catch({});

/** Whether a call was refused since the customer it named is not there: somebody deleted it in the dashboard. */
export function isCustomerMissing(error: unknown): boolean {
  if (!(error instanceof RefusalError) || !(error.cause instanceof ApiError)) return false;
  const { code, param } = StripeRefusal.parse(error.cause.cause);
  return code === 'resource_missing' && param === 'customer';
}

/** Stripe's error codes (docs.stripe.com/error-codes) that a caller can do something about. */
function refusalOf(error: ApiError): Refusal {
  if (error.classification.kind !== 'permanent') return refuse('PAYMENT_PROVIDER_UNAVAILABLE');
  const { code, param } = StripeRefusal.parse(error.cause);
  switch (code) {
    case 'amount_too_small':
      return refuseField({ reason: 'AMOUNT_TOO_SMALL', path: 'amount' });
    case 'amount_too_large':
    case 'charge_already_refunded':
      return refuseField({ reason: 'REFUND_EXCEEDS_PAYMENT', path: 'amount' });
    case 'resource_missing':
      return refuse('PAYMENT_NOT_FOUND');
    case 'charge_disputed':
    case 'card_declined':
      return refuse('PAYMENT_DECLINED');
    default:
      // A refund of more than what is left of the payment has no code of its own.
      return error.operation === 'stripe.createRefund' && param === 'amount'
        ? refuseField({ reason: 'REFUND_EXCEEDS_PAYMENT', path: 'amount' })
        : refuse('PAYMENT_PROVIDER_REFUSED');
  }
}
