import type { RunRecord } from '../../results/run-record.ts';
import type { MarksAre, Timeline } from '../charts/marks.ts';
import { idOf } from '../charts/svg.ts';
import { timelineChart } from '../charts/timeline.ts';
import { html, type Markup } from '../html/markup.ts';
import { details, type Section } from '../html/parts.ts';
import { table } from '../html/table.ts';
import { roughly } from '../numbers.ts';
import type { Overview } from '../overview.ts';

type Timed = RunRecord & { timeline: Timeline };
const isTimed = (run: RunRecord): run is Timed => run.timeline !== undefined;

/** Throughput over time, with what was done to the system meanwhile. */
export function timelineSection({ runs }: Overview): Section | undefined {
  const isDisturbed = ({ kind }: Timed): boolean => kind === 'faults';
  // Runs with faults first: they are what this part is about.
  const timed = runs.filter(isTimed).toSorted((a, b) => Number(isDisturbed(b)) - Number(isDisturbed(a)));
  if (timed.length === 0) return undefined;
  return {
    id: 'timeline',
    title: 'Under load, over time',
    lead: 'Each strip has its own height; its peak is said at its end. A filled triangle, and the line above it, is something that was done to the system on purpose.',
    body: timed.map(figure),
  };
}

function figure(run: Timed): Markup {
  const { name, timeline, kind } = run;
  const marksAre: MarksAre = kind === 'faults' ? 'faults' : 'milestones';
  const shared = { id: idOf('timeline', name), title: `Over time, ${name}`, timeline, marksAre };
  return html`<article class="card"><h3>${name}</h3><p class="summary">${run.summary}</p><div class="onlyWide">${timelineChart({ ...shared, size: 'wide' })}</div><div class="onlyNarrow">${timelineChart({ ...shared, size: 'narrow' })}</div>${details({ summary: 'As a table', body: html`${seriesTable(run)}${marksTable(run)}` })}</article>`;
}

function seriesTable({ name, timeline }: Timed): Markup {
  const { series, secondsPerBin } = timeline;
  const rows = Object.entries(series)
    .filter(([, values]) => values.length > 0)
    .map(([label, values]) => {
      const sum = values.reduce((total, value) => total + value, 0);
      return [label, Math.min(...values), sum / values.length, Math.max(...values)].map(cell =>
        typeof cell === 'number' ? roughly(cell) : cell,
      );
    });
  return table({
    label: `Series of ${name}, by ${secondsPerBin} s`,
    columns: [
      { name: `In each ${roughly(secondsPerBin)} s` },
      { name: 'least', style: 'number' },
      { name: 'mean', style: 'number' },
      { name: 'most', style: 'number' },
    ],
    rows,
  });
}

function marksTable({ name, timeline }: Timed): Markup {
  return table({
    label: `What was done to the system in ${name}`,
    columns: [{ name: 'At second', style: 'number' }, { name: 'What was done' }],
    rows: timeline.marks.map(({ atSeconds, what }) => [roughly(atSeconds), what]),
  });
}
