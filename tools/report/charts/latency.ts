import { html, type Markup, nothing } from '../html/markup.ts';
import { roughly, shortened } from '../numbers.ts';
import type { NamedSubject } from '../subjects.ts';
import { bottomAxis } from './axis.ts';
import { type Bucket, bucketsOf, ridge } from './ridge.ts';
import { logScale, type Scale } from './scale.ts';
import { line, px, svg, text } from './svg.ts';

const WIDTH = 360;
const LEFT = 2;
const RIGHT = WIDTH - 8;
const ROW = 55;
const RIDGE = 26;

type Row = { subject: NamedSubject; buckets: readonly Bucket[] };

/**
 * How long callers waited, a row for each way of doing the work, all on one axis. Each ridge is as high as its own
 * peak: it shows where the waits lie, not how many there were.
 */
export function latencyChart(input: {
  id: string;
  title: string;
  subjects: readonly NamedSubject[];
  /** Those whose waits the axis must have room for, where several pictures share one. */
  beside?: readonly NamedSubject[];
}): Markup {
  const { id, title, subjects, beside = subjects } = input;
  const rows = rowsOf(subjects);
  const scale = rows.length === 0 ? undefined : axisOf(rowsOf(beside));
  if (scale === undefined) return nothing;
  const bottom = rows.length * ROW + 4;
  return svg({
    id,
    title,
    description: described(subjects),
    width: WIDTH,
    height: bottom + 34,
    body: html`${bottomAxis({ scale, top: 16, y: bottom, unit: 'milliseconds', left: LEFT, right: RIGHT })}${rows.map((row, index) => drawRow({ row, scale, top: index * ROW }))}`,
  });
}

const rowsOf = (subjects: readonly NamedSubject[]): Row[] =>
  subjects.map(subject => ({ subject, buckets: bucketsOf(subject.figures.histogram ?? []) }));

/** From the shortest wait to the longest that anybody had; none where nothing was measured. */
function axisOf(rows: readonly Row[]): Scale | undefined {
  const values = rows.flatMap(({ subject: { figures }, buckets }) => [
    figures.p50Ms,
    figures.p95Ms,
    ...buckets.flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
  ]);
  const above = values.filter(value => value > 0);
  if (above.length === 0) return undefined;
  return logScale({
    values: { from: Math.min(...above), to: Math.max(...above) },
    pixels: { from: LEFT + 6, to: RIGHT - 6 },
  });
}

function drawRow({ row, scale, top }: { row: Row; scale: Scale; top: number }): Markup {
  const { subject, buckets } = row;
  const { p50Ms, p95Ms } = subject.figures;
  const side = subject.isOurs ? 'ours' : 'peer';
  const base = top + ROW - 4;
  const [p50, p95] = [scale.at(p50Ms), scale.at(p95Ms)];
  return html`<g class="${side}">${text({ x: LEFT, y: top + 13, text: shortened(subject.label, 29), style: 'name' })}${figuresText({ subject, y: top + 13 })}${ridge({ buckets, scale, base, height: RIDGE })}${line([LEFT, base], [RIGHT, base], 'base')}${line([p50, base], [p95, base], 'between')}<circle class="p50" cx="${px(p50)}" cy="${px(base)}" r="4"/><rect class="p95" x="${px(p95 - 2)}" y="${px(base - 8)}" width="4" height="12" rx="1"/></g>`;
}

/** The figures beside the name say what the marks in the row are. */
function figuresText({ subject, y }: { subject: NamedSubject; y: number }): Markup {
  const { p50Ms, p95Ms } = subject.figures;
  const p95 = `p95 ${roughly(p95Ms)} ms`;
  return html`<text class="figure" x="${RIGHT}" y="${y}" text-anchor="end"><tspan class="mark">●</tspan> p50 ${roughly(p50Ms)}<tspan class="mark" dx="8">▮</tspan> ${p95}</text>`;
}

function described(subjects: readonly NamedSubject[]): string {
  return subjects
    .map(({ label, figures }) => {
      const { p50Ms, p95Ms } = figures;
      return `${label}: half of the calls within ${roughly(p50Ms)} ms, 95 % within ${roughly(p95Ms)} ms.`;
    })
    .join(' ');
}
