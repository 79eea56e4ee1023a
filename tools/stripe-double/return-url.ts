import type { PaymentIntent } from './types.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Only back to pages of the school or of this machine: the double must not send anybody anywhere else. */
export function isReturnAllowed(input: {
  readonly url: string;
  readonly webOrigins: readonly string[];
}): boolean {
  if (!URL.canParse(input.url)) return false;
  const { protocol, hostname, origin } = new URL(input.url);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return LOOPBACK.has(hostname) || input.webOrigins.includes(origin);
}

type RedirectStatus = 'succeeded' | 'pending' | 'failed';

function redirectStatus(intent: PaymentIntent): RedirectStatus {
  switch (intent.status) {
    case 'succeeded':
      return 'succeeded';
    case 'processing':
      return 'pending';
    case 'requires_payment_method':
    case 'requires_confirmation':
    case 'canceled':
      return 'failed';
  }
}

/** Where the customer goes back to, told what Stripe.js tells there. */
export function returnUrl(visit: { readonly intent: PaymentIntent; readonly returnTo: string }): string {
  const url = new URL(visit.returnTo);
  url.searchParams.set('payment_intent', visit.intent.id);
  url.searchParams.set('payment_intent_client_secret', visit.intent.client_secret);
  url.searchParams.set('redirect_status', redirectStatus(visit.intent));
  return url.href;
}
