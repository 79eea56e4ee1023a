import { percentile } from '../../bench/percentile.ts';
import { latencyHistogram } from '../../results/histogram.ts';
import type { OperationRecord, Recorder } from '../driver/recorder.ts';

/** How one operation did. Latencies are of all intents, those included that failed. */
export type OperationFigures = {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Answered, refusals among them. */
  readonly perSecond: number;
  readonly errors: number;
  readonly refused: number;
  readonly retries: number;
  readonly histogram: number[];
};

const rounded = (value: number): number => Number(value.toFixed(1));

export function figuresOf(input: { of: OperationRecord; seconds: number }): OperationFigures {
  const { of, seconds } = input;
  const samples = of.latenciesMs;
  const at = (share: number): number => (samples.length === 0 ? 0 : rounded(percentile({ samples, share })));
  return {
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    maxMs: at(1),
    perSecond: seconds > 0 ? rounded((of.ok + of.refused) / seconds) : 0,
    errors: of.failed,
    refused: of.refused,
    retries: of.retries,
    histogram: latencyHistogram(samples),
  };
}

/** All operations as if they were one. */
export function allOf(operations: ReadonlyMap<string, OperationRecord>): OperationRecord {
  const sum: OperationRecord = { latenciesMs: [], ok: 0, refused: 0, failed: 0, retries: 0 };
  for (const each of operations.values()) {
    for (const latencyMs of each.latenciesMs) sum.latenciesMs.push(latencyMs);
    sum.ok += each.ok;
    sum.refused += each.refused;
    sum.failed += each.failed;
    sum.retries += each.retries;
  }
  return sum;
}

/** Failed intents among all, in percent. */
export function errorPercent(record: OperationRecord): number {
  const all = record.ok + record.refused + record.failed;
  return all === 0 ? 0 : Number(((record.failed * 100) / all).toFixed(3));
}

export type Series = Record<string, number[]>;

/** By second: answers of each operation, failures, retries, and what 95 of 100 callers did not wait longer than. */
export function seriesOf(recorder: Recorder): Series {
  const { bins } = recorder;
  const series: Series = {};
  for (const operation of recorder.operations.keys())
    series[operation] = bins.map(({ answered }) => answered.get(operation) ?? 0);
  series['failed'] = bins.map(({ failed }) => failed);
  series['retries'] = bins.map(({ retries }) => retries);
  series['p95 ms'] = bins.map(({ latenciesMs }) =>
    latenciesMs.length === 0 ? 0 : rounded(percentile({ samples: latenciesMs, share: 0.95 })),
  );
  return series;
}
