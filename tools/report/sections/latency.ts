import type { RunRecord } from '../../results/run-record.ts';
import { barChart } from '../charts/bars.ts';
import { latencyChart } from '../charts/latency.ts';
import { idOf } from '../charts/svg.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import { details, type Section } from '../html/parts.ts';
import { type Column, table } from '../html/table.ts';
import { exactly, roughly } from '../numbers.ts';
import type { Overview } from '../overview.ts';
import { type NamedSubject, ratioLabel, subjectsOf } from '../subjects.ts';

/** How long callers waited: a picture for each run, ours above the peers. */
export function latencySection({ runs }: Overview): Section | undefined {
  const shown = runs
    .filter(run => run.name !== 'cold-start' && Object.keys(run.subjects).length > 0)
    .toSorted((a, b) => rank(a) - rank(b));
  if (shown.length === 0) return undefined;
  return {
    id: 'latency',
    title: 'How long callers waited',
    lead: 'Ours in colour, the usual ways in grey, driven alike in the same run. The axis is logarithmic: a step to the right multiplies. Each ridge shows where the calls lie and is as high as its own peak; callers who got an error are counted, too.',
    body: html`<div class="cards">${shown.map(card)}</div>`,
  };
}

/** More rows in one card would leave its neighbours empty: it takes the whole width, in columns. */
const isWide = (run: RunRecord): boolean => Object.keys(run.subjects).length > 6;

/** Comparisons first, since a latency alone says less; wide cards last, since they leave no gaps there. */
function rank(run: RunRecord): number {
  const hasPeers = subjectsOf(run).some(({ isOurs }) => !isOurs);
  return (isWide(run) ? 2 : 0) + (hasPeers ? 0 : 1);
}

function card(run: RunRecord): Markup {
  const subjects = subjectsOf(run);
  const ratios = Object.entries(run.ratios).map(
    ([name, value]) => html`<li>${ratioLabel(name)} <strong>${exactly(value)}</strong></li>`,
  );
  const picture = isWide(run) ? inColumns({ run, subjects }) : inOne({ run, subjects });
  return html`<article class="card${isWide(run) ? ' wide' : ''}"><h3>${run.name}</h3><p class="summary">${run.summary}</p>${picture}${ratios.length === 0 ? nothing : html`<ul class="ratios">${ratios}</ul>`}${details({ summary: 'As a table', body: subjectTable({ run, subjects }) })}</article>`;
}

type Shown = { run: RunRecord; subjects: readonly NamedSubject[] };

const inOne = ({ run, subjects }: Shown): Markup =>
  html`${latencyChart({ id: idOf('latency', run.name), title: `Latency, ${run.name}`, subjects })}${throughput({ run, subjects })}`;

/** Three columns on one axis. */
function inColumns({ run, subjects }: Shown): Markup {
  const length = Math.ceil(subjects.length / 3);
  const charts = [0, 1, 2].map(column =>
    latencyChart({
      id: idOf('latency', run.name, String(column)),
      title: `Latency, ${run.name}`,
      subjects: subjects.slice(column * length, (column + 1) * length),
      beside: subjects,
    }),
  );
  return html`<div class="columns">${charts}</div>`;
}

function throughput({ run, subjects }: Shown): Markup {
  if (subjects.length < 2) return nothing;
  const rows = subjects.map(({ label, isOurs, figures }) => ({ label, isOurs, value: figures.perSecond }));
  return barChart({
    id: idOf('rate', run.name),
    title: `Throughput, ${run.name}`,
    rows,
    unit: 'answers a second',
  });
}

function subjectTable({ run, subjects }: Shown): Markup {
  const names = ['p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'per second', 'errors', 'lost', 'doubled'];
  const figure = (value: number | undefined): string => (value === undefined ? '–' : roughly(value));
  return table({
    label: `Figures of ${run.name}`,
    columns: [{ name: 'Way' }, ...names.map((name): Column => ({ name, style: 'number' }))],
    rows: subjects.map(({ label, figures }) => [
      label,
      ...[figures.p50Ms, figures.p95Ms, figures.p99Ms, figures.maxMs, figures.perSecond].map(figure),
      ...[figures.errors, figures.lost, figures.doubled].map(count =>
        count === undefined ? '–' : exactly(count),
      ),
    ]),
  });
}
