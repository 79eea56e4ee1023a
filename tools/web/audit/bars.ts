import type { Category, Rating } from './lighthouse.ts';

/** A figure that a page has to reach. */
export type PageBar = {
  what: string;
  must: { kind: 'atMost' | 'atLeast'; value: number };
  measured: number;
  unit: '' | ' kB' | ' ms' | ' %';
};

export const isReached = ({ must, measured }: PageBar): boolean =>
  must.kind === 'atMost' ? measured <= must.value : measured >= must.value;

/** `strict`: the page that a student on a slow phone sees first. `usual`: one that is used by who has come to stay. */
export type RatedPage = { name: string; path: string; bars: 'strict' | 'usual' };

const least: Readonly<Record<Category, number>> = {
  accessibility: 95,
  'best-practices': 95,
  performance: 90,
};
const MAXIMUM_SCRIPT_KB = 200;
const MAXIMUM_INTERACTIVE_MS = 2_000;
const MAXIMUM_CLICK_MS = 100;
const BYTES_PER_KB = 1_000;

const scoreBar = (input: { page: RatedPage; rating: Rating; category: Category }): PageBar => ({
  what: `${input.page.name}: ${input.category}`,
  must: { kind: 'atLeast', value: least[input.category] },
  measured: input.rating.scores[input.category],
  unit: '',
});

/** What a rated page has to reach. */
export function pageBars({ page, rating }: { page: RatedPage; rating: Rating }): PageBar[] {
  const usual: readonly Category[] = ['accessibility', 'best-practices'];
  const bars = usual.map(category => scoreBar({ page, rating, category }));
  if (page.bars === 'usual') return bars;
  return [
    ...bars,
    scoreBar({ page, rating, category: 'performance' }),
    {
      what: `${page.name}: interactive`,
      must: { kind: 'atMost', value: MAXIMUM_INTERACTIVE_MS },
      measured: rating.interactiveMs,
      unit: ' ms',
    },
  ];
}

export function scriptBar({ who, bytes }: { who: string; bytes: number }): PageBar {
  return {
    what: `script of the first load, ${who}`,
    must: { kind: 'atMost', value: MAXIMUM_SCRIPT_KB },
    measured: Math.round(bytes / BYTES_PER_KB),
    unit: ' kB',
  };
}

/** @param clicksMs milliseconds until each click showed something; the slowest counts */
export function payClickBar({ clicksMs }: { clicksMs: readonly number[] }): PageBar {
  return {
    what: `a click on «Pay» shows something, the slowest of ${clicksMs.length}`,
    must: { kind: 'atMost', value: MAXIMUM_CLICK_MS },
    measured: Math.max(...clicksMs),
    unit: ' ms',
  };
}
