import type { Bar } from '../verdict.ts';
import { barChart } from './bars.ts';
import { bulletChart, limitOf } from './bullet.ts';

const rows = [
  { label: 'Seatbelt', value: 400, isOurs: true },
  { label: 'runTransaction', value: 100, isOurs: false },
];

test('four times as much is a bar four times as long', () => {
  const markup = String(barChart({ id: 'x', title: 'Throughput', rows, unit: 'answers a second' }));
  const [ours = 0, peer = 0] = [...markup.matchAll(/class="bar".*? width="([\d.]+)"/g)].map(found =>
    Number(found[1]),
  );
  expect(ours / peer).toBeCloseTo(4, 1);
  expect(markup).toContain('answers a second');
});

test('a reference is drawn through all rows and named', () => {
  const reference = { value: 200, label: 'empty 200 ms' };
  expect(String(barChart({ id: 'x', title: 'x', rows, unit: 'ms', reference }))).toContain('empty 200 ms');
});

test('no rows make no picture, rows of nothing an empty one', () => {
  expect(String(barChart({ id: 'x', title: 'x', rows: [], unit: 'ms' }))).toBe('');
  const none = [{ label: 'a', value: 0, isOurs: true }];
  expect(String(barChart({ id: 'x', title: 'x', rows: none, unit: 'ms' }))).not.toMatch(/NaN|Infinity/);
});

const bar = (kind: Bar['must']['kind'], value: number, measured: number): Bar => ({
  what: 'p95',
  must: { kind, value },
  measured,
  unit: ' ms',
});
const bullet = (given: Bar): string => String(bulletChart({ id: 'b', bar: given }));
const dotOf = (given: Bar): number => Number(/class="p50" cx="([\d.]+)"/.exec(bullet(given))?.[1]);

test('a figure at its limit stands in the middle, whatever its unit', () => {
  expect(dotOf(bar('atMost', 200, 200))).toBe(120);
  expect(dotOf(bar('atLeast', 0.5, 0.5))).toBe(120);
});

test('what may be lower has its room at the left, what may be higher at the right', () => {
  expect(bullet(bar('atMost', 200, 100))).toContain('class="allowed" x="0"');
  expect(bullet(bar('atLeast', 2, 3))).toContain('class="allowed" x="120"');
});

test('a missed limit is drawn otherwise, and one far beyond ends in an arrow', () => {
  expect(bullet(bar('atMost', 200, 199))).toContain('<g class="ours">');
  expect(bullet(bar('atMost', 200, 201))).toContain('<g class="bad">');
  expect(bullet(bar('atMost', 200, 1e9))).toContain('class="mark"');
});

test('a limit is told in words', () => {
  expect([bar('atMost', 200, 0), bar('atLeast', 2, 0), bar('exactly', 30, 0)].map(limitOf)).toEqual([
    'at most 200 ms',
    'at least 2 ms',
    'exactly 30 ms',
  ]);
});
