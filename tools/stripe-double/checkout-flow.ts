import type { Core } from './core.ts';
import { NO_REQUEST } from './core.ts';
import { newCustomer } from './customers.ts';
import { invalidState } from './errors.ts';
import { type PageAction, payAs } from './hosted-action.ts';
import { recordIntent } from './intent-record.ts';
import { settleIntent } from './payment-flow.ts';
import { lookUp } from './store.ts';
import type { CheckoutSession, EventRequest, PaymentIntent } from './types.ts';

export function sessionById(core: Core, id: string): CheckoutSession {
  return lookUp(core.store.checkoutSessions, { kind: 'checkout.session', id, from: 'path' });
}

function intentOf(core: Core, session: CheckoutSession): PaymentIntent {
  const existing =
    session.payment_intent === null ? undefined : core.store.paymentIntents.get(session.payment_intent);
  if (existing !== undefined) return existing;
  if (session.customer === null && session.customer_creation === 'always') {
    session.customer = newCustomer(core, { email: session.customer_email, origin: NO_REQUEST }).id;
  }
  const intent = recordIntent(core, {
    amount: session.amount_total,
    currency: session.currency,
    customer: session.customer,
    ...core.store.intentWishes.get(session.id),
  });
  session.payment_intent = intent.id;
  core.emit({ type: 'payment_intent.created', object: intent, origin: NO_REQUEST });
  return intent;
}

/**
 * The customer tries to pay on the hosted page.
 *
 * @returns whether the session is complete now (it stays open after a declined card).
 * @throws StripeApiError when the session is complete or expired already.
 */
export function payOnPage(
  core: Core,
  paying: { readonly session: CheckoutSession; readonly action: PageAction },
): boolean {
  const { session, action } = paying;
  if (session.status !== 'open') {
    throw invalidState({ message: `This checkout session is ${session.status}, so it cannot be paid.` });
  }
  const intent = intentOf(core, session);
  const attempt = payAs(core, { intent, action });
  if (attempt.kind === 'declined') return false;
  session.status = 'complete';
  session.payment_status = attempt.kind === 'succeeded' ? 'paid' : 'unpaid';
  session.url = null;
  session.customer_details = {
    email: session.customer_email ?? core.store.customers.get(session.customer ?? '')?.email ?? null,
    name: null,
    phone: null,
    address: null,
  };
  core.emit({ type: 'checkout.session.completed', object: session, origin: NO_REQUEST });
  return true;
}

/** The bank's word on a processing payment, told by the intent's events and, if there is one, its session's. */
export function settlePayment(
  core: Core,
  settlement: { readonly intent: PaymentIntent; readonly outcome: 'succeeded' | 'failed' },
): void {
  const { intent, outcome } = settlement;
  settleIntent(core, { intent, outcome, origin: NO_REQUEST });
  const session = [...core.store.checkoutSessions.values()].find(
    ({ payment_intent }) => payment_intent === intent.id,
  );
  if (session === undefined) return;
  if (outcome === 'succeeded') session.payment_status = 'paid';
  core.emit({ type: `checkout.session.async_payment_${outcome}`, object: session, origin: NO_REQUEST });
}

export function expireSession(
  core: Core,
  { session, origin }: { readonly session: CheckoutSession; readonly origin: EventRequest },
): void {
  session.status = 'expired';
  session.url = null;
  core.emit({ type: 'checkout.session.expired', object: session, origin });
}

/** Expires what is past its time; called before anything looks at sessions, so no timer is needed. */
export function expireDueSessions(core: Core): void {
  const now = core.clock.nowSeconds();
  for (const session of core.store.checkoutSessions.values()) {
    if (session.status === 'open' && session.expires_at <= now)
      expireSession(core, { session, origin: NO_REQUEST });
  }
}
