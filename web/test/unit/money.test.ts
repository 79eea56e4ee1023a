import { formatMoney } from '../../src/shared/format.ts';

test.each([
  [4_950, 'usd', '4950'],
  [1_950, 'jpy', '1950'],
])('%i minor units of %s are shown with the decimals of that currency', (amount, currency, digits) => {
  expect(formatMoney({ amount, currency }).replace(/\D/g, '')).toBe(digits);
});
