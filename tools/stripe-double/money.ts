import { invalidRequest } from './errors.ts';
import { type Params, paramName, requiredInteger, requiredText } from './params.ts';

const MAXIMUM_AMOUNT = 99_999_999;
const MINIMUM_AMOUNT = 50;
const MINIMUM_AMOUNT_BY_CURRENCY = new Map([
  ['gbp', 30],
  ['mxn', 1000],
  ['sek', 300],
  ['nok', 300],
  ['dkk', 250],
]);
const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map(currency => currency.toLowerCase()));

/** The smallest chargeable amount of a currency, in minor units. */
export function minimumAmount(currency: string): number {
  return MINIMUM_AMOUNT_BY_CURRENCY.get(currency) ?? MINIMUM_AMOUNT;
}

/** A lower-case three-letter currency code. */
export function readCurrency(params: Params): string {
  const currency = requiredText(params, 'currency').toLowerCase();
  if (CURRENCIES.has(currency)) return currency;
  throw invalidRequest({ message: `Invalid currency: ${currency}`, param: paramName(params, 'currency') });
}

/** A chargeable amount in minor units. */
export function readAmount(params: Params, currency: string): number {
  const amount = requiredInteger(params, 'amount');
  checkAmount({ amount, currency, param: paramName(params, 'amount') });
  return amount;
}

export function checkAmount({
  amount,
  currency,
  param,
}: {
  amount: number;
  currency: string;
  param: string;
}): void {
  if (amount < 1) {
    throw invalidRequest({ code: 'parameter_invalid_integer', message: `Amount must be at least 1.`, param });
  }
  const minimum = minimumAmount(currency);
  if (amount < minimum) {
    const message = `Amount must be at least ${minimum} in minor units of ${currency}.`;
    throw invalidRequest({ code: 'amount_too_small', message, param });
  }
  if (amount > MAXIMUM_AMOUNT) {
    const message = `Amount must be no more than ${MAXIMUM_AMOUNT} in minor units of ${currency}.`;
    throw invalidRequest({ code: 'amount_too_large', message, param });
  }
}

/** An amount in minor units as people write it, for pages and messages: 4950, 'usd' → `$49.50`. */
export function formatAmount({ amount, currency }: { amount: number; currency: string }): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
