import { histogramEdgesMs, latencyHistogram } from './histogram.ts';

test('every latency is counted once, those beyond the last edge too', () => {
  const counts = latencyHistogram([0, 0.1, 5, 5, 900, 1e9]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(6);
  expect(counts[0]).toBe(2);
  expect(counts.at(-1)).toBe(1);
});

test('edges grow from a tenth of a millisecond to two minutes', () => {
  expect(histogramEdgesMs[0]).toBe(0.1);
  expect(histogramEdgesMs.at(-1)).toBeGreaterThan(120_000);
  expect([...histogramEdgesMs].sort((a, b) => a - b)).toEqual(histogramEdgesMs);
});
