import { RunRecord } from '../results/run-record.ts';
import { mustBeNone } from './bar.ts';
import { figuresOf } from './figures.ts';
import { recordOf } from './record.ts';
import type { BenchResult } from './result.ts';

const round = {
  samples: [
    { index: 0, latencyMs: 5, kind: 'answered' as const, answer: 'applied' },
    { index: 1, latencyMs: 9, kind: 'error' as const, message: 'ABORTED' },
  ],
  elapsedMs: 9,
  lost: 1,
  doubled: 0,
};

const result: BenchResult = {
  bench: 'hot-enrollment',
  n: 2,
  instances: 1,
  subjects: { lane: figuresOf([round]) },
  ratios: { 'p95 lane/incrementBatch': 0.04 },
  measures: { 'documents read': 3 },
  rssMiB: 200,
  bars: [mustBeNone({ what: 'payments lost', measured: 1 })],
  notes: ['emulator times'],
};

test('a benchmark leaves all that it measured, single latencies included', () => {
  const record = recordOf({
    bench: { name: 'hot-enrollment', summary: 'payments' },
    result,
    startedAt: new Date('2026-03-02T15:00:00Z'),
    seconds: 12.4,
  });
  const machine = { cpu: '', cores: 2, memoryGiB: 8, os: '', node: '', java: '', versions: {} };
  const kept = RunRecord.parse({ ...record, commit: 'abc', machine });
  expect(kept).toMatchObject({
    kind: 'bench',
    seconds: 12,
    ratios: result.ratios,
    measures: { 'documents read': 3, 'calls in a round': 2, 'MiB held at most': 200 },
    bars: [{ what: 'payments lost', measured: 1 }],
    notes: ['emulator times'],
  });
  const { histogram = [], ...lane } = kept.subjects['lane'] ?? {};
  expect(lane).toMatchObject({ p95Ms: 9, maxMs: 9, errors: 1, lost: 1 });
  expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(2);
});
