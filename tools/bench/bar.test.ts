import { type Bar, describeBar, isReached, mustBeNone } from './bar.ts';

const bar = (measured: number): Bar => ({
  what: 'p95 of the lane',
  must: { kind: 'atMost', value: 0.1 },
  measured,
  unit: '',
});

test('a limit is reached at its value, and missed just above', () => {
  expect(isReached(bar(0.1))).toBe(true);
  expect(isReached(bar(0.101))).toBe(false);
});

test('a least is reached at its value, and missed just below', () => {
  const twice = (measured: number): Bar => ({ ...bar(measured), must: { kind: 'atLeast', value: 2 } });
  expect([1.999, 2, Number.NaN].map(measured => isReached(twice(measured)))).toEqual([false, true, false]);
  expect(describeBar(twice(1))).toContain('must reach at least 2, measured 1');
});

test('an exact count is missed from both sides', () => {
  const seats = (measured: number): Bar => ({ ...bar(measured), must: { kind: 'exactly', value: 30 } });
  expect([29, 30, 31].map(measured => isReached(seats(measured)))).toEqual([false, true, false]);
});

test('a measurement that is no number reaches nothing', () => {
  expect(isReached(bar(Number.NaN))).toBe(false);
});

test('a missed bar says what it is, what it must reach and what was measured', () => {
  expect(describeBar(bar(0.2))).toBe('MISSED: p95 of the lane must reach at most 0.1, measured 0.2');
  expect(describeBar({ ...bar(80), must: { kind: 'atMost', value: 1_000 }, unit: ' ms' })).toBe(
    'reached: p95 of the lane must reach at most 1000 ms, measured 80 ms',
  );
});

test('what must not happen at all is missed by a single time', () => {
  expect(isReached(mustBeNone({ what: 'errors', measured: 0 }))).toBe(true);
  expect(isReached(mustBeNone({ what: 'errors', measured: 1 }))).toBe(false);
});
