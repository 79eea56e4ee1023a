import { type Bar, isReached, verdictOf } from './verdict.ts';

const bar = (kind: Bar['must']['kind'], value: number, measured: number): Bar => ({
  what: 'p95',
  must: { kind, value },
  measured,
  unit: ' ms',
});

test.each([
  ['atMost', 200, 200, true],
  ['atMost', 200, 200.001, false],
  ['atLeast', 2, 2, true],
  ['atLeast', 2, 1.999, false],
  ['exactly', 0, 0, true],
  ['exactly', 0, 1, false],
  ['exactly', 30, 29, false],
] as const)('%s %p, measured %p: %p', (kind, value, measured, reached) => {
  expect(isReached(bar(kind, value, measured))).toBe(reached);
});

test('a run holds when all its bars are reached and no invariant broke', () => {
  const checks = [{ invariant: 'balance = sum of ledger', checked: 10, broken: 0 }];
  expect(verdictOf({ bars: [bar('atMost', 1, 1)], checks })).toBe('held');
});

test('one missed bar or one broken invariant is enough against a run', () => {
  const broken = [{ invariant: 'seats', checked: 1_000_000, broken: 1 }];
  expect(verdictOf({ bars: [bar('atMost', 1, 1)], checks: broken })).toBe('missed');
  expect(verdictOf({ bars: [bar('atMost', 1, 1), bar('exactly', 0, 1)], checks: [] })).toBe('missed');
});

test('a run with nothing to reach proves nothing, nor does an invariant that nobody looked at', () => {
  expect(verdictOf({ bars: [], checks: [] })).toBe('unproven');
  expect(verdictOf({ bars: [], checks: [{ invariant: 'seats', checked: 0, broken: 0 }] })).toBe('unproven');
});
