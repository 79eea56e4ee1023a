import type { TimelineItem } from '../../api.ts';
import { extentOf, type Period } from './lanes.ts';

export const periodChoices = ['all', 'month', 'week', 'day', 'hour'] as const;
export type PeriodChoice = (typeof periodChoices)[number];

export const periodNames: Readonly<Record<PeriodChoice, string>> = {
  all: 'All',
  month: 'Month',
  week: 'Week',
  day: 'Day',
  hour: 'Hour',
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const lengths: Readonly<Record<Exclude<PeriodChoice, 'all'>, number>> = {
  month: 30 * DAY_MS,
  week: 7 * DAY_MS,
  day: DAY_MS,
  hour: HOUR_MS,
};
export const SHORTEST_MS = 10_000;
export const LONGEST_MS = 10 * 366 * DAY_MS;
/** So that nothing stands on the edge. */
const MARGIN = 0.03;

/** The period that a choice means: up to the newest thing, for there is nothing to see after it. */
export function periodOf(input: {
  readonly choice: PeriodChoice;
  readonly items: readonly TimelineItem[];
  readonly nowMs: number;
}): Period {
  const { choice, items, nowMs } = input;
  const extents = items.map(item => extentOf({ item, nowMs }));
  const newestMs = extents.length === 0 ? nowMs : Math.max(...extents.map(({ toMs }) => toMs));
  const oldestMs = extents.length === 0 ? nowMs - DAY_MS : Math.min(...extents.map(({ fromMs }) => fromMs));
  const fromMs = choice === 'all' ? oldestMs : newestMs - lengths[choice];
  return withMargin({ fromMs, toMs: newestMs });
}

/** Around several things, wide enough to tell them apart. */
export function periodAround(input: { items: readonly TimelineItem[]; nowMs: number }): Period {
  const extents = input.items.map(item => extentOf({ item, nowMs: input.nowMs }));
  const fromMs = Math.min(...extents.map(extent => extent.fromMs));
  const toMs = Math.max(...extents.map(extent => extent.toMs));
  const spare = (toMs - fromMs) * 0.2;
  return withMargin({ fromMs: fromMs - spare, toMs: toMs + spare });
}

function withMargin({ fromMs, toMs }: Period): Period {
  const lacking = Math.max(0, SHORTEST_MS - (toMs - fromMs)) / 2;
  const wide = { fromMs: fromMs - lacking, toMs: toMs + lacking };
  const margin = (wide.toMs - wide.fromMs) * MARGIN;
  return { fromMs: wide.fromMs - margin, toMs: wide.toMs + margin };
}

/** Whether something can be told apart by it that could not before. */
export const isNearer = ({ near, period }: { near: Period; period: Period }): boolean =>
  near.toMs - near.fromMs < (period.toMs - period.fromMs) * 0.9;

/** Nearer (`factor` below 1) or further, around the middle, between ten seconds and ten years. */
export function zoomed({ period, factor }: { period: Period; factor: number }): Period {
  const middle = (period.fromMs + period.toMs) / 2;
  const length = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (period.toMs - period.fromMs) * factor));
  return { fromMs: middle - length / 2, toMs: middle + length / 2 };
}

/** Earlier (below 0) or later by a share of what is in sight. */
export function moved({ period, share }: { period: Period; share: number }): Period {
  const by = (period.toMs - period.fromMs) * share;
  return { fromMs: period.fromMs + by, toMs: period.toMs + by };
}
