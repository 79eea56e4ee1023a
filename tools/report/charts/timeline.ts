import { html, type Markup, nothing } from '../html/markup.ts';
import { counted, roughly, shortened } from '../numbers.ts';
import { bottomAxis } from './axis.ts';
import { type MarkRow, type MarksAre, markRowsOf, type Timeline } from './marks.ts';
import { linearScale } from './scale.ts';
import { meansOf, type Strip, stripsOf } from './strips.ts';
import { line, px, stepArea, svg, text } from './svg.ts';

const STRIP = 62;
const AREA = 38;
const MARKS = 30;

const PX_PER_STEP = 3;
/** Room for what a mark says, with how often it was there. */
const PX_PER_LETTER = 8;

export type TimelineSize = 'wide' | 'narrow';
const widths: Readonly<Record<TimelineSize, number>> = { wide: 1_000, narrow: 360 };

/** What happened when: a strip for each series, below them what was done to the system meanwhile. */
export function timelineChart(input: {
  id: string;
  title: string;
  timeline: Timeline;
  marksAre: MarksAre;
  size: TimelineSize;
}): Markup {
  const { id, title, timeline, marksAre, size } = input;
  const strips = stripsOf(timeline);
  if (strips.length === 0) return nothing;
  const width = widths[size];
  const rows = markRowsOf({ marks: timeline.marks, are: marksAre });
  const seconds = lengthOf({ timeline, rows });
  const unit = seconds > 180 ? { name: 'minutes', seconds: 60 } : { name: 'seconds', seconds: 1 };
  const span = { values: { from: 0, to: seconds / unit.seconds }, pixels: { from: 2, to: width - 2 } };
  const scale = linearScale({ ...span, about: size === 'wide' ? 10 : 5 });
  const x = (atSeconds: number): number => scale.at(Math.min(atSeconds, seconds) / unit.seconds);
  const plotsEnd = strips.length * STRIP;
  const bottom = plotsEnd + rows.length * MARKS + 6;
  return svg({
    id: `${id}-${size}`,
    title,
    description: described({ strips, rows, seconds }),
    width,
    height: bottom + 34,
    body: html`${bottomAxis({ scale, top: 14, y: bottom, unit: `${unit.name} since the start`, left: 2, right: width - 2 })}${faultLines({ rows, x, bottom: plotsEnd })}${strips.map((strip, index) => drawStrip({ strip, top: index * STRIP, x, width, secondsPerBin: timeline.secondsPerBin }))}${rows.map((row, index) => drawMarks({ row, top: plotsEnd + index * MARKS, x, letters: width / PX_PER_LETTER }))}`,
  });
}

/** As long as was measured, or until the last fault; what a run did for itself later would only press it together. */
function lengthOf({ timeline, rows }: { timeline: Timeline; rows: readonly MarkRow[] }): number {
  const { series, secondsPerBin } = timeline;
  const faults = rows.filter(({ kind }) => kind === 'fault').flatMap(({ atSeconds }) => atSeconds);
  return Math.max(
    ...Object.values(series).map(({ length }) => length * secondsPerBin),
    ...faults,
    secondsPerBin,
  );
}

function drawStrip(input: {
  strip: Strip;
  top: number;
  x: (atSeconds: number) => number;
  width: number;
  secondsPerBin: number;
}): Markup {
  const { strip, top, x, width, secondsPerBin } = input;
  const base = top + STRIP - 6;
  const { peak } = strip;
  const y = (value: number): number => (peak > 0 ? base - (Math.max(value, 0) / peak) * AREA : base);
  const perStep = Math.ceil(strip.values.length / (width / PX_PER_STEP));
  const steps = meansOf(strip.values, perStep).map((value, index) => ({
    from: x(index * perStep * secondsPerBin),
    to: x(Math.min((index + 1) * perStep, strip.values.length) * secondsPerBin),
    y: y(value),
  }));
  const most = peak > 0 ? `at most ${roughly(peak)}${strip.unit}` : 'none';
  return html`<g class="${strip.isBad ? 'bad' : 'ours'}">${text({ x: 2, y: top + 13, text: shortened(strip.name, 34), style: 'name' })}${text({ x: width - 2, y: top + 13, text: most, style: 'figure', anchor: 'end' })}${stepArea({ steps, base })}${line([2, base], [width - 2, base], 'base')}</g>`;
}

function faultLines(input: {
  rows: readonly MarkRow[];
  x: (atSeconds: number) => number;
  bottom: number;
}): Markup {
  const lines = input.rows.flatMap(row =>
    row.atSeconds.map(at => line([input.x(at), 18], [input.x(at), input.bottom], row.kind)),
  );
  return html`<g>${lines}</g>`;
}

function drawMarks(input: {
  row: MarkRow;
  top: number;
  x: (atSeconds: number) => number;
  letters: number;
}): Markup {
  const { row, top, x, letters } = input;
  const isFault = row.kind === 'fault';
  const times = row.atSeconds.length === 1 ? '' : `, ${counted(row.atSeconds.length, 'time')}`;
  const label = `${isFault ? '▲' : '△'} ${shortened(row.what, Math.floor(letters))}${times}`;
  const marks = row.atSeconds.map(at => {
    const [left, y] = [px(x(at)), px(top + 18)];
    return html`<path class="mark" d="M${left} ${y}l4 8h-8z"/>`;
  });
  return html`<g class="${isFault ? 'bad' : 'milestones'}">${text({ x: 2, y: top + 13, text: label, style: 'markName' })}${marks}</g>`;
}

function described(input: { strips: readonly Strip[]; rows: readonly MarkRow[]; seconds: number }): string {
  const strips = input.strips.map(({ name, peak, unit }) => `${name}: at most ${roughly(peak)}${unit}`);
  const marks = input.rows.map(({ what, atSeconds }) => `${what} ${counted(atSeconds.length, 'time')}`);
  const meanwhile = marks.length === 0 ? '' : ` Meanwhile: ${marks.join('; ')}.`;
  return `Over ${roughly(input.seconds)} seconds. ${strips.join('; ')}.${meanwhile}`;
}
