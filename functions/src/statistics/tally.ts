import { achievementsOf } from './achievements.ts';
import { nothing } from './contribution.ts';
import type { Contribution, Mark, Revenue, Source, Summary, Totals } from './schema.ts';

export const emptySummary: Summary = {
  enrolledCourses: 0,
  completedCourses: 0,
  certificates: 0,
  credits: 0,
  lessonsCompleted: 0,
  quizzesPassed: 0,
  perfectScores: 0,
  studySeconds: 0,
  achievements: [],
};

export const emptyTotals: Totals = {
  enrolled: 0,
  waitlisted: 0,
  cancelled: 0,
  completed: 0,
  certified: 0,
  revenue: {},
};

export interface Tally {
  readonly mark: Mark;
  readonly summary: Summary;
  readonly totals: Totals;
}

/**
 * Puts what a source contributes now in the place of what was last counted of it. So it does not matter why one
 * looks, how often, or in which order: the sums are those of the marks, and a mark is what was last seen.
 */
export function applyContribution(input: {
  readonly source: Source;
  /** Undefined: the source was never counted. */
  readonly mark: Mark | undefined;
  /** Undefined: the source is gone. */
  readonly contribution: Contribution | undefined;
  readonly summary: Summary | undefined;
  readonly totals: Totals | undefined;
}): Tally {
  const { source, mark } = input;
  const counted = mark?.contribution ?? nothing;
  const contribution = input.contribution ?? nothing;
  return {
    mark: { source, contribution, looks: (mark?.looks ?? 0) + 1 },
    summary: inSummary({ summary: input.summary ?? emptySummary, counted, contribution }),
    totals: inTotals({ totals: input.totals ?? emptyTotals, counted, contribution }),
  };
}

interface Exchange {
  readonly counted: Contribution;
  readonly contribution: Contribution;
}

function inSummary({ summary, counted, contribution }: Exchange & { summary: Summary }): Summary {
  const { achievements: _, ...counts } = summary;
  const after = exchanged({ counts, counted: counted.student, contributed: contribution.student });
  return { ...after, achievements: [...achievementsOf(after)] };
}

function inTotals({ totals, counted, contribution }: Exchange & { totals: Totals }): Totals {
  const { revenue, ...counts } = totals;
  return {
    ...exchanged({ counts, counted: counted.course, contributed: contribution.course }),
    revenue: exchangedRevenue({ revenue, counted: counted.revenue, contributed: contribution.revenue }),
  };
}

type Part<Counts> = { readonly [Name in keyof Counts]?: number | undefined };

/** Not clamped: a sum below zero is refused by its schema, and shows that something is wrong. */
function exchanged<Counts extends { [name: string]: number }>(input: {
  readonly counts: Counts;
  readonly counted: Part<Counts>;
  readonly contributed: Part<Counts>;
}): Counts {
  const after = { ...input.counts };
  for (const name in input.counts) {
    const difference = (input.contributed[name] ?? 0) - (input.counted[name] ?? 0);
    Object.assign(after, { [name]: Number(input.counts[name]) + difference });
  }
  return after;
}

function exchangedRevenue(input: { revenue: Revenue; counted: Revenue; contributed: Revenue }): Revenue {
  const { revenue, counted, contributed } = input;
  const after: Record<string, number> = { ...revenue };
  for (const [currency, amount] of Object.entries(contributed))
    after[currency] = (after[currency] ?? 0) + amount;
  for (const [currency, amount] of Object.entries(counted)) after[currency] = (after[currency] ?? 0) - amount;
  return Object.fromEntries(Object.entries(after).filter(([, amount]) => amount !== 0));
}
