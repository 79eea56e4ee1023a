/** A failure as Stripe's SDK throws it. */
export class StripeFailure extends Error {
  readonly type: string;
  readonly statusCode: number | undefined;
  readonly code: string | undefined;
  readonly param: string | undefined;

  constructor(input: { type: string; statusCode?: number; code?: string; param?: string }) {
    super(input.type);
    this.type = input.type;
    this.statusCode = input.statusCode;
    this.code = input.code;
    this.param = input.param;
  }
}

export const missing = (param: string): StripeFailure =>
  new StripeFailure({ type: 'StripeInvalidRequestError', statusCode: 404, code: 'resource_missing', param });

export const connectionLost = (): StripeFailure => new StripeFailure({ type: 'StripeConnectionError' });

export const brokenServer = (): StripeFailure =>
  new StripeFailure({ type: 'StripeAPIError', statusCode: 500 });
