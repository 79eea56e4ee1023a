import type { SessionRules, StudyDay } from './schema.ts';
import type { StudyDays } from './study-days.ts';

const DAY_MS = 86_400_000;

interface RoomQuestion {
  readonly limit: SessionRules['dailyLimit'];
  /** All that `dayKeysToKnow` names. */
  readonly days: StudyDays;
  /** The legal day of `at`. */
  readonly dayKey: string;
  readonly at: Date;
}

/**
 * How many seconds in a row may still be credited from `at` on before the policy's daily limit stops it; Infinity
 * where there is no limit.
 */
export function roomUnderLimit({ limit, days, dayKey, at }: RoomQuestion): number {
  switch (limit.mode) {
    case 'none':
      return Number.POSITIVE_INFINITY;
    case 'calendarDay':
      return Math.max(0, limit.seconds - (days.get(dayKey)?.creditedSeconds ?? 0));
    case 'rolling24h':
      return roomInAnyDay({ stretches: [...days.values()].flatMap(day => day.stretches), limit, at });
  }
}

/** What the answer to a client says of it. */
export function remainingToday(question: RoomQuestion): number | null {
  const room = roomUnderLimit(question);
  return Number.isFinite(room) ? room : null;
}

/**
 * After n more seconds the last 24 hours hold those n and what is left in them of before. This sum never falls as n
 * grows, since a second gained takes at most one out at the other end; so the largest n that fits is found by halving.
 */
function roomInAnyDay({
  stretches,
  limit,
  at,
}: {
  stretches: StudyDay['stretches'];
  limit: { readonly seconds: number };
  at: Date;
}): number {
  const fits = (seconds: number): boolean => {
    const since = at.getTime() + seconds * 1_000 - DAY_MS;
    return creditedMsSince({ stretches, since }) + seconds * 1_000 <= limit.seconds * 1_000;
  };
  if (!fits(1)) return 0;
  let [enough, tooMuch] = [1, limit.seconds + 1];
  while (tooMuch - enough > 1) {
    const middle = Math.floor((enough + tooMuch) / 2);
    if (fits(middle)) enough = middle;
    else tooMuch = middle;
  }
  return enough;
}

const creditedMsSince = ({ stretches, since }: { stretches: StudyDay['stretches']; since: number }): number =>
  stretches.reduce(
    (sum, { from, to }) => sum + Math.max(0, to.getTime() - Math.max(from.getTime(), since)),
    0,
  );
