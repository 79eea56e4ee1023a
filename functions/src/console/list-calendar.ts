import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import type { Reservation } from '../units/schema.ts';
import { namesOf } from './people.ts';
import { staffRead } from './staff-read.ts';
import { lessonsBetween } from './unit-queries.ts';
import { instructorShownTo } from './whose-lessons.ts';
import { type CalendarLesson, type ListCalendarAnswer, ListCalendarRequest } from './wire.ts';

/** More than a school drives in a week; whoever has more looks at fewer days. */
const MAX_LESSONS = 500;

/** Driving lessons that start within a time, in every state: an instructor's own, or an admin's choice. */
export const listCalendar = defineCallable({
  name: 'listCalendar',
  request: ListCalendarRequest,
  handler: ({ uid, data }): Promise<ListCalendarAnswer> =>
    staffRead({ uid, roles: ['instructor', 'admin'], action: 'listCalendar', request: data }, async () => {
      const { from, to } = data;
      const instructorId = await instructorShownTo({ uid, wanted: data.instructorId });
      const found = await lessonsBetween({ from, to, instructorId, limit: MAX_LESSONS + 1 });
      const shown = found.slice(0, MAX_LESSONS);
      const names = await namesOf(shown.map(({ studentId }) => studentId));
      const lessons = shown.map(reservation => lessonOf({ reservation, names }));
      return { lessons, isTruncated: found.length > MAX_LESSONS };
    }),
});

function lessonOf({
  reservation,
  names,
}: {
  reservation: Reservation;
  names: ReadonlyMap<Id, string | null>;
}): CalendarLesson {
  const { authorizationId, reservationId, studentId, instructorId, courseId } = reservation;
  const { startsAt, endsAt, units, consumedUnits, state } = reservation;
  return {
    ...{ authorizationId, reservationId, studentId, instructorId, courseId, units, consumedUnits, state },
    studentName: names.get(studentId) ?? null,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  };
}
