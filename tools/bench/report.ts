import Table from 'cli-table3';
import { describeBar } from './bar.ts';
import type { BenchResult } from './result.ts';

type Listing = NonNullable<BenchResult['listings']>[number];

const columns = ['', 'p50 ms', 'p95 ms', 'per second', 'errors', 'lost', 'doubled'];

/** The result for people: a table, what it must reach, what to know about it. */
export function describeResult(result: BenchResult): string {
  const { bench, n, instances, subjects, ratios, measures = {}, rssMiB, bars, notes } = result;
  const table = new Table({
    head: columns,
    style: { head: [], border: [] },
    colAligns: ['left', ...columns.slice(1).map((): 'right' => 'right')],
  });
  for (const [name, figures] of Object.entries(subjects)) {
    const { p50Ms, p95Ms, perSecond, errors, lost, doubled } = figures;
    table.push([name, p50Ms, p95Ms, perSecond, errors, lost, doubled]);
  }
  const processes = instances === 1 ? '1 process' : `${instances} processes`;
  return [
    `${bench}: ${n} calls, ${processes}${rssMiB === 0 ? '' : `, an instance held at most ${rssMiB} MiB`}`,
    ...(Object.keys(subjects).length === 0 ? [] : [table.toString()]),
    ...(result.listings ?? []).map(describeListing),
    ...Object.entries(ratios).map(([name, value]) => `${name}: ${value}`),
    ...Object.entries(measures).map(([name, value]) => `${name}: ${value.toLocaleString('en-US')}`),
    ...bars.map(describeBar),
    ...notes.map(note => `Note: ${note}`),
  ].join('\n');
}

function describeListing({ title, columns: head, rows }: Listing): string {
  const table = new Table({ head, style: { head: [], border: [] } });
  table.push(...rows);
  return `${title}\n${table.toString()}`;
}

/** The result for programs: one line. The histograms are for the report, which reads the record of the run. */
export function jsonLine({ bench, n, instances, subjects, ratios, measures, rssMiB }: BenchResult): string {
  const figures = Object.entries(subjects).map(([name, { histogram: _, ...rest }]) => [name, rest]);
  return JSON.stringify({
    bench,
    n,
    instances,
    subjects: Object.fromEntries(figures),
    ratios,
    measures,
    rssMiB,
  });
}
