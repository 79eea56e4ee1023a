/** Days of this device's calendar: lessons are shown in its time zone, and the page says so. */

/** Midnight at which the day of an instant begins. */
export const startOfDay = (at: Date): Date => new Date(at.getFullYear(), at.getMonth(), at.getDate());

/** By the calendar, so that a day of 23 or 25 hours counts as one. */
export const addDays = (day: Date, count: number): Date =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() + count);

/** The Monday on which the week begins. */
export const startOfWeek = (at: Date): Date => addDays(startOfDay(at), -((at.getDay() + 6) % 7));

const DAYS_IN_WEEK = 7;
/** A month touches six weeks at most; always as many, so that the picture keeps its height. */
const WEEKS_IN_PICTURE = 6;

export type CalendarView = 'week' | 'month';

/** The days that are shown: a week from Monday, or the six weeks around a month. */
export function daysShown({ view, anchor }: { view: CalendarView; anchor: Date }): readonly Date[] {
  const first = startOfWeek(view === 'week' ? anchor : new Date(anchor.getFullYear(), anchor.getMonth(), 1));
  const count = view === 'week' ? DAYS_IN_WEEK : WEEKS_IN_PICTURE * DAYS_IN_WEEK;
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** The week or month before (-1) or after (1). */
export function turned({ view, anchor, by }: { view: CalendarView; anchor: Date; by: number }): Date {
  if (view === 'week') return addDays(anchor, DAYS_IN_WEEK * by);
  return new Date(anchor.getFullYear(), anchor.getMonth() + by, 1);
}

export const isSameDay = (one: Date, other: Date): boolean =>
  startOfDay(one).getTime() === startOfDay(other).getTime();

/** `2026-11-29`, as a date field has it. */
export function dateText(at: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Midnight of what a date field holds, undefined for what is no day. */
export function dayOfText(text: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day] = match.map(Number);
  const found = new Date(year ?? 0, (month ?? 1) - 1, day ?? 1);
  return dateText(found) === text ? found : undefined;
}

/** What a field for date and time holds; undefined while it is not filled in. */
export function instantOfText(text: string): Date | undefined {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? undefined : at;
}
