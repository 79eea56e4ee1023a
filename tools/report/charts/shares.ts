import { html, type Markup, nothing } from '../html/markup.ts';
import { exactly } from '../numbers.ts';
import { px, svg, text } from './svg.ts';

/** How a whole is divided. `good`, `bad` and `none` are what became of each piece. */
export type ShareRow = { label: string; good: number; bad: number; none: number };

const WIDTH = 360;
const LEFT = 70;
const RIGHT = WIDTH - 96;
const ROW = 22;

/** Rows of one length, each divided by what became of its pieces; how many there were is said at the end. */
export function sharesChart(input: {
  id: string;
  title: string;
  rows: readonly ShareRow[];
  words: Readonly<Record<'good' | 'bad' | 'none', string>>;
}): Markup {
  const { id, title, rows, words } = input;
  const shown = rows.filter(row => wholeOf(row) > 0);
  if (shown.length === 0) return nothing;
  const told = shown.map(row => {
    const { label, good, bad, none } = row;
    return `${label}: ${words.good} ${exactly(good)}, ${words.bad} ${exactly(bad)}, ${words.none} ${exactly(none)}`;
  });
  return svg({
    id,
    title,
    description: `${told.join('; ')}.`,
    width: WIDTH,
    height: shown.length * ROW + 26,
    body: html`${shown.map((row, index) => drawRow({ row, top: index * ROW }))}${drawKey({ words, y: shown.length * ROW + 18 })}`,
  });
}

const wholeOf = ({ good, bad, none }: ShareRow): number => good + bad + none;

function drawRow({ row, top }: { row: ShareRow; top: number }): Markup {
  const whole = wholeOf(row);
  const at = (count: number): number => LEFT + (count / whole) * (RIGHT - LEFT);
  const pieces = [
    { style: 'good', from: 0, to: row.good },
    { style: 'bad', from: row.good, to: row.good + row.bad },
    { style: 'none', from: row.good + row.bad, to: whole },
  ].filter(({ from, to }) => to > from);
  const bars = pieces.map(
    ({ style, from, to }) =>
      html`<rect class="share ${style}" x="${px(at(from))}" y="${top + 4}" width="${px(at(to) - at(from))}" height="13"/>`,
  );
  const figure = `${exactly(row.good)} of ${exactly(whole)}`;
  return html`${text({ x: LEFT - 8, y: top + 15, text: row.label, style: 'name', anchor: 'end' })}${bars}${text({ x: RIGHT + 8, y: top + 15, text: figure, style: 'figure' })}`;
}

function drawKey({
  words,
  y,
}: {
  words: Readonly<Record<'good' | 'bad' | 'none', string>>;
  y: number;
}): Markup {
  const places = [
    { style: 'good', word: words.good, x: LEFT },
    { style: 'bad', word: words.bad, x: LEFT + 80 },
    { style: 'none', word: words.none, x: LEFT + 160 },
  ];
  return html`${places.map(({ style, word, x }) => html`<rect class="share ${style}" x="${x}" y="${y - 8}" width="9" height="9"/>${text({ x: x + 14, y, text: word, style: 'unit' })}`)}`;
}
