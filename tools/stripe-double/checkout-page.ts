import { expireDueSessions, payOnPage } from './checkout-flow.ts';
import type { Core } from './core.ts';
import { StripeApiError } from './errors.ts';
import type { PageAction } from './hosted-action.ts';
import { type Exchange, readAction, redirect, sendPage } from './hosted-page.ts';
import { checkoutPage, plainPage } from './page.ts';
import type { CheckoutSession } from './types.ts';

export const CHECKOUT_PATH = '/c/pay/';

/** The hosted page at `session.url`: GET shows it, POST does what its buttons say. */
export async function handleCheckoutPage(core: Core, { request, response }: Exchange): Promise<void> {
  expireDueSessions(core);
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const session = core.store.checkoutSessions.get(pathname.slice(CHECKOUT_PATH.length));
  if (session === undefined) return sendPage(response, { status: 404, html: plainPage('No such checkout') });
  if (request.method !== 'POST') return sendPage(response, { status: 200, html: pageOf(core, { session }) });
  const action = await readAction(request);
  if (action === null) return sendPage(response, { status: 400, html: plainPage('Unknown button') });
  const paid = tryToPay(core, { session, action });
  if (paid.kind === 'complete') return redirect(response, successUrl(session));
  sendPage(response, { status: paid.status, html: pageOf(core, { session, message: paid.message }) });
}

type Paid =
  | { readonly kind: 'complete' }
  | { readonly kind: 'open'; readonly status: number; readonly message: string };

function tryToPay(core: Core, paying: { session: CheckoutSession; action: PageAction }): Paid {
  try {
    if (payOnPage(core, paying)) return { kind: 'complete' };
    return { kind: 'open', status: 402, message: 'The card was declined. Try again.' };
  } catch (error) {
    // The session was paid in another tab, or has expired: the customer is told so on the page.
    if (error instanceof StripeApiError) return { kind: 'open', status: 409, message: error.message };
    throw error;
  }
}

function pageOf(core: Core, view: { readonly session: CheckoutSession; readonly message?: string }): string {
  const items = core.store.lineItems.get(view.session.id) ?? [];
  return checkoutPage({ session: view.session, items, message: view.message ?? null });
}

function successUrl(session: CheckoutSession): string {
  // Through URL, because a header takes ASCII only.
  return new URL(session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id)).href;
}
