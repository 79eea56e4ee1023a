import { html, type Markup, nothing } from '../html/markup.ts';
import { roughly, shortened } from '../numbers.ts';
import { bottomAxis } from './axis.ts';
import { linearScale, type Scale } from './scale.ts';
import { line, px, svg, text, widthOf } from './svg.ts';

export type BarRow = { label: string; value: number; isOurs: boolean };

const WIDTH = 360;
const ROW = 20;
const MAX_LABEL = 186;
const LETTERS = 28;
const FIGURE = 52;

/** One figure of each row beside the others, from zero; a reference is drawn through all rows. */
export function barChart(input: {
  id: string;
  title: string;
  rows: readonly BarRow[];
  unit: string;
  /** The end of the axis where several charts share one. */
  most?: number;
  reference?: { value: number; label: string };
}): Markup {
  const { id, title, rows, unit, reference } = input;
  if (rows.length === 0) return nothing;
  const most = input.most ?? Math.max(...rows.map(({ value }) => value), reference?.value ?? 0);
  const left = Math.min(Math.max(...rows.map(({ label }) => widthOf(label, 12.5))) + 8, MAX_LABEL);
  const pixels = { from: left, to: WIDTH - FIGURE };
  const scale = linearScale({ values: { from: 0, to: most }, pixels, about: 3 });
  const top = reference === undefined ? 4 : 20;
  const bottom = top + rows.length * ROW + 2;
  return svg({
    id,
    title,
    description: rows.map(({ label, value }) => `${label}: ${roughly(value)} ${unit}`).join('; '),
    width: WIDTH,
    height: bottom + 34,
    body: html`${bottomAxis({ scale, top, y: bottom, unit, left, right: WIDTH - FIGURE })}${rows.map((row, index) => drawRow({ row, scale, top: top + index * ROW }))}${reference === undefined ? nothing : drawReference({ reference, scale, bottom })}`,
  });
}

function drawRow({ row, scale, top }: { row: BarRow; scale: Scale; top: number }): Markup {
  const { label, value, isOurs } = row;
  const left = scale.at(0);
  const width = Math.max(scale.at(value) - left, 0);
  return html`<g class="${isOurs ? 'ours' : 'peer'}">${text({ x: left - 6, y: top + 14, text: shortened(label, LETTERS), style: 'name', anchor: 'end' })}<rect class="bar" x="${px(left)}" y="${px(top + 4)}" width="${px(width)}" height="12" rx="1.5"/>${text({ x: left + width + 5, y: top + 14, text: roughly(value), style: 'figure' })}</g>`;
}

function drawReference(input: {
  reference: { value: number; label: string };
  scale: Scale;
  bottom: number;
}): Markup {
  const x = input.scale.at(input.reference.value);
  const anchor = x > WIDTH / 2 ? 'end' : 'start';
  const label = text({ x, y: 12, text: input.reference.label, style: 'unit', anchor });
  return html`${line([x, 16], [x, input.bottom], 'reference')}${label}`;
}
