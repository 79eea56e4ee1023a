import { bulletChart, limitOf } from '../charts/bullet.ts';
import { html, type Markup, nothing } from '../html/markup.ts';
import { details, type Section, verdictTag } from '../html/parts.ts';
import { table } from '../html/table.ts';
import { counted, exactly } from '../numbers.ts';
import type { Of, Overview } from '../overview.ts';
import { type Bar, isReached } from '../verdict.ts';

/** What had to be reached, and how far each figure is from it. */
export function barsSection({ bars }: Overview): Section | undefined {
  if (bars.length === 0) return undefined;
  const graded = bars.filter(bar => bar.must.kind !== 'exactly' && bar.must.value > 0);
  const others = bars.filter(bar => !graded.includes(bar));
  return {
    id: 'bars',
    title: 'What must be reached',
    lead: 'The line in the middle is the limit, the pale ground is where a figure may stand. Zero is at the left, twice the limit at the right.',
    body: html`${graded.length === 0 ? nothing : html`<ul class="bullets">${graded.map(bulletRow)}</ul>`}${exactOnes(others)}${details(
      {
        summary: `All ${counted(bars.length, 'bar')} as a table`,
        body: barTable(bars),
      },
    )}`,
  };
}

const tagOf = (bar: Bar): Markup =>
  isReached(bar)
    ? verdictTag({ tone: 'good', word: 'reached' })
    : verdictTag({ tone: 'bad', word: 'missed' });

function bulletRow(bar: Of<Bar>, index: number): Markup {
  return html`<li><span class="what">${bar.what} <span class="run">${bar.run}</span></span>${bulletChart({ id: `bar-${index}`, bar })}<span class="measured"><strong>${exactly(bar.measured)}${bar.unit}</strong> ${limitOf(bar)}</span>${tagOf(bar)}</li>`;
}

/** Counts that must be met exactly need no picture: they are, or they are not. */
function exactOnes(bars: readonly Of<Bar>[]): Markup {
  if (bars.length === 0) return nothing;
  const missed = bars.filter(bar => !isReached(bar)).length;
  const told = `${counted(bars.length, 'count')} had to be exact, most of them zero: errors, losses, doubles.`;
  const verdict =
    missed === 0
      ? verdictTag({ tone: 'good', word: 'all of them are' })
      : verdictTag({ tone: 'bad', word: `${missed} of them are not` });
  return html`<p class="exact">${told} ${verdict}</p>`;
}

function barTable(bars: readonly Of<Bar>[]): Markup {
  return table({
    label: 'All bars',
    columns: [
      { name: 'What' },
      { name: 'Run' },
      { name: 'Must be', style: 'number' },
      { name: 'Measured', style: 'number' },
      { name: 'Verdict' },
    ],
    rows: bars.map(bar => [
      bar.what,
      bar.run,
      limitOf(bar),
      `${exactly(bar.measured)}${bar.unit}`,
      tagOf(bar),
    ]),
  });
}
