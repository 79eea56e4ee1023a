import type { RunReport } from '../results/run-record.ts';
import type { Bench, BenchResult } from './result.ts';

/** What a benchmark leaves for the report. */
export function recordOf(input: {
  bench: Pick<Bench, 'name' | 'summary'>;
  result: BenchResult;
  startedAt: Date;
  seconds: number;
}): RunReport {
  const { bench, result, startedAt, seconds } = input;
  const held = result.rssMiB === 0 ? {} : { 'MiB held at most': result.rssMiB };
  const { subjects, ratios, measures = {}, bars, curves = [], listings = [], notes } = result;
  return {
    name: bench.name,
    kind: 'bench',
    summary: bench.summary,
    startedAt: startedAt.toISOString(),
    seconds: Math.round(seconds),
    subjects: { ...subjects },
    ratios: { ...ratios },
    measures: {
      ...measures,
      'calls in a round': result.n,
      instances: result.instances,
      ...held,
    },
    bars: [...bars],
    curves,
    listings,
    notes: [...notes],
  };
}
