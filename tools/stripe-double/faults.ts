import { StripeApiError } from './errors.ts';

/** What goes wrong with an API request. */
export type ApiFault =
  /** Answered with this status, nothing happens. `remembered`: the idempotency key keeps the failure. */
  | { readonly kind: 'refuse'; readonly status: 402 | 429 | 500 | 503; readonly remembered?: boolean }
  /**
   * It happens and is remembered, but the answer is lost: the connection breaks, stays silent until the client
   * gives up, or a gateway answers 502.
   */
  | { readonly kind: 'loseAnswer'; readonly how: 'reset' | 'hang' | 'gatewayError' }
  /** It happens after this long, holding its idempotency key. */
  | { readonly kind: 'delay'; readonly delayMs: number };

/** A fault for the next `count` requests whose method and path match. */
export type FaultOrder = {
  readonly fault: ApiFault;
  readonly count: number;
  readonly method?: string;
  readonly pathPrefix?: string;
};

export type Faults = {
  readonly add: (order: FaultOrder) => void;
  /** The fault this request meets, used up by it. */
  readonly take: (request: { readonly method: string; readonly path: string }) => ApiFault | undefined;
  /** Requests that still have a fault ahead of them. */
  readonly pending: () => number;
  readonly clear: () => void;
};

export function createFaults(): Faults {
  let orders: { readonly order: FaultOrder; left: number }[] = [];
  return {
    add: order => {
      orders.push({ order, left: order.count });
    },
    take: ({ method, path }) => {
      const found = orders.find(({ order }) => matches(order, { method, path }));
      if (found === undefined) return undefined;
      found.left -= 1;
      orders = orders.filter(({ left }) => left > 0);
      return found.order.fault;
    },
    pending: () => orders.reduce((sum, { left }) => sum + left, 0),
    clear: () => {
      orders = [];
    },
  };
}

function matches(order: FaultOrder, request: { readonly method: string; readonly path: string }): boolean {
  if (order.method !== undefined && order.method !== request.method) return false;
  return request.path.startsWith(order.pathPrefix ?? '/v1/');
}

/** The error a `refuse` fault answers with. */
export function refusal(fault: Extract<ApiFault, { kind: 'refuse' }>): StripeApiError {
  const remembered = fault.remembered ?? false;
  switch (fault.status) {
    case 402: {
      const body = { type: 'card_error', code: 'card_declined', message: 'Declined on request.' } as const;
      return new StripeApiError({
        status: 402,
        body: { ...body, decline_code: 'generic_decline' },
        remembered,
      });
    }
    case 429: {
      const body = {
        type: 'invalid_request_error',
        code: 'rate_limit',
        message: 'Rate limited on request.',
      } as const;
      return new StripeApiError({ status: 429, body, remembered });
    }
    case 500:
    case 503:
      return new StripeApiError({
        status: fault.status,
        body: { type: 'api_error', message: `Answered ${fault.status} on request.` },
        remembered,
      });
  }
}
