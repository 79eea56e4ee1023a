import {
  type Change,
  create,
  type Doc,
  type Load,
  toExpectNew,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { daysOf, withLesson, withoutLesson } from './calendar.ts';
import type { BookedLesson, LessonCalendar } from './schema.ts';
import { instructorCalendarDoc, studentCalendarDoc } from './store.ts';

/** Where a lesson's time is taken: a document for each day of UTC that it touches, of both who meet. */
export interface LessonCalendars {
  readonly instructor: readonly Doc<LessonCalendar>[];
  readonly student: readonly Doc<LessonCalendar>[];
}

export const noCalendars: LessonCalendars = { instructor: [], student: [] };

export function calendarsOf({
  parties: { instructorId, studentId },
  time,
}: {
  parties: { readonly instructorId: Id; readonly studentId: Id };
  time: Pick<BookedLesson, 'startsAt' | 'endsAt'>;
}): LessonCalendars {
  const days = daysOf(time);
  return {
    instructor: days.map(day => instructorCalendarDoc({ instructorId, day })),
    student: days.map(day => studentCalendarDoc({ studentId, day })),
  };
}

/** An instructor's day mostly has lessons already, a student's mostly has none: that one is not read at first. */
export const loadsToBook = ({ instructor, student }: LessonCalendars): readonly Load[] => [
  ...instructor.map(toWrite),
  ...student.map(toExpectNew),
];

export const loadsToFree = ({ instructor, student }: LessonCalendars): readonly Load[] =>
  [...instructor, ...student].map(toWrite);

export const viewOf = ({ instructor, student }: LessonCalendars, view: View) => ({
  instructor: instructor.map(doc => view.get(doc)),
  student: student.map(doc => view.get(doc)),
});

export function book(calendars: LessonCalendars, lesson: BookedLesson, view: View): readonly Change[] {
  return [...calendars.instructor, ...calendars.student].map(doc => {
    const stored = view.get(doc);
    const after = withLesson(stored, lesson);
    return stored === undefined ? create(doc, after) : update(doc, after);
  });
}

export function free(calendars: LessonCalendars, lesson: BookedLesson, view: View): readonly Change[] {
  return [...calendars.instructor, ...calendars.student].flatMap(doc => {
    const stored = view.get(doc);
    return stored === undefined ? [] : [update(doc, withoutLesson(stored, lesson))];
  });
}
