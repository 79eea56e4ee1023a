import { formatAmount } from './money.ts';
import type { CheckoutSession, LineItem, PaymentIntent } from './types.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem}
.notice{background:#fff3cd;border:1px solid #c69500;padding:.5rem 1rem}
button,a.button{display:block;width:100%;box-sizing:border-box;padding:.7rem;margin:.5rem 0;font:inherit;text-align:center}`;

/** Text that may have come from anyone, made harmless inside HTML. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

function layout({ title, content }: { readonly title: string; readonly content: string }): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} – Stripe double</title><style>${STYLE}</style></head>
<body><p class="notice" role="note">Local Stripe double: local double, no real money.</p>
<main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>
`;
}

function button({ action, label }: { readonly action: string; readonly label: string }): string {
  return `<form method="post"><button name="action" value="${action}">${label}</button></form>`;
}

/** One button for each way the customer can decide. */
function wayButtons({ methodTypes }: { readonly methodTypes: readonly string[] }): string {
  return [
    button({ action: 'pay', label: 'Pay' }),
    methodTypes.includes('us_bank_account')
      ? button({ action: 'bank', label: 'Pay by bank (asynchronous)' })
      : '',
    button({ action: 'decline', label: 'Decline' }),
  ].join('');
}

function link({ href, label }: { readonly href: string; readonly label: string }): string {
  return `<a class="button" href="${escapeHtml(href)}">${label}</a>`;
}

function alertOf(message: string | null): string {
  return message === null ? '' : `<p role="alert">${escapeHtml(message)}</p>`;
}

function amountLine(amount: string): string {
  return `<p>Amount: <strong id="amount">${escapeHtml(amount)}</strong></p>`;
}

/** The page on which a customer pays, or the plain statement that there is nothing left to pay. */
export function checkoutPage(view: {
  readonly session: CheckoutSession;
  readonly items: readonly LineItem[];
  readonly message: string | null;
}): string {
  const { session, items, message } = view;
  const amount = formatAmount({ amount: session.amount_total, currency: session.currency });
  const list = items.map(item => `<li>${escapeHtml(item.description)} × ${item.quantity}</li>`).join('');
  const summary = `<ul>${list}</ul>${amountLine(amount)}`;
  const said = alertOf(message);
  if (session.status !== 'open') {
    return layout({ title: `This checkout is ${session.status}`, content: `${said}${summary}` });
  }
  const cancel = session.cancel_url === null ? '' : link({ href: session.cancel_url, label: 'Cancel' });
  const buttons = wayButtons({ methodTypes: session.payment_method_types });
  return layout({ title: 'Pay', content: `${said}${summary}${buttons}${cancel}` });
}

/** The same for a payment intent. `backUrl` is where the customer came from, with how the payment stands. */
export function paymentPage(view: {
  readonly intent: PaymentIntent;
  readonly isOpen: boolean;
  readonly backUrl: string;
  readonly message: string | null;
}): string {
  const { intent, isOpen, backUrl, message } = view;
  const summary = `${alertOf(message)}${amountLine(formatAmount(intent))}`;
  if (!isOpen) {
    const back = link({ href: backUrl, label: 'Back' });
    return layout({ title: `This payment is ${intent.status}`, content: `${summary}${back}` });
  }
  const buttons = wayButtons({ methodTypes: intent.payment_method_types });
  const back = link({ href: backUrl, label: 'Back without paying' });
  return layout({ title: 'Pay', content: `${summary}${buttons}${back}` });
}

export function plainPage(text: string): string {
  return layout({ title: text, content: '' });
}
