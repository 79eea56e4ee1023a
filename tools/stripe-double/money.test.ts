import { formatAmount, minimumAmount } from './money.ts';

describe('amounts in minor units', () => {
  test.each([
    [4950, 'usd', '$49.50'],
    [5, 'usd', '$0.05'],
    [500, 'jpy', '¥500'],
    [123_456, 'eur', '€1,234.56'],
  ])('%i %s is written %s', (amount, currency, written) => {
    expect(formatAmount({ amount, currency })).toBe(written);
  });

  test('the smallest charge is the currency’s own', () => {
    expect([minimumAmount('usd'), minimumAmount('gbp')]).toEqual([50, 30]);
  });
});
