import type { RunRecord } from '../../results/run-record.ts';
import { type Curve, curveChart } from '../charts/curve.ts';
import { idOf } from '../charts/svg.ts';
import { html, type Markup } from '../html/markup.ts';
import { details, type Section } from '../html/parts.ts';
import { table } from '../html/table.ts';
import { capitalized, roughly } from '../numbers.ts';
import type { Overview } from '../overview.ts';
import { labelOf } from '../subjects.ts';

/** How latency, conflicts and cost grow with clients, instances and students. */
export function growthSection({ runs }: Overview): Section | undefined {
  const cards = runs.flatMap(run => run.curves.map((curve, index) => card({ run, curve, index })));
  if (cards.length === 0) return undefined;
  return {
    id: 'growth',
    title: 'How it grows',
    lead: 'More clients, more instances, more students: what it costs the one who waits, and the one who pays for reads and writes.',
    body: html`<div class="cards">${cards}</div>`,
  };
}

function card({ run, curve, index }: { run: RunRecord; curve: Curve; index: number }): Markup {
  return html`<article class="card"><h3>${capitalized(curve.title)}</h3><p class="summary"><span class="run">${run.name}</span></p>${curveChart({ id: idOf('curve', run.name, String(index)), curve })}${details({ summary: 'As a table', body: curveTable(curve) })}</article>`;
}

function curveTable(curve: Curve): Markup {
  const points = Object.entries(curve.series).flatMap(([name, values]) =>
    values.map(([x, y]) => [labelOf(name), roughly(x), roughly(y)]),
  );
  return table({
    label: curve.title,
    columns: [{ name: 'Line' }, { name: curve.x, style: 'number' }, { name: curve.y, style: 'number' }],
    rows: points,
  });
}
