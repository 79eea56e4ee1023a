import type { LedgerEntry } from '../../../../client/src/index.ts';

/** What the provider's return address says. It is the browser's word: only the ledger proves a payment. */
export interface PaymentReturn {
  readonly paymentIntentId: string | null;
  readonly status: string;
}

export function readReturn(search: string): PaymentReturn {
  const query = new URLSearchParams(search);
  return { paymentIntentId: query.get('payment_intent'), status: query.get('redirect_status') ?? '' };
}

export type PaymentOutcome =
  | { readonly kind: 'booked'; readonly amount: number; readonly currency: string }
  | { readonly kind: 'beingBooked' }
  | { readonly kind: 'atTheBank' }
  | { readonly kind: 'heldForTheSchool' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unknown' };

/** What has become of the payment so far. */
export function paymentOutcome(input: {
  returned: PaymentReturn;
  entries: readonly Pick<LedgerEntry, 'kind' | 'paymentIntentId' | 'amount' | 'currency'>[];
}): PaymentOutcome {
  const { returned, entries } = input;
  const { paymentIntentId, status } = returned;
  if (paymentIntentId === null) return { kind: 'unknown' };
  const own = entries.filter(each => each.paymentIntentId === paymentIntentId);
  const booked = own.find(({ kind }) => kind === 'payment');
  if (booked !== undefined) return { kind: 'booked', amount: booked.amount, currency: booked.currency };
  if (own.some(({ kind }) => kind === 'heldInSuspense')) return { kind: 'heldForTheSchool' };
  switch (status) {
    case 'failed':
    case 'requires_payment_method':
      return { kind: 'failed' };
    case 'processing':
    case 'pending':
      return { kind: 'atTheBank' };
    default:
      return { kind: 'beingBooked' };
  }
}
