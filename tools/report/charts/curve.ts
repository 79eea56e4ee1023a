import type { RunRecord } from '../../results/run-record.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import { roughly, shortened } from '../numbers.ts';
import { labelOf, oursAmong } from '../subjects.ts';
import { bottomAxis, unitOf } from './axis.ts';
import { apart } from './labels.ts';
import { type Scale, scaleFor } from './scale.ts';
import { line, pathOf, px, svg, text, widthOf } from './svg.ts';

export type Curve = RunRecord['curves'][number];
type Point = readonly [number, number];
type Series = { label: string; isOurs: boolean; points: readonly Point[] };

const WIDTH = 360;
const TOP = 30;
const BOTTOM = 226;
const LEFT = 44;
const LABEL_LETTERS = 18;
const dashes = ['', '5 3', '2 3', '8 3 2 3'] as const;

/** Lines over one quantity. Each is named where it ends, so there is no legend to look up. */
export function curveChart({ id, curve }: { id: string; curve: Curve }): Markup {
  const all = seriesOf(curve);
  if (all.length === 0) return nothing;
  const labelWidth = Math.max(...all.map(({ label }) => widthOf(shortened(label, LABEL_LETTERS), 11)));
  const right = WIDTH - labelWidth - 12;
  const points = all.flatMap(series => series.points);
  const xs = points.map(([x]) => x);
  const x = namedAt(scaleFor({ values: xs, pixels: { from: LEFT + 8, to: right - 6 } }), xs);
  const y = scaleFor({ values: points.map(point => point[1]), pixels: { from: BOTTOM, to: TOP } });
  return svg({
    id,
    title: curve.title,
    description: described({ curve, all }),
    width: WIDTH,
    height: BOTTOM + 34,
    body: html`${leftAxis({ y, right, unit: curve.y })}${bottomAxis({ scale: x, top: BOTTOM, y: BOTTOM, unit: curve.x, left: LEFT, right })}${drawSeries({ all, x, y })}${endLabels({ all, y, left: right + 4 })}`,
  });
}

/** Ours first. */
function seriesOf(curve: Curve): Series[] {
  const isOurs = oursAmong({});
  return Object.entries(curve.series)
    .map(([name, points]) => ({
      label: labelOf(name),
      isOurs: isOurs(name),
      points: points.toSorted((a, b) => a[0] - b[0]),
    }))
    .filter(({ points }) => points.length > 0)
    .toSorted((a, b) => Number(b.isOurs) - Number(a.isOurs));
}

/** Few places that were measured are named themselves: 1, 2 and 4 instances, not 1.5. */
function namedAt(scale: Scale, values: readonly number[]): Scale {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  return distinct.length <= 6 ? { ...scale, ticks: distinct } : scale;
}

function leftAxis({ y, right, unit }: { y: Scale; right: number; unit: string }): Markup {
  const ticks = y.ticks.map(tick => {
    const at = y.at(tick);
    return html`${line([LEFT, at], [right, at], 'grid')}${text({ x: LEFT - 5, y: at + 4, text: roughly(tick), style: 'tick', anchor: 'end' })}`;
  });
  return html`${text({ x: 0, y: 12, text: unitOf({ unit, scale: y }), style: 'unit' })}${ticks}`;
}

function drawSeries({ all, x, y }: { all: readonly Series[]; x: Scale; y: Scale }): Markup {
  // Ours last, on top of the peers.
  const lines = all.map((series, index) => {
    const places = series.points.map(([valueX, valueY]): Point => [x.at(valueX), y.at(valueY)]);
    const dash = dashes[dashIndex({ all, index })] ?? '';
    const circles = places.map(([cx, cy]) => html`<circle cx="${px(cx)}" cy="${px(cy)}" r="3"/>`);
    return html`<g class="${series.isOurs ? 'ours' : 'peer'}"><path class="line" stroke-dasharray="${dash}" d="${pathOf(places)}"/>${circles}</g>`;
  });
  return html`${lines.toReversed()}`;
}

/** Lines of one colour differ by their dashes. */
function dashIndex({ all, index }: { all: readonly Series[]; index: number }): number {
  const same = all.slice(0, index).filter(({ isOurs }) => isOurs === all[index]?.isOurs);
  return same.length % dashes.length;
}

function endLabels({ all, y, left }: { all: readonly Series[]; y: Scale; left: number }): Markup {
  const wished = all.map(({ points }) => y.at(points.at(-1)?.[1] ?? 0));
  const places = apart({ wished, gap: 13, from: TOP, to: BOTTOM });
  return html`${all.map(({ label, isOurs }, index) => {
    const at = (places[index] ?? TOP) + 4;
    const name = text({ x: left, y: at, text: shortened(label, LABEL_LETTERS), style: 'name' });
    return html`<g class="${isOurs ? 'ours' : 'peer'}">${name}</g>`;
  })}`;
}

function described({ curve, all }: { curve: Curve; all: readonly Series[] }): string {
  const ends = all.map(({ label, points }) => {
    const told = points.map(([x, y]) => `${roughly(y)} at ${roughly(x)}`);
    return `${label}: ${told.slice(0, 6).join(', ')}`;
  });
  return `${curve.y} over ${curve.x}. ${ends.join('. ')}.`;
}
