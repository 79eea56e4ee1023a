import { dayKey } from '../platform/day-key.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { Authorization } from './schema.ts';

type UnitsByDay = Authorization['unitsByDay'];

const DAY_MS = 86_400_000;

/** More than any month or ISO week lasts: a limit never asks for a day that was dropped. */
const KEPT_DAYS = 45;

/** The ISO week of a legal day: `2026-W01`. Weeks begin on Monday; the first of a year holds its first Thursday. */
export function isoWeekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const weekday = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(date.getTime() + (3 - weekday) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

export const monthOf = (day: string): string => day.slice(0, 7);

const periods = [
  { limit: 'perDay', name: 'day', keyOf: (day: string) => day },
  { limit: 'perWeek', name: 'week', keyOf: isoWeekOf },
  { limit: 'perMonth', name: 'month', keyOf: monthOf },
] as const;

/** Refuses what would exceed a limit, and says of each such period how many units are left in it. */
export function refuseOverLimit({
  authorization,
  startsAt,
  units,
}: {
  authorization: Pick<Authorization, 'limits' | 'unitsByDay' | 'timeZone'>;
  startsAt: Date;
  units: number;
}): Refusal | undefined {
  const { limits, unitsByDay, timeZone } = authorization;
  const day = dayKey(startsAt, timeZone);
  const fields = periods.flatMap(({ limit, name, keyOf }) => {
    const most = limits[limit];
    if (most === null) return [];
    const left = Math.max(0, most - unitsOf({ unitsByDay, isCounted: other => keyOf(other) === keyOf(day) }));
    if (units <= left) return [];
    return [{ path: 'units', message: `At most ${most} in a ${name}; ${keyOf(day)} has ${left} left.` }];
  });
  return fields.length === 0 ? undefined : { ...refuse('UNITS_LIMIT_REACHED'), fields };
}

function unitsOf({
  unitsByDay,
  isCounted,
}: {
  unitsByDay: UnitsByDay;
  isCounted: (day: string) => boolean;
}): number {
  return Object.entries(unitsByDay).reduce((sum, [day, units]) => (isCounted(day) ? sum + units : sum), 0);
}

/**
 * The days after so many units of a lesson came (or went, below 0). What is long past is dropped: no lesson can be
 * held there any more.
 */
export function withUnitsOn({
  authorization,
  startsAt,
  units,
  now,
}: {
  authorization: Pick<Authorization, 'unitsByDay' | 'timeZone'>;
  startsAt: Date;
  units: number;
  now: Date;
}): UnitsByDay {
  const { unitsByDay, timeZone } = authorization;
  const day = dayKey(startsAt, timeZone);
  const oldest = dayKey(new Date(now.getTime() - KEPT_DAYS * DAY_MS), timeZone);
  const after = { ...unitsByDay, [day]: (unitsByDay[day] ?? 0) + units };
  return Object.fromEntries(Object.entries(after).filter(([each, count]) => each >= oldest && count > 0));
}
