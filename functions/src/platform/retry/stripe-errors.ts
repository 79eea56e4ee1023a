import type { Classification } from './classification.ts';
import { type ErrorShape, isRecord, textOf } from './error-shape.ts';

const refused: Classification = { kind: 'permanent', reason: 'stripeRefused', retry: 'never' };
const rateLimited: Classification = { kind: 'exhausted', reason: 'rateLimited', retry: 'long' };
const keyInUse: Classification = { kind: 'conflict', reason: 'idempotencyKeyInUse', retry: 'always' };

/**
 * Errors of the Stripe SDK by their `type` (Stripe API reference, «Errors» and «Idempotent requests»).
 *
 * An open outcome is repeated only with an idempotency key (`withId`), connection errors included, unlike
 * those of other clients: behind them may be a charge, and a second charge is worse than a failed call.
 */
export function classifyStripeError(error: ErrorShape): Classification | undefined {
  const type = textOf(error['type']);
  if (!type.startsWith('Stripe')) return undefined;
  const listed = classifyType({ type, statusCode: error['statusCode'] });
  return forbidsRetry(error) ? withoutRetry(listed) : listed;
}

function classifyType(input: { type: string; statusCode: unknown }): Classification {
  switch (input.type) {
    // Sent, no answer: Stripe may have charged.
    case 'StripeConnectionError':
      return { kind: 'unknownOutcome', reason: 'connectionLost', retry: 'withId' };
    case 'StripeRateLimitError':
      return rateLimited;
    case 'StripeAPIError':
      return classifyApiStatus(input.statusCode);
    // 409: the first request under this key is still at work. 400: the key was used for another body.
    case 'StripeIdempotencyError':
      return input.statusCode === 409 ? keyInUse : refused;
    // Card, InvalidRequest, Authentication, Permission, SignatureVerification, OAuth.
    default:
      return refused;
  }
}

function classifyApiStatus(statusCode: unknown): Classification {
  if (typeof statusCode !== 'number') {
    return { kind: 'unknownOutcome', reason: 'unknown', retry: 'withId' };
  }
  // The same key is being worked on, or the object is locked by another request: nothing was done for this one.
  if (statusCode === 409) return keyInUse;
  if (statusCode === 429) return rateLimited;
  // «Treat the result of a 500 request as indeterminate.»
  if (statusCode >= 500) return { kind: 'unknownOutcome', reason: 'internal', retry: 'withId' };
  return refused;
}

/** Stripe says so itself when the stored answer of the key is an error that will not change. */
function forbidsRetry(error: ErrorShape): boolean {
  const headers = error['headers'];
  return isRecord(headers) && headers['stripe-should-retry'] === 'false';
}

function withoutRetry(classification: Classification): Classification {
  return { ...classification, retry: 'never' };
}
