import { describeResult, jsonLine } from './report.ts';
import type { BenchResult } from './result.ts';

const none = { p99Ms: 0, maxMs: 0, errors: 0, lost: 0, doubled: 0, histogram: [1, 2] };

const result: BenchResult = {
  bench: 'hot-enrollment',
  n: 1_000,
  instances: 1,
  subjects: {
    lane: { ...none, p50Ms: 100, p95Ms: 200, perSecond: 5_000 },
    incrementBatch: { ...none, p50Ms: 2_000, p95Ms: 5_000, perSecond: 200 },
  },
  ratios: { 'p95 lane/incrementBatch': 0.04 },
  rssMiB: 200,
  bars: [{ what: 'errors', must: { kind: 'exactly', value: 0 }, measured: 0, unit: '' }],
  notes: ['emulator times'],
};

test('the last line is JSON of the agreed shape and nothing else', () => {
  const line = jsonLine(result);
  expect(line).not.toContain('\n');
  const { bars: _bars, notes: _notes, subjects, ...agreed } = result;
  expect(JSON.parse(line)).toMatchObject(agreed);
  expect(JSON.parse(line).subjects.lane).toMatchObject({ p50Ms: 100, perSecond: 5_000, lost: 0 });
  expect(Object.keys(JSON.parse(line).subjects)).toEqual(Object.keys(subjects));
  expect(line).not.toContain('histogram');
});

test('people read every subject, ratio, bar and note', () => {
  const text = describeResult(result);
  expect(text).toMatch(/lane\s+│\s+100 │\s+200 │/);
  expect(text).toContain('p95 lane/incrementBatch: 0.04');
  expect(text).toContain('reached: errors must reach 0, measured 0');
  expect(text).toContain('Note: emulator times');
});
