import { dayKey, nextDayStart } from '../platform/day-key.ts';
import { yearsAfter } from '../platform/years.ts';
import type { SessionRules, StudyDay } from './schema.ts';

/** Days by their key, as far as they were loaded; a day on which nothing was credited yet is an empty one. */
export type StudyDays = ReadonlyMap<string, StudyDay>;

const DAY_MS = 86_400_000;
/** Of a day: far more than study has, and what one document can hold. */
const MAX_STRETCHES = 1_000;

/** The legal days from one instant to another, both included, in order. */
export function dayKeysBetween({
  from,
  to,
  timeZone,
}: {
  from: Date;
  to: Date;
  timeZone: string;
}): readonly string[] {
  const last = dayKey(to, timeZone);
  const keys = [dayKey(from, timeZone)];
  for (let at = from; keys.at(-1) !== last && at.getTime() < to.getTime(); ) {
    at = nextDayStart(at, timeZone);
    keys.push(dayKey(at, timeZone));
  }
  return [...new Set([...keys, last])];
}

/**
 * The days that crediting up to `to` may write or has to know: those that the time touches, and with a limit over
 * any 24 hours those of the 24 hours before.
 * @param from nothing before it is credited
 */
export function dayKeysToKnow({
  from,
  to,
  timeZone,
  dailyLimit,
}: {
  from: Date;
  to: Date;
  timeZone: string;
  dailyLimit: SessionRules['dailyLimit'];
}): readonly string[] {
  const earliest = Math.min(from.getTime(), to.getTime());
  const since = dailyLimit.mode === 'rolling24h' ? earliest - DAY_MS : earliest;
  return dayKeysBetween({ from: new Date(since), to, timeZone });
}

/** The day with one more credited stretch. Stretches are kept for limits over any 24 hours alone. */
export function withStretch({
  day,
  from,
  seconds,
  keepsStretches,
}: {
  day: StudyDay;
  from: Date;
  seconds: number;
  keepsStretches: boolean;
}): StudyDay {
  const creditedSeconds = day.creditedSeconds + seconds;
  if (!keepsStretches) return { ...day, creditedSeconds };
  const to = new Date(from.getTime() + seconds * 1_000);
  const last = day.stretches.at(-1);
  const touches = last !== undefined && last.to.getTime() === from.getTime();
  const stretches = touches
    ? [...day.stretches.slice(0, -1), { from: last.from, to }]
    : [...day.stretches, { from, to }];
  return { ...day, creditedSeconds, stretches: bounded(stretches) };
}

/**
 * With more stretches than a document may hold, the earliest is moved up to the next. Its seconds then leave the
 * 24 hours later than they might: never more is credited for it.
 */
function bounded(stretches: StudyDay['stretches']): StudyDay['stretches'] {
  const [first, second, ...others] = stretches;
  if (stretches.length <= MAX_STRETCHES || first === undefined || second === undefined) return stretches;
  const from = new Date(second.from.getTime() - (first.to.getTime() - first.from.getTime()));
  return [{ from, to: second.to }, ...others];
}

/** The day as it is kept when nothing was credited on it yet. */
export const newStudyDay = ({
  dayKey: key,
  now,
  retentionYears,
}: {
  dayKey: string;
  now: Date;
  retentionYears: number;
}): StudyDay => ({
  dayKey: key,
  creditedSeconds: 0,
  stretches: [],
  retainUntil: yearsAfter({ from: now, years: retentionYears }),
});
