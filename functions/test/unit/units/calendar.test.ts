import fc from 'fast-check';
import { Id } from '../../../src/platform/ids.ts';
import {
  bookedLessonOf,
  daysOf,
  hasNoOverlap,
  isFree,
  withLesson,
  withoutLesson,
} from '../../../src/units/calendar.ts';
import type { LessonCalendar } from '../../../src/units/schema.ts';
import { LessonCalendar as Schema } from '../../../src/units/schema.ts';
import { someReservation } from '../../fixtures/authorization.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 10) + minutes * 60_000);
const lessonOf = ({ from, to, id = 'r' }: { from: number; to: number; id?: string }) => ({
  authorizationId: Id.parse('a'),
  reservationId: Id.parse(id),
  startsAt: at(from),
  endsAt: at(to),
});

const bookIfFree = (calendar: LessonCalendar, lesson: ReturnType<typeof lessonOf>): LessonCalendar =>
  daysOf(lesson).includes('2026-03-10') && isFree(calendar, lesson) ? withLesson(calendar, lesson) : calendar;

function giveBack(calendar: LessonCalendar, which: number): LessonCalendar {
  const lesson = calendar.lessons.at(which % calendar.lessons.length);
  return lesson === undefined ? calendar : withoutLesson(calendar, lesson);
}

describe('a person’s day', () => {
  const booked: LessonCalendar = { lessons: [lessonOf({ from: 600, to: 720 })] };

  it.each([
    ['ends as it starts', 540, 600, true],
    ['starts as it ends', 720, 780, true],
    ['ends a minute into it', 541, 601, false],
    ['starts a minute before its end', 719, 779, false],
    ['lies within it', 630, 690, false],
    ['lies around it', 540, 780, false],
    ['is the same', 600, 720, false],
  ])('a lesson that %s', (_, from, to, expected) => {
    expect(isFree(booked, lessonOf({ from, to }))).toBe(expected);
  });

  it('whoever has no lessons yet is free', () => {
    expect(isFree(undefined, lessonOf({ from: 0, to: 60 }))).toBe(true);
  });

  it('a first lesson begins the calendar, each later one joins it', () => {
    const [first, second] = [
      lessonOf({ from: 0, to: 60, id: 'r1' }),
      lessonOf({ from: 60, to: 120, id: 'r2' }),
    ];
    expect(withLesson(undefined, first)).toEqual({ lessons: [first] });
    expect(withLesson({ lessons: [first] }, second)).toEqual({ lessons: [first, second] });
  });

  it('of a lesson given back its own time is free again, and nobody else’s', () => {
    const own = lessonOf({ from: 0, to: 60, id: 'r1' });
    const sameAuthorization = lessonOf({ from: 60, to: 120, id: 'r2' });
    // Another authorization may name its reservation alike.
    const sameName = { ...lessonOf({ from: 120, to: 180, id: 'r1' }), authorizationId: Id.parse('b') };
    const lessons = [own, sameAuthorization, sameName];
    expect(withoutLesson({ lessons }, own)).toEqual({ lessons: [sameAuthorization, sameName] });
  });

  it('a calendar tells whose lesson it is and when, and nothing else of it', () => {
    const { authorizationId, reservationId, startsAt, endsAt } = someReservation();
    expect(bookedLessonOf(someReservation())).toEqual({ authorizationId, reservationId, startsAt, endsAt });
  });

  it('however lessons are booked and given back, none overlap, and a day never holds more than fit into it', () => {
    const wish = fc.record({
      from: fc.integer({ min: -11 * 60, max: 24 * 60 - 1 }),
      length: fc.integer({ min: 60, max: 720 }),
      givenBack: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 200 }), wishes => {
        let calendar: LessonCalendar = { lessons: [] };
        for (const [index, { from, length, givenBack }] of wishes.entries()) {
          calendar = bookIfFree(calendar, lessonOf({ from, to: from + length, id: `r${index}` }));
          if (givenBack !== null) calendar = giveBack(calendar, givenBack);
          expect(hasNoOverlap(calendar)).toBe(true);
          expect(Schema.safeParse(calendar).success).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the days of UTC that a lesson touches', () => {
  it.each([
    ['in the middle of a day', 600, 720, ['2026-03-10']],
    ['up to midnight', 1_380, 1_440, ['2026-03-10']],
    ['a minute past midnight', 1_381, 1_441, ['2026-03-10', '2026-03-11']],
    ['from midnight', 1_440, 1_500, ['2026-03-11']],
  ])('%s', (_, from, to, days) => {
    expect(daysOf({ startsAt: at(from), endsAt: at(to) })).toEqual(days);
  });

  it('two lessons at the same time always share one', () => {
    const lesson = fc.record({
      from: fc.integer({ min: 0, max: 6_000 }),
      length: fc.integer({ min: 60, max: 720 }),
    });
    fc.assert(
      fc.property(lesson, lesson, (a, b) => {
        const [first, second] = [a, b].map(({ from, length }) => lessonOf({ from, to: from + length }));
        if (first === undefined || second === undefined) return;
        if (isFree({ lessons: [first] }, second)) return;
        expect(daysOf(first).some(day => daysOf(second).includes(day))).toBe(true);
      }),
    );
  });
});
