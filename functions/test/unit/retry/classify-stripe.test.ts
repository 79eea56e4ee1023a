import Stripe from 'stripe';
import { classify } from '../../../src/platform/retry/index.ts';

const { errors } = Stripe;
const raw = { message: 'from Stripe', type: 'api_error' as const };

describe('Stripe', () => {
  it('a connection error may hide a charge: only a call with an idempotency key is repeated', () => {
    const error = new errors.StripeConnectionError({ ...raw, code: 'ECONNRESET' });
    expect(classify(error)).toEqual({ kind: 'unknownOutcome', reason: 'connectionLost', retry: 'withId' });
  });

  it.each([500, 502, 503])('HTTP %i leaves the outcome open', statusCode => {
    const error = new errors.StripeAPIError({ ...raw, statusCode });
    expect(classify(error)).toEqual({ kind: 'unknownOutcome', reason: 'internal', retry: 'withId' });
  });

  it('an answer that is not JSON leaves the outcome open', () => {
    expect(classify(new errors.StripeAPIError(raw))).toEqual({
      kind: 'unknownOutcome',
      reason: 'unknown',
      retry: 'withId',
    });
  });

  it('an error Stripe itself says will not change is not repeated', () => {
    const headers = { 'stripe-should-retry': 'false' };
    const error = new errors.StripeAPIError({ ...raw, statusCode: 500, headers });
    expect(classify(error)).toEqual({ kind: 'unknownOutcome', reason: 'internal', retry: 'never' });
  });

  it('one that it says may change is repeated with its key', () => {
    const headers = { 'stripe-should-retry': 'true' };
    const error = new errors.StripeAPIError({ ...raw, statusCode: 500, headers });
    expect(classify(error)).toMatchObject({ retry: 'withId' });
  });

  it.each([
    new errors.StripeAPIError({ ...raw, statusCode: 409 }),
    new errors.StripeIdempotencyError({ ...raw, statusCode: 409 }),
  ])('409 means the same key is being worked on (%#)', error => {
    expect(classify(error)).toEqual({ kind: 'conflict', reason: 'idempotencyKeyInUse', retry: 'always' });
  });

  it.each([
    new errors.StripeRateLimitError({ ...raw, statusCode: 429 }),
    new errors.StripeAPIError({ ...raw, statusCode: 429 }),
  ])('too many requests wait long (%#)', error => {
    expect(classify(error)).toEqual({ kind: 'exhausted', reason: 'rateLimited', retry: 'long' });
  });

  it.each([
    new errors.StripeCardError({ ...raw, statusCode: 402, code: 'card_declined' }),
    new errors.StripeInvalidRequestError({ ...raw, statusCode: 400 }),
    new errors.StripeAuthenticationError({ ...raw, statusCode: 401 }),
    new errors.StripePermissionError({ ...raw, statusCode: 403 }),
    new errors.StripeIdempotencyError({ ...raw, statusCode: 400 }),
    new errors.StripeSignatureVerificationError('header', 'payload', raw),
    new errors.StripeAPIError({ ...raw, statusCode: 418 }),
  ])('$type is permanent', error => {
    expect(classify(error)).toEqual({ kind: 'permanent', reason: 'stripeRefused', retry: 'never' });
  });
});
