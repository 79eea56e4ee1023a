export type EnteredAmount =
  | { readonly kind: 'amount'; readonly minorUnits: number }
  | { readonly kind: 'problem'; readonly text: string };

/** What cards can be charged at least; below it the provider refuses. Minor units. */
const CARD_MINIMUM = 50;

/**
 * What somebody typed into a money field: `20`, `20.5`, `20,50`, `$1,250.00`. Whole minor units, never through a
 * binary fraction.
 */
export function parseMoney(text: string): number | undefined {
  const plain = text
    .replace(/[\s$€£]/g, '')
    .replace(/,(?=\d{3}(\D|$))/g, '')
    .replace(',', '.');
  const [, whole, cents = ''] = /^(\d{1,7})(?:\.(\d{0,2}))?$/.exec(plain) ?? [];
  if (whole === undefined) return undefined;
  return Number(whole) * 100 + Number(cents.padEnd(2, '0'));
}

/** Holds an entered amount to what may be paid. @param atLeast until the course opens; 0 once it has */
export function checkAmount(input: {
  text: string;
  atLeast: number;
  due: number;
  money: (minorUnits: number) => string;
}): EnteredAmount {
  const { text, atLeast, due, money } = input;
  const minorUnits = parseMoney(text);
  const least = Math.min(due, Math.max(atLeast, CARD_MINIMUM));
  if (minorUnits === undefined) return { kind: 'problem', text: 'Please enter an amount such as 20.00.' };
  if (minorUnits > due) return { kind: 'problem', text: `Only ${money(due)} are left to pay.` };
  if (minorUnits < least) return { kind: 'problem', text: `Please pay at least ${money(least)}.` };
  if (minorUnits < due && due - minorUnits < CARD_MINIMUM)
    return { kind: 'problem', text: tooLittleLeft({ due, least, money }) };
  return { kind: 'amount', minorUnits };
}

/** A rest that no card takes would keep the certificate away for good. */
function tooLittleLeft(input: { due: number; least: number; money: (minorUnits: number) => string }): string {
  const { due, least, money } = input;
  const most = due - CARD_MINIMUM;
  const rest = `What is left then is too little for a card. Please pay ${money(due)}`;
  return most < least ? `${rest}.` : `${rest}, or at most ${money(most)}.`;
}

/** As it stands in the field at first: `20.00`. */
export const moneyText = (minorUnits: number): string => (minorUnits / 100).toFixed(2);
