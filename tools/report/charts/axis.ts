import { html, type Markup } from '../html/markup.ts';
import { roughly } from '../numbers.ts';
import type { Scale } from './scale.ts';
import { type Anchor, line, text, widthOf } from './svg.ts';

const FONT_PX = 11;

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
  const ticks = spaced(scale, format).map(tick => {
    const x = scale.at(tick);
    const anchor = anchorOf({ x, width: widthOf(format(tick), FONT_PX), left, right });
    return html`${line([x, top], [x, y], 'grid')}${text({ x, y: y + 14, text: format(tick), style: 'tick', anchor })}`;
  });
  const caption = unitOf({ unit: input.unit, scale });
  return html`${ticks}${line([left, y], [right, y], 'axis')}${text({ x: right, y: y + 28, text: caption, style: 'unit', anchor: 'end' })}`;
}

export const unitOf = ({ unit, scale }: { unit: string; scale: Scale }): string =>
  scale.kind === 'log' ? `${unit}, log scale` : unit;

/** A number at the edge stays within the picture. */
function anchorOf(input: { x: number; width: number; left: number; right: number }): Anchor {
  const { x, width, left, right } = input;
  if (x - width / 2 < left) return 'start';
  return x + width / 2 > right ? 'end' : 'middle';
}

/** Ticks whose numbers do not run into each other: the later of two gives way. */
function spaced(scale: Scale, format: (value: number) => string): number[] {
  const kept: number[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const tick of scale.ticks) {
    const half = widthOf(format(tick), FONT_PX) / 2 + 4;
    if (scale.at(tick) - half < free) continue;
    kept.push(tick);
    free = scale.at(tick) + half;
  }
  return kept;
}
