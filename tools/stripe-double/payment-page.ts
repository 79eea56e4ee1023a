import type { Core } from './core.ts';
import { StripeApiError } from './errors.ts';
import { type PageAction, payAs } from './hosted-action.ts';
import { type Exchange, readAction, redirect, sendPage } from './hosted-page.ts';
import { paymentPage, plainPage } from './page.ts';
import { isWaitingForPayment } from './payment-flow.ts';
import { isReturnAllowed, returnUrl } from './return-url.ts';
import type { PaymentIntent } from './types.ts';

export const PAYMENT_PATH = '/pay/';

type Visit = { readonly intent: PaymentIntent; readonly returnTo: string };

/**
 * The page at `/pay/{client secret}?return_url=…`: what the school's own page does with Stripe's elements, on a page of
 * the double. GET shows it, POST does what its buttons say.
 */
export async function handlePaymentPage(
  core: Core,
  { request, response, webOrigins }: Exchange & { readonly webOrigins: readonly string[] },
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const intent = intentWithSecret(core, decodeSecret(pathname.slice(PAYMENT_PATH.length)));
  if (intent === undefined) return sendPage(response, { status: 404, html: plainPage('No such payment') });
  const returnTo = searchParams.get('return_url') ?? '';
  if (!isReturnAllowed({ url: returnTo, webOrigins })) {
    const html = plainPage('return_url has to be an address of the school’s pages');
    return sendPage(response, { status: 400, html });
  }
  const visit = { intent, returnTo };
  if (request.method !== 'POST') return sendPage(response, { status: 200, html: pageOf(visit) });
  const action = await readAction(request);
  if (action === null) return sendPage(response, { status: 400, html: plainPage('Unknown button') });
  // The second click of a double one, or of another tab: it is paid, and whoever paid wants to go on.
  if (intent.status === 'succeeded') return redirect(response, returnUrl(visit));
  const refusal = tryToPay(core, { intent, action });
  if (refusal === null) return redirect(response, returnUrl(visit));
  sendPage(response, { status: refusal.status, html: pageOf({ ...visit, message: refusal.message }) });
}

type PageRefusal = { readonly status: number; readonly message: string };

function tryToPay(core: Core, paying: { intent: PaymentIntent; action: PageAction }): PageRefusal | null {
  try {
    const attempt = payAs(core, paying);
    return attempt.kind === 'declined' ? { status: 402, message: 'The card was declined. Try again.' } : null;
  } catch (error) {
    // The payment is with the bank already, or canceled: the customer is told so on the page.
    if (error instanceof StripeApiError) return { status: 409, message: error.message };
    throw error;
  }
}

function pageOf({ message, ...visit }: Visit & { readonly message?: string }): string {
  const isOpen = isWaitingForPayment(visit.intent);
  return paymentPage({ intent: visit.intent, isOpen, backUrl: returnUrl(visit), message: message ?? null });
}

/** Whoever has the secret may pay, and nobody else: it is compared as a whole. */
function intentWithSecret(core: Core, secret: string): PaymentIntent | undefined {
  const [id = ''] = secret.split('_secret_');
  const intent = core.store.paymentIntents.get(id);
  return intent?.client_secret === secret ? intent : undefined;
}

function decodeSecret(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    // A broken escape is nobody's secret.
    return '';
  }
}
