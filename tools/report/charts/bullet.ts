import { html, type Markup } from '../html/markup.ts';
import { exactly } from '../numbers.ts';
import { type Bar, isReached } from '../verdict.ts';
import { line, px, svg } from './svg.ts';

const WIDTH = 240;
const HEIGHT = 22;
const LIMIT = WIDTH / 2;

/**
 * How far a figure is from what it must reach. The limit stands in the middle of every row and zero at its left, so
 * rows of different units compare; what is more than twice the limit ends at the edge with an arrow.
 */
export function bulletChart({ id, bar }: { id: string; bar: Bar }): Markup {
  const { must, measured, unit, what } = bar;
  const end = must.value > 0 ? (measured / must.value) * LIMIT : 0;
  const isBeyond = end > WIDTH - 8;
  const at = Math.min(Math.max(end, 0), WIDTH - 8);
  const [from, to] = must.kind === 'atLeast' ? [LIMIT, WIDTH] : [0, LIMIT];
  const side = isReached(bar) ? 'ours' : 'bad';
  const arrow = isBeyond
    ? html`<path class="mark" d="M${WIDTH - 8} 5l8 6l-8 6z"/>`
    : html`<circle class="p50" cx="${px(at)}" cy="11" r="4.5"/>`;
  return svg({
    id,
    title: what,
    description: `measured ${exactly(measured)}${unit}, ${limitOf(bar)}`,
    width: WIDTH,
    height: HEIGHT,
    body: html`<rect class="allowed" x="${from}" y="3" width="${px(to - from)}" height="16" rx="2"/><g class="${side}"><rect class="bar" x="0" y="8" width="${px(at)}" height="6"/>${arrow}</g>${line([LIMIT, 1], [LIMIT, 21], 'limit')}`,
  });
}

/** `at most 200 ms`. */
export function limitOf({ must, unit }: Bar): string {
  const value = `${exactly(must.value)}${unit}`;
  switch (must.kind) {
    case 'atMost':
      return `at most ${value}`;
    case 'atLeast':
      return `at least ${value}`;
    case 'exactly':
      return `exactly ${value}`;
  }
}
