import type { RunRecord } from '../../results/run-record.ts';
import { barChart } from '../charts/bars.ts';
import { latencyChart } from '../charts/latency.ts';
import { idOf } from '../charts/svg.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import { details, type Section } from '../html/parts.ts';
import { table } from '../html/table.ts';
import { exactly, roughly } from '../numbers.ts';
import type { Overview } from '../overview.ts';
import { type NamedSubject, ratioLabel, subjectsOf } from '../subjects.ts';

/** How long callers waited: a picture for each run, ours above the peers. */
export function latencySection({ runs }: Overview): Section | undefined {
  const hasPeers = (run: RunRecord): boolean => subjectsOf(run).some(({ isOurs }) => !isOurs);
  // Comparisons first: a latency alone says less.
  const shown = runs
    .filter(run => run.name !== 'cold-start' && Object.keys(run.subjects).length > 0)
    .toSorted((a, b) => Number(hasPeers(b)) - Number(hasPeers(a)));
  if (shown.length === 0) return undefined;
  return {
    id: 'latency',
    title: 'How long callers waited',
    lead: 'Ours in colour, the usual ways in grey, driven alike in the same run. The axis is logarithmic: a step to the right multiplies. Each ridge shows where the calls lie and is as high as its own peak; callers who got an error are counted, too.',
    body: html`<div class="cards">${shown.map(card)}</div>`,
  };
}

function card(run: RunRecord): Markup {
  const subjects = subjectsOf(run);
  const ratios = Object.entries(run.ratios).map(
    ([name, value]) => html`<li>${ratioLabel(name)} <strong>${exactly(value)}</strong></li>`,
  );
  return html`<article class="card"><h3>${run.name}</h3><p class="summary">${run.summary}</p>${latencyChart({ id: idOf('latency', run.name), title: `Latency, ${run.name}`, subjects })}${throughput({ run, subjects })}${ratios.length === 0 ? nothing : html`<ul class="ratios">${ratios}</ul>`}${details({ summary: 'As a table', body: subjectTable({ run, subjects }) })}</article>`;
}

function throughput({ run, subjects }: { run: RunRecord; subjects: readonly NamedSubject[] }): Markup {
  if (subjects.length < 2) return nothing;
  const rows = subjects.map(({ label, isOurs, figures }) => ({ label, isOurs, value: figures.perSecond }));
  return barChart({
    id: idOf('rate', run.name),
    title: `Throughput, ${run.name}`,
    rows,
    unit: 'answers a second',
  });
}

function subjectTable({ run, subjects }: { run: RunRecord; subjects: readonly NamedSubject[] }): Markup {
  const names = ['p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'per second', 'errors', 'lost', 'doubled'];
  const figure = (value: number | undefined): string => (value === undefined ? '–' : roughly(value));
  return table({
    label: `Figures of ${run.name}`,
    columns: [{ name: 'Way' }, ...names.map(name => ({ name, isNumber: true }))],
    rows: subjects.map(({ label, figures }) => [
      label,
      ...[figures.p50Ms, figures.p95Ms, figures.p99Ms, figures.maxMs, figures.perSecond].map(figure),
      ...[figures.errors, figures.lost, figures.doubled].map(count =>
        count === undefined ? '–' : exactly(count),
      ),
    ]),
  });
}
