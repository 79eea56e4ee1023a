import { html, type Markup } from '../html/markup.ts';
import { roughly } from '../numbers.ts';
import type { Scale } from './scale.ts';
import { type Anchor, line, text, widthOf } from './svg.ts';

const FONT_PX = 11;
const GAP_PX = 12;

/** Ticks below a chart, with faint lines up through it, and the unit in words. */
export function bottomAxis(input: {
  scale: Scale;
  top: number;
  y: number;
  /** `milliseconds`, `minutes`; that an axis is logarithmic is added. */
  unit: string;
  left: number;
  right: number;
  format?: (value: number) => string;
}): Markup {
  const { scale, top, y, left, right, format = roughly } = input;
  const ticks = labelled({ scale, format, left, right }).map(({ tick, label, anchor }) => {
    const x = scale.at(tick);
    return html`${line([x, top], [x, y], 'grid')}${text({ x, y: y + 14, text: label, style: 'tick', anchor })}`;
  });
  const caption = unitOf({ unit: input.unit, scale });
  return html`${ticks}${line([left, y], [right, y], 'axis')}${text({ x: right, y: y + 28, text: caption, style: 'unit', anchor: 'end' })}`;
}

export const unitOf = ({ unit, scale }: { unit: string; scale: Scale }): string =>
  scale.kind === 'log' ? `${unit}, log scale` : unit;

type Label = { tick: number; label: string; anchor: Anchor; from: number; to: number };
type Ticks = { scale: Scale; format: (value: number) => string; left: number; right: number };

/** The ticks whose numbers have room: all of them, or else every second, every third, evenly. */
function labelled(input: Ticks): Label[] {
  const all = input.scale.ticks.map(tick => labelOf({ ...input, tick }));
  for (let stride = 1; stride < all.length; stride += 1) {
    const kept = all.filter((_, index) => index % stride === 0);
    if (kept.every(({ from }, index) => index === 0 || from > (kept[index - 1]?.to ?? 0) + GAP_PX))
      return kept;
  }
  return all.slice(0, 1);
}

/** A number at the edge stays within the picture. */
function labelOf({ scale, format, left, right, tick }: Ticks & { tick: number }): Label {
  const label = format(tick);
  const x = scale.at(tick);
  const width = widthOf(label, FONT_PX);
  if (x - width / 2 < left) return { tick, label, anchor: 'start', from: x, to: x + width };
  if (x + width / 2 > right) return { tick, label, anchor: 'end', from: x - width, to: x };
  return { tick, label, anchor: 'middle', from: x - width / 2, to: x + width / 2 };
}
