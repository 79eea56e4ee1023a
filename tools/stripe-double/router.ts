import { chargeRoutes } from './charges.ts';
import { checkoutRoutes } from './checkout.ts';
import type { Route } from './core.ts';
import { customerRoutes } from './customers.ts';
import { disputeRoutes } from './disputes.ts';
import { StripeApiError } from './errors.ts';
import { eventRoutes } from './events.ts';
import { paymentIntentRoutes } from './payment-intents.ts';
import { refundRoutes } from './refunds.ts';

const ROUTES: readonly Route[] = [
  ...chargeRoutes,
  ...checkoutRoutes,
  ...customerRoutes,
  ...disputeRoutes,
  ...eventRoutes,
  ...paymentIntentRoutes,
  ...refundRoutes,
];

const PATTERNS = ROUTES.map(route => ({
  route,
  pattern: new RegExp(`^${route.path.replace(':id', '([^/]+)')}$`),
}));

/**
 * The endpoint of a request and the id in its path.
 *
 * @throws StripeApiError 404 for what Stripe, or this double of it, does not have.
 */
export function findRoute({ method, path }: { method: string; path: string }): { route: Route; id: string } {
  for (const { route, pattern } of PATTERNS) {
    const match = route.method === method ? pattern.exec(path) : null;
    if (match !== null) return { route, id: decodeId(match[1] ?? '') };
  }
  const message = `Unrecognized request URL (${method}: ${path}), or one this local double does not play.`;
  throw new StripeApiError({ status: 404, body: { type: 'invalid_request_error', message } });
}

function decodeId(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    // A broken escape names no object; the lookup will answer 404.
    return encoded;
  }
}
