import { mostInOneInterval } from './most-in-one-interval.ts';

test('heartbeats at the pace are one in each interval, give or take what a timer is late', () => {
  expect(mostInOneInterval({ atMs: [0, 5_010, 9_990, 15_000], intervalMs: 5_000 })).toBe(1);
});

test('two tabs that both count are seen', () => {
  expect(mostInOneInterval({ atMs: [0, 5_000, 10_000, 2_000, 7_000], intervalMs: 5_000 })).toBe(2);
});

test('where nothing was sent there is none', () => {
  expect(mostInOneInterval({ atMs: [], intervalMs: 5_000 })).toBe(0);
});
