import { yearsAfter } from '../../../src/platform/years.ts';

describe('years after', () => {
  it.each([
    ['2026-03-02T15:00:00.123Z', 3, '2029-03-02T15:00:00.123Z'],
    ['2024-02-29T23:59:59.999Z', 4, '2028-02-29T23:59:59.999Z'],
    ['2024-02-29T00:00:00.000Z', 3, '2027-03-01T00:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', 1, '2027-12-31T23:59:59.999Z'],
  ])('%s and %d: %s', (from, years, expected) => {
    const start = new Date(from);
    expect(yearsAfter({ from: start, years }).toISOString()).toBe(expected);
    expect(start.toISOString()).toBe(from);
  });
});
