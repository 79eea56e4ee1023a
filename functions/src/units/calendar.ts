import type { BookedLesson, LessonCalendar } from './schema.ts';

type Time = Pick<BookedLesson, 'startsAt' | 'endsAt'>;

/** Two lessons, each from its start up to its end: one may start when the other ends. */
export const overlap = (a: Time, b: Time): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** The days of UTC that a lesson touches, for naming calendars. */
export function daysOf({ startsAt, endsAt }: Time): readonly string[] {
  const keyOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  // A lesson that ends at midnight does not touch the next day.
  const [first, last] = [keyOf(startsAt.getTime()), keyOf(endsAt.getTime() - 1)];
  return first === last ? [first] : [first, last];
}

export const isFree = (calendar: LessonCalendar | undefined, lesson: Time): boolean =>
  !(calendar?.lessons ?? []).some(other => overlap(other, lesson));

export const withLesson = (calendar: LessonCalendar | undefined, lesson: BookedLesson): LessonCalendar => ({
  lessons: [...(calendar?.lessons ?? []), lesson],
});

export const withoutLesson = (
  calendar: LessonCalendar,
  { authorizationId, reservationId }: Pick<BookedLesson, 'authorizationId' | 'reservationId'>,
): LessonCalendar => ({
  lessons: calendar.lessons.filter(
    lesson => lesson.authorizationId !== authorizationId || lesson.reservationId !== reservationId,
  ),
});

/** The invariant of a calendar: nobody has two lessons at once. */
export const hasNoOverlap = ({ lessons }: LessonCalendar): boolean =>
  lessons.every((lesson, index) => lessons.slice(index + 1).every(other => !overlap(lesson, other)));

/** What a reservation takes of two people's time. */
export const bookedLessonOf = ({
  authorizationId,
  reservationId,
  startsAt,
  endsAt,
}: BookedLesson): BookedLesson => ({ authorizationId, reservationId, startsAt, endsAt });
