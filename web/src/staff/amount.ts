const LARGEST = 100_000_000;

/**
 * What somebody typed as an amount, in minor units: `49.5`, `49,50` and `$ 49.50` are 4950.
 * @returns undefined for what is no amount, so that nothing is guessed where money moves
 */
export function parseAmount(text: string): number | undefined {
  const match = /^[^\d.,-]{0,4}(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, whole = '0', cents = ''] = match;
  const amount = Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  return amount > 0 && amount <= LARGEST ? amount : undefined;
}

/** 4950 as `49.50`: how an amount stands in a field. */
export const amountText = (amount: number): string => (amount / 100).toFixed(2);
