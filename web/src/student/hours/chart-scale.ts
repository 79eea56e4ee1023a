/** A day as it is drawn; days without study are drawn, too. */
export interface ChartDay {
  readonly dayKey: string;
  readonly seconds: number;
}

const DAY_MS = 86_400_000;
const STEPS_SECONDS = [10, 30, 60, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600] as const;
const MOST_TICKS = 5;

const dayMs = (dayKey: string): number => Date.parse(`${dayKey}T00:00:00Z`);
const keyOfMs = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The legal day of an instant: `2026-03-08`. */
export function dayKeyOf({ at, timeZone }: { at: Date; timeZone: string }): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
}

/**
 * The days up to `lastDayKey` without gaps: as many as there is something of, at least `least` and at most `most`, so
 * that one day is no wall and a year is no hair.
 */
export function daysToDraw(input: {
  days: readonly { readonly dayKey: string; readonly creditedSeconds: number }[];
  lastDayKey: string;
  least: number;
  most: number;
}): readonly ChartDay[] {
  const { days, lastDayKey, least, most } = input;
  const seconds = new Map(days.map(({ dayKey, creditedSeconds }) => [dayKey, creditedSeconds]));
  const lastMs = dayMs(lastDayKey);
  const firstKey = [lastDayKey, ...seconds.keys()].sort()[0] ?? lastDayKey;
  const span = Math.floor((lastMs - dayMs(firstKey)) / DAY_MS) + 1;
  const count = Math.min(most, Math.max(least, span));
  return Array.from({ length: count }, (_, index) => {
    const dayKey = keyOfMs(lastMs - (count - 1 - index) * DAY_MS);
    return { dayKey, seconds: seconds.get(dayKey) ?? 0 };
  });
}

export interface Scale {
  readonly maximumSeconds: number;
  /** From 0 up to the maximum, evenly. */
  readonly ticks: readonly number[];
}

/** An axis of round numbers that reaches the longest day, and the limit where that is near. */
export function scaleFor({
  days,
  limitSeconds,
}: {
  days: readonly ChartDay[];
  limitSeconds: number | null;
}): Scale {
  const longest = Math.max(...days.map(({ seconds }) => seconds), 1);
  // A limit of four hours over days of five minutes would flatten them; then it is told in words only.
  const wanted =
    limitSeconds !== null && limitSeconds <= longest * 3 ? Math.max(longest, limitSeconds) : longest;
  const step =
    STEPS_SECONDS.find(each => wanted / each <= MOST_TICKS) ?? Math.ceil(wanted / MOST_TICKS / 3_600) * 3_600;
  const count = Math.ceil(wanted / step);
  return {
    maximumSeconds: step * count,
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
  };
}
