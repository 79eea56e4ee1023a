import type { CalendarLesson } from '../api.ts';

/** Whom it is with. */
export const lessonName = ({ studentName, studentId }: CalendarLesson): string => studentName ?? studentId;

/** When it begins, in this device's time zone. */
export const lessonTime = ({ startsAt }: CalendarLesson): string =>
  new Date(startsAt).toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' });

/** `2 units`, and what of them was driven. */
export function unitWords({ units, consumedUnits, state }: CalendarLesson): string {
  const said = units === 1 ? '1 unit' : `${units} units`;
  return state === 'CONSUMED' && consumedUnits < units ? `${said}, ${consumedUnits} driven` : said;
}
