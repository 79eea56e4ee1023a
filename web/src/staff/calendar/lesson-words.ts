import type { CalendarLesson } from '../api.ts';

/** Whose lesson or hours they are: the name where the server tells it. */
export const studentWords = ({
  studentName,
  studentId,
}: Pick<CalendarLesson, 'studentName' | 'studentId'>): string => studentName ?? studentId;

/** The day in words, without its year. */
export const dayName = (day: Date): string =>
  day.toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

/** When it begins, in this device's time zone. */
export const lessonTime = ({ startsAt }: CalendarLesson): string =>
  new Date(startsAt).toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' });

/** `2 units`, and what of them was driven. */
export function unitWords({ units, consumedUnits, state }: CalendarLesson): string {
  const said = units === 1 ? '1 unit' : `${units} units`;
  return state === 'CONSUMED' && consumedUnits < units ? `${said}, ${consumedUnits} driven` : said;
}
