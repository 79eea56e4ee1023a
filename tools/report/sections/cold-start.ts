import type { RunRecord } from '../../results/run-record.ts';
import { type BarRow, barChart } from '../charts/bars.ts';
import { latencyChart } from '../charts/latency.ts';
import { idOf } from '../charts/svg.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import type { Section } from '../html/parts.ts';
import { roughly } from '../numbers.ts';
import type { Overview } from '../overview.ts';
import { labelOf, oursAmong, subjectsOf } from '../subjects.ts';
import { moreFigures } from './figures.ts';

type Listing = RunRecord['listings'][number];

/** From the start of a process to its first answer, for each function, against one that does nothing. */
export function coldStartSection({ runs }: Overview): Section | undefined {
  const run = runs.find(({ name }) => name === 'cold-start');
  if (run === undefined) return undefined;
  const all = latencyChart({
    id: 'cold-start-all',
    title: 'From process start to first answer',
    subjects: subjectsOf(run),
  });
  return {
    id: 'cold-start',
    title: 'Cold start',
    lead: run.summary,
    body: html`<div class="cards">${all === nothing ? nothing : html`<div class="card"><h3>All together</h3>${all}</div>`}${byFunction(run)}</div>${moreFigures(run)}`,
  };
}

/** A bar for each function, of the list that has their milliseconds. */
function byFunction(run: RunRecord): Markup {
  const rows = run.listings.map(rowsOf).find(({ length }) => length > 0) ?? [];
  const empty = rows.find(({ isOurs }) => !isOurs);
  const most = Math.max(...rows.map(({ value }) => value));
  const reference =
    empty === undefined
      ? {}
      : { reference: { value: empty.value, label: `${empty.label} ${roughly(empty.value)} ms` } };
  const columns = inColumns(rows).map(
    (some, index) =>
      html`<div class="card"><h3>${index === 0 ? 'Function by function' : 'continued'}</h3>${barChart({ id: idOf('cold-start', String(index)), title: 'From process start to first answer', rows: some, unit: 'milliseconds', most, ...reference })}</div>`,
  );
  return html`${columns}`;
}

function rowsOf({ columns, rows }: Listing): BarRow[] {
  const place = columns.indexOf('ms');
  const isOurs = oursAmong({});
  return rows.flatMap(row => {
    const [name] = row;
    const value = row[place];
    if (typeof name !== 'string' || typeof value !== 'number') return [];
    return [{ label: labelOf(name), value, isOurs: isOurs(name) }];
  });
}

/** On one axis, side by side: fifty functions in one column would be a long way down. */
function inColumns<T>(rows: readonly T[]): T[][] {
  const perColumn = Math.max(Math.ceil(rows.length / 2), 8);
  const starts = Array.from({ length: Math.ceil(rows.length / perColumn) }, (_, index) => index * perColumn);
  return starts.map(start => rows.slice(start, start + perColumn));
}
