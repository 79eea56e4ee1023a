import type { RunRecord } from '../../results/run-record.ts';
import { barChart } from '../charts/bars.ts';
import { idOf } from '../charts/svg.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import type { Section } from '../html/parts.ts';
import { roughly } from '../numbers.ts';
import type { Overview } from '../overview.ts';
import { type NamedSubject, subjectsOf } from '../subjects.ts';
import { moreFigures } from './figures.ts';

/** From the start of a process to its first answer, for each function, against one that does nothing. */
export function coldStartSection({ runs }: Overview): Section | undefined {
  const run = runs.find(({ name }) => name === 'cold-start');
  if (run === undefined) return undefined;
  return {
    id: 'cold-start',
    title: 'Cold start',
    lead: run.summary,
    body: html`${charts(run)}${moreFigures(run)}`,
  };
}

/** Two columns of rows on one axis: fifty functions in one would be a long way down. */
function charts(run: RunRecord): Markup {
  const subjects = subjectsOf(run).toSorted((a, b) => b.figures.p50Ms - a.figures.p50Ms);
  if (subjects.length === 0) return nothing;
  const half = subjects.length > 8 ? Math.ceil(subjects.length / 2) : subjects.length;
  const columns = [subjects.slice(0, half), subjects.slice(half)].filter(({ length }) => length > 0);
  const empty = subjects.find(({ isOurs }) => !isOurs);
  const most = Math.max(...subjects.map(({ figures }) => figures.p50Ms));
  return html`<div class="cards">${columns.map((rows, index) => column({ rows, index, empty, most }))}</div>`;
}

function column(input: {
  rows: readonly NamedSubject[];
  index: number;
  empty: NamedSubject | undefined;
  most: number;
}): Markup {
  const { rows, index, empty, most } = input;
  const reference =
    empty === undefined
      ? {}
      : {
          reference: {
            value: empty.figures.p50Ms,
            label: `${empty.label} ${roughly(empty.figures.p50Ms)} ms`,
          },
        };
  return html`<div class="card">${barChart({
    id: idOf('cold-start', String(index)),
    title: 'From process start to first answer',
    rows: rows.map(({ label, isOurs, figures }) => ({ label, isOurs, value: figures.p50Ms })),
    unit: 'milliseconds, median',
    most,
    ...reference,
  })}</div>`;
}
