import Table from 'cli-table3';
import { type Bar, describeBar } from '../../bench/bar.ts';
import type { Measured } from '../measured.ts';
import type { OperationFigures } from './figures.ts';

const columns = ['', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'per second', 'refused', 'errors', 'retries'];

function rowOf(figures: OperationFigures): number[] {
  const { p50Ms, p95Ms, p99Ms, maxMs, perSecond, refused, errors, retries } = figures;
  return [p50Ms, p95Ms, p99Ms, maxMs, perSecond, refused, errors, retries];
}

const reasonsLine = ({ title, counts }: { title: string; counts: ReadonlyMap<string, number> }): string[] => {
  if (counts.size === 0) return [];
  const sorted = [...counts].sort(([, left], [, right]) => right - left);
  return [`${title}: ${sorted.map(([reason, count]) => `${reason} ×${count}`).join(', ')}`];
};

/** What was measured, for people. */
export function describeMeasured(input: {
  readonly measured: Measured;
  readonly figures: Readonly<Record<string, OperationFigures>>;
  readonly bars: readonly Bar[];
  readonly notes: readonly string[];
}): string {
  const { measured, figures, bars, notes } = input;
  const table = new Table({
    head: columns,
    style: { head: [], border: [] },
    colAligns: ['left', ...columns.slice(1).map((): 'right' => 'right')],
  });
  for (const [name, of] of Object.entries(figures)) table.push([name, ...rowOf(of)]);
  const { recorder } = measured;
  return [
    table.toString(),
    ...reasonsLine({ title: 'Refused', counts: recorder.refusals }),
    ...reasonsLine({ title: 'Failed', counts: recorder.failures }),
    ...reasonsLine({ title: 'Tried again after', counts: recorder.retryReasons }),
    ...Object.entries(measured.measures).map(([what, value]) => `${what}: ${value.toLocaleString('en-US')}`),
    ...Object.entries(measured.ratios).map(([what, value]) => `${what}: ${value}`),
    ...bars.map(describeBar),
    ...notes.map(note => `Note: ${note}`),
  ].join('\n');
}
