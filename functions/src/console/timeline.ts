import type { Window } from './stretch.ts';
import type { TimelineItem } from './timeline-item.ts';
import type { History } from './timeline-queries.ts';

export interface TimelinePage {
  readonly items: readonly TimelineItem[];
  /** Where the next page goes on; null at the beginning of it all. */
  readonly nextBefore: string | null;
}

/**
 * The newest items of the window, at least `limit` where there are so many. A page ends between two moments, never
 * within one: the next begins before its last instant, and each item comes once.
 */
export function pageOf({
  items,
  isCut,
  window: { before, limit },
}: {
  readonly items: readonly TimelineItem[];
  /** Whether any of the items' sources may have more. */
  readonly isCut: boolean;
  readonly window: Window;
}): TimelinePage {
  // All have the form `2026-03-08T12:00:00.000Z`, so text sorts as time does.
  const end = before?.toISOString();
  const inWindow = items.filter(({ at }) => end === undefined || at < end).sort(newestFirst);
  const cutAt = inWindow.at(limit - 1)?.at;
  const page = cutAt === undefined ? inWindow : inWindow.filter(({ at }) => at >= cutAt);
  const hasMore = isCut || page.length < inWindow.length;
  return { items: page, nextBefore: hasMore ? (page.at(-1)?.at ?? null) : null };
}

const newestFirst = (a: TimelineItem, b: TimelineItem): number => {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return `${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1;
};

export const isCut = ({
  ledger,
  sessions,
  challenges,
  adjustments,
  staffActions,
  refundRequests,
  quizzes,
}: History): boolean =>
  [ledger, sessions, challenges, adjustments, staffActions, refundRequests].some(stretch => stretch.isCut) ||
  quizzes.some(({ attempts, voided, allowances }) => attempts.isCut || voided.isCut || allowances.isCut);
