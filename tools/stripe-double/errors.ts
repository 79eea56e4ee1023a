import type { PaymentIntent } from './types.ts';

/** The `error` member of a refused request, in Stripe's shape. */
export type StripeErrorBody = {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: PaymentIntent;
};

/**
 * A request Stripe would refuse.
 *
 * `remembered` says whether an idempotency key keeps this answer: Stripe keeps what happened once execution had
 * begun (a declined card, a wrong state) and forgets what validation stopped before it.
 */
export class StripeApiError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;
  readonly remembered: boolean;

  constructor(refusal: {
    readonly status: number;
    readonly body: StripeErrorBody;
    readonly remembered?: boolean;
  }) {
    super(refusal.body.message);
    this.name = 'StripeApiError';
    this.status = refusal.status;
    this.body = refusal.body;
    this.remembered = refusal.remembered ?? false;
  }
}

type Refusal = { readonly message: string; readonly code?: string; readonly param?: string };

/** 400 before execution: a parameter is missing, unknown or malformed. */
export function invalidRequest(refusal: Refusal): StripeApiError {
  return new StripeApiError({ status: 400, body: { type: 'invalid_request_error', ...refusal } });
}

/** 400 in execution: the object is not in a state that allows this. */
export function invalidState(refusal: Refusal & { readonly payment_intent?: PaymentIntent }): StripeApiError {
  return new StripeApiError({
    status: 400,
    body: { type: 'invalid_request_error', ...refusal },
    remembered: true,
  });
}

/** The object named in the path (404) or in a parameter (400) does not exist. */
export function resourceMissing(missing: {
  readonly kind: string;
  readonly id: string;
  readonly param: string;
  readonly status: 400 | 404;
}): StripeApiError {
  const { kind, id, param, status } = missing;
  return new StripeApiError({
    status,
    body: {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: `No such ${kind}: '${id}'`,
      param,
    },
  });
}
