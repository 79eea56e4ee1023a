import type { CalendarLesson } from '../api.ts';
import { startOfDay } from './days.ts';

/** A lesson in the picture of a day; shares of the day's height and width, 0 to 1. */
export interface PlacedLesson {
  readonly lesson: CalendarLesson;
  readonly top: number;
  readonly height: number;
  readonly left: number;
  readonly width: number;
}

/** Hours that are shown, `to` not in it. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

const USUAL: Hours = { from: 8, to: 19 };

export const lessonsOf = ({
  lessons,
  day,
}: {
  lessons: readonly CalendarLesson[];
  day: Date;
}): readonly CalendarLesson[] =>
  lessons
    .filter(({ startsAt }) => startOfDay(new Date(startsAt)).getTime() === day.getTime())
    .sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));

/** The usual hours, and as many more as there are lessons in. */
export function hoursOf(lessons: readonly CalendarLesson[]): Hours {
  return lessons.reduce<Hours>((hours, { startsAt, endsAt }) => {
    const start = new Date(startsAt);
    const end = new Date(endsAt);
    const isSameDay = startOfDay(start).getTime() === startOfDay(new Date(end.getTime() - 1)).getTime();
    const lastHour = isSameDay ? end.getHours() + (end.getMinutes() > 0 ? 1 : 0) : 24;
    return {
      from: Math.min(hours.from, start.getHours()),
      to: Math.max(hours.to, lastHour === 0 ? 24 : lastHour),
    };
  }, USUAL);
}

/**
 * Where the lessons of a day stand. Those that overlap, of several instructors, stand side by side.
 * @param lessons of this day, the earliest first
 */
export function placeLessons(input: {
  readonly lessons: readonly CalendarLesson[];
  readonly day: Date;
  readonly hours: Hours;
}): readonly PlacedLesson[] {
  const { day, hours } = input;
  const fromMs = atHour(day, hours.from);
  const toMs = atHour(day, hours.to);
  const share = (atMs: number): number => Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
  return groupsOf(input.lessons).flatMap(group => {
    const columns = columnsOf(group);
    const width = 1 / (Math.max(...columns) + 1);
    return group.map((lesson, index) => {
      const top = share(Date.parse(lesson.startsAt));
      const height = share(Date.parse(lesson.endsAt)) - top;
      return { lesson, top, height, left: (columns[index] ?? 0) * width, width };
    });
  });
}

/** By the calendar: where summer time begins at night, nine o'clock is eight hours after midnight. */
const atHour = (day: Date, hour: number): number =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour).getTime();

/** Lessons that overlap, directly or by one in between. */
function groupsOf(lessons: readonly CalendarLesson[]): readonly (readonly CalendarLesson[])[] {
  const groups: CalendarLesson[][] = [];
  let endMs = Number.NEGATIVE_INFINITY;
  for (const lesson of lessons) {
    const group = groups.at(-1);
    if (group === undefined || Date.parse(lesson.startsAt) >= endMs) groups.push([lesson]);
    else group.push(lesson);
    endMs = Math.max(endMs, Date.parse(lesson.endsAt));
  }
  return groups;
}

/** The first column that is free by then, for each lesson of a group. */
function columnsOf(group: readonly CalendarLesson[]): readonly number[] {
  const endsMs: number[] = [];
  return group.map(({ startsAt, endsAt }) => {
    const free = endsMs.findIndex(endMs => endMs <= Date.parse(startsAt));
    const column = free < 0 ? endsMs.length : free;
    endsMs[column] = Date.parse(endsAt);
    return column;
  });
}
