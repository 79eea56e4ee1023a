import { type Content, html, type Markup } from '../html/markup.ts';

export type Drawing = {
  /** Unique on the page: title and description are found by it. */
  id: string;
  title: string;
  /** What is to be seen, for those who do not see it; the figures stand in a table beside it. */
  description: string;
  width: number;
  height: number;
  body: Content;
};

/** Names as they stand in records are no ids yet. */
export const idOf = (...parts: readonly string[]): string =>
  parts.map(part => part.replace(/[^A-Za-z0-9]+/g, '-')).join('-');

/** A coordinate short enough to be written thousands of times. */
export const px = (value: number): number => Number(value.toFixed(1));

export function svg({ id, title, description, width, height, body }: Drawing): Markup {
  return html`<svg class="chart" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>${body}</svg>`;
}

export function line(from: readonly [number, number], to: readonly [number, number], style: string): Markup {
  return html`<line class="${style}" x1="${px(from[0])}" y1="${px(from[1])}" x2="${px(to[0])}" y2="${px(to[1])}"/>`;
}

export type Anchor = 'start' | 'middle' | 'end';

export function text(input: { x: number; y: number; text: string; style?: string; anchor?: Anchor }): Markup {
  const { x, y, style = '', anchor = 'start' } = input;
  return html`<text x="${px(x)}" y="${px(y)}" class="${style}" text-anchor="${anchor}">${input.text}</text>`;
}

/** Something of one height from one place to the next. */
export type Step = { from: number; to: number; y: number };

/**
 * Steps as a filled area with an outline. The path is left open, so the ground they stand on gets no line. Steps of one
 * height are written as one: a timeline has thousands.
 */
export function stepArea({ steps, base }: { steps: readonly Step[]; base: number }): Markup {
  const first = steps[0];
  if (first === undefined) return html``;
  const drawn = steps.map(({ to, y }, index) => {
    const isLevel = px(steps[index + 1]?.y ?? Number.NaN) === px(y);
    return {
      rise: px(steps[index - 1]?.y ?? base) === px(y) ? '' : `V${px(y)}`,
      run: isLevel ? '' : `H${px(to)}`,
    };
  });
  const path = drawn.map(({ rise, run }) => rise + run).join('');
  return html`<path class="area" d="M${px(first.from)} ${px(base)}${path}V${px(base)}"/>`;
}

export type Point = readonly [number, number];

/** A line through points. */
export function pathOf(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('');
}

/** About how wide a text comes out: there is no font here to ask. */
export const widthOf = (letters: string, fontPx: number): number => letters.length * fontPx * 0.56;
