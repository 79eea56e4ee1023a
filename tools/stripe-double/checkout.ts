import { expireDueSessions, expireSession, sessionById } from './checkout-flow.ts';
import type { ApiCall, Core, Route } from './core.ts';
import { activeCustomer } from './customers.ts';
import { invalidRequest, invalidState } from './errors.ts';
import { newId } from './ids.ts';
import type { IntentWish } from './intent-record.ts';
import { type Basket, readBasket } from './line-items.ts';
import { LIST_PARAMS, listPage, readCreatedFilter, readEqualsFilter } from './lists.ts';
import { mergeMetadata } from './metadata.ts';
import {
  missing,
  optionalChoice,
  optionalGroup,
  optionalInteger,
  optionalList,
  optionalText,
  type Params,
  refuseUnknown,
  requiredText,
} from './params.ts';
import type { CheckoutSession } from './types.ts';

const KNOWN = [
  ...['allow_promotion_codes', 'billing_address_collection', 'cancel_url', 'client_reference_id', 'customer'],
  ...[
    'customer_creation',
    'customer_email',
    'customer_update',
    'expires_at',
    'invoice_creation',
    'line_items',
  ],
  ...['locale', 'metadata', 'mode', 'payment_intent_data', 'payment_method_options', 'payment_method_types'],
  ...['submit_type', 'success_url', 'ui_mode'],
];
const INTENT_DATA = [
  'description',
  'metadata',
  'receipt_email',
  'setup_future_usage',
  'statement_descriptor',
];
const CUSTOMER_CREATION = ['always', 'if_required'] as const;
const MINIMUM_LIFE_SECONDS = 30 * 60;
const MAXIMUM_LIFE_SECONDS = 24 * 60 * 60;

function readUrl(params: Params, name: string): string {
  const url = requiredText(params, name);
  if (URL.canParse(url) && /^https?:/i.test(url)) return url;
  throw invalidRequest({ code: 'url_invalid', message: `Not a valid URL: ${name}`, param: name });
}

function readExpiry(params: Params, now: number): number {
  const expiresAt = optionalInteger(params, 'expires_at');
  if (expiresAt === undefined) return now + MAXIMUM_LIFE_SECONDS;
  const life = expiresAt - now;
  if (life >= MINIMUM_LIFE_SECONDS && life <= MAXIMUM_LIFE_SECONDS) return expiresAt;
  const message = 'expires_at must be between 30 minutes and 24 hours from now.';
  throw invalidRequest({ message, param: 'expires_at' });
}

function readMethodTypes(params: Params): readonly string[] {
  const types = optionalList(params, 'payment_method_types') ?? ['card', 'us_bank_account'];
  return types.filter(type => typeof type === 'string');
}

function requirePaymentMode(params: Params): void {
  if (optionalText(params, 'mode') == null) throw missing(params, 'mode');
  optionalChoice(params, 'mode', ['payment']);
  optionalChoice(params, 'ui_mode', ['hosted_page', 'hosted']);
}

function readWish(params: Params): IntentWish {
  const data = optionalGroup(params, 'payment_intent_data') ?? { values: {}, path: 'payment_intent_data' };
  refuseUnknown(data, INTENT_DATA);
  return {
    description: optionalText(data, 'description') ?? null,
    metadata: mergeMetadata(data),
    receiptEmail: optionalText(data, 'receipt_email') ?? null,
    setupFutureUsage: optionalChoice(data, 'setup_future_usage', ['off_session', 'on_session']) ?? null,
  };
}

function buildSession(core: Core, { params, basket }: { params: Params; basket: Basket }): CheckoutSession {
  const now = core.clock.nowSeconds();
  const id = newId('cs_test');
  const customer = optionalText(params, 'customer') ?? null;
  return {
    id,
    object: 'checkout.session',
    amount_subtotal: basket.total,
    amount_total: basket.total,
    cancel_url: params.values['cancel_url'] === undefined ? null : readUrl(params, 'cancel_url'),
    client_reference_id: optionalText(params, 'client_reference_id') ?? null,
    created: now,
    currency: basket.currency,
    customer: customer === null ? null : activeCustomer(core, customer).id,
    customer_creation: optionalChoice(params, 'customer_creation', CUSTOMER_CREATION) ?? null,
    customer_details: null,
    customer_email: optionalText(params, 'customer_email') ?? null,
    expires_at: readExpiry(params, now),
    livemode: false,
    metadata: mergeMetadata(params),
    mode: 'payment',
    payment_intent: null,
    payment_method_types: readMethodTypes(params),
    payment_status: 'unpaid',
    status: 'open',
    success_url: readUrl(params, 'success_url'),
    ui_mode: 'hosted_page',
    url: `${core.baseUrl()}/c/pay/${id}`,
  };
}

function create(core: Core, { params }: ApiCall): CheckoutSession {
  refuseUnknown(params, KNOWN);
  requirePaymentMode(params);
  const wish = readWish(params);
  const basket = readBasket(params);
  const session = buildSession(core, { params, basket });
  core.store.checkoutSessions.set(session.id, session);
  core.store.lineItems.set(session.id, basket.items);
  core.store.intentWishes.set(session.id, wish);
  return session;
}

function retrieve(core: Core, { params, id }: ApiCall): CheckoutSession {
  refuseUnknown(params, []);
  expireDueSessions(core);
  return sessionById(core, id);
}

function expire(core: Core, { params, id, origin }: ApiCall): CheckoutSession {
  refuseUnknown(params, []);
  expireDueSessions(core);
  const session = sessionById(core, id);
  if (session.status !== 'open') {
    throw invalidState({
      message: `Only open checkout sessions can be expired; this one is ${session.status}.`,
    });
  }
  expireSession(core, { session, origin });
  return session;
}

function list(core: Core, { params }: ApiCall): object {
  refuseUnknown(params, [...LIST_PARAMS, 'created', 'customer', 'payment_intent', 'status']);
  expireDueSessions(core);
  const wasCreated = readCreatedFilter(params);
  const isCustomer = readEqualsFilter(params, 'customer');
  const isIntent = readEqualsFilter(params, 'payment_intent');
  const isStatus = readEqualsFilter(params, 'status');
  return listPage({
    objects: core.store.checkoutSessions,
    matches: session =>
      wasCreated(session) &&
      isCustomer(session.customer) &&
      isIntent(session.payment_intent) &&
      isStatus(session.status),
    params,
    url: '/v1/checkout/sessions',
  });
}

function listLineItems(core: Core, { params, id }: ApiCall): object {
  refuseUnknown(params, [...LIST_PARAMS]);
  const session = sessionById(core, id);
  const items = core.store.lineItems.get(session.id) ?? [];
  const objects = new Map([...items].reverse().map(item => [item.id, item]));
  return listPage({ objects, matches: () => true, params, url: `/v1/checkout/sessions/${id}/line_items` });
}

export const checkoutRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/checkout/sessions', handle: create },
  { method: 'GET', path: '/v1/checkout/sessions', handle: list },
  { method: 'GET', path: '/v1/checkout/sessions/:id', handle: retrieve },
  { method: 'POST', path: '/v1/checkout/sessions/:id/expire', handle: expire },
  { method: 'GET', path: '/v1/checkout/sessions/:id/line_items', handle: listLineItems },
];
