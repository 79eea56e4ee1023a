import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import type { CalendarLesson, ListedAuthorization } from '../../../src/staff/api.ts';
import { dateText, dayOfText, daysShown, startOfWeek, turned } from '../../../src/staff/calendar/days.ts';
import { hoursOf, lessonsOf, placeLessons } from '../../../src/staff/calendar/lesson-layout.ts';
import { limitsOf } from '../../../src/staff/calendar/limits.ts';
import { dayEnd, dividedByEnd } from '../../../src/staff/calendar/validity.ts';

/** Monday, 2 March 2026, in whatever time zone this runs. */
const monday = new Date(2026, 2, 2);
const at = (hour: number, minute = 0): Date => new Date(2026, 2, 2, hour, minute);

function lesson(reservationId: string, startsAt: Date, endsAt: Date): CalendarLesson {
  return {
    authorizationId: 'authorization-1',
    reservationId,
    studentId: 'student-1',
    studentName: 'Ann Lee',
    instructorId: 'instructor-1',
    courseId: 'course-1',
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    units: 1,
    consumedUnits: 0,
    state: 'HELD',
  };
}

describe('the days of the calendar', () => {
  test('a week begins on Monday, also seen from Sunday', () => {
    expect(startOfWeek(new Date(2026, 2, 8, 23)).getTime()).toBe(monday.getTime());
    expect(daysShown({ view: 'week', anchor: at(9) }).map(dateText)).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
      '2026-03-06',
      '2026-03-07',
      '2026-03-08',
    ]);
  });

  test('a month is six whole weeks around it, each day once', () => {
    const days = daysShown({ view: 'month', anchor: new Date(2026, 2, 31) }).map(dateText);
    expect(days).toHaveLength(42);
    expect(new Set(days).size).toBe(42);
    expect(days[0]).toBe('2026-02-23');
    expect(days).toContain('2026-03-31');
  });

  test('the month after 31 January is February', () => {
    expect(turned({ view: 'month', anchor: new Date(2026, 0, 31), by: 1 }).getMonth()).toBe(1);
  });

  test('a day that does not exist is no day', () => {
    expect(dayOfText('2026-02-30')).toBeUndefined();
    expect(dayOfText('2026-03-02')?.getTime()).toBe(monday.getTime());
  });

  test('hours are valid up to the end of their last day', () => {
    expect(dateText(dayEnd.lastDayOf(dayEnd.of(monday)))).toBe('2026-03-02');
  });
});

describe('a day’s lessons', () => {
  const hours = { from: 8, to: 18 };

  test('a lesson stands at its hour, as high as it is long', () => {
    const [placed] = placeLessons({ lessons: [lesson('a', at(9), at(11))], day: monday, hours });
    expect(placed).toMatchObject({ top: 0.1, left: 0, width: 1 });
    expect(placed?.height).toBeCloseTo(0.2);
  });

  test('a lesson stands at its hour on the day on which summer time begins, too', () => {
    // The device's time zone is set before anything runs, so another process has to be the device.
    const layout = path.resolve(import.meta.dirname, '../../../src/staff/calendar/lesson-layout.ts');
    const script = `
      const { placeLessons } = await import(${JSON.stringify(layout)});
      const lesson = { startsAt: new Date(2026, 2, 8, 9).toISOString(), endsAt: new Date(2026, 2, 8, 10).toISOString() };
      const day = new Date(2026, 2, 8);
      console.log(placeLessons({ lessons: [lesson], day, hours: { from: 8, to: 18 } })[0].top);`;
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...process.env, TZ: 'America/New_York' },
      encoding: 'utf8',
    });
    expect(Number(said)).toBeCloseTo(0.1);
  });

  test('lessons of two instructors at once stand side by side, one after them has the whole width', () => {
    const placed = placeLessons({
      lessons: [lesson('a', at(9), at(11)), lesson('b', at(10), at(12)), lesson('c', at(12), at(13))],
      day: monday,
      hours,
    });
    expect(placed.map(({ left, width }) => [left, width])).toEqual([
      [0, 0.5],
      [0.5, 0.5],
      [0, 1],
    ]);
  });

  test('no two lessons cover one another', () => {
    const starts = fc.array(fc.tuple(fc.integer({ min: 8, max: 16 }), fc.integer({ min: 1, max: 2 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(starts, all => {
        const lessons = all
          .map(([hour, length], index) => lesson(`lesson-${index}`, at(hour), at(hour + length)))
          .sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
        const placed = placeLessons({ lessons, day: monday, hours });
        for (const one of placed)
          for (const other of placed) {
            if (one === other) continue;
            const isApart =
              one.top + one.height <= other.top + 1e-9 ||
              other.top + other.height <= one.top + 1e-9 ||
              one.left + one.width <= other.left + 1e-9 ||
              other.left + other.width <= one.left + 1e-9;
            expect(isApart).toBe(true);
          }
      }),
    );
  });

  test('an early or a late lesson widens the hours that are shown', () => {
    expect(hoursOf([lesson('a', at(6, 30), at(7, 30)), lesson('b', at(20), at(21, 15))])).toEqual({
      from: 6,
      to: 22,
    });
    expect(hoursOf([])).toEqual({ from: 8, to: 19 });
  });

  test('a lesson belongs to the day on which it begins', () => {
    const lessons = [lesson('late', at(23), new Date(2026, 2, 3, 1)), lesson('early', at(8), at(9))];
    expect(lessonsOf({ lessons, day: monday }).map(({ reservationId }) => reservationId)).toEqual([
      'early',
      'late',
    ]);
    expect(hoursOf(lessons).to).toBe(24);
  });
});

test('a limit that was not filled in stays as it is, one that is no number is refused', () => {
  expect(limitsOf({ perDay: '2', perWeek: '', perMonth: '' })).toEqual({ perDay: 2 });
  expect(limitsOf({ perDay: 'two', perWeek: '', perMonth: '' })).toBeUndefined();
  expect(limitsOf({ perDay: '0', perWeek: '', perMonth: '' })).toBeUndefined();
});

test('hours that have ended stand apart from those under which a lesson can be held', () => {
  const until = (authorizationId: string, validTo: Date): ListedAuthorization => ({
    ...{ authorizationId, studentId: 'student-1', studentName: 'Ann Lee', instructorId: 'instructor-1' },
    ...{ courseId: 'course-1', totalUnits: 6, reservedUnits: 0, consumedUnits: 0, availableUnits: 6 },
    validFrom: new Date(2026, 0, 1).toISOString(),
    validTo: validTo.toISOString(),
  });
  const authorizations = [until('later', at(11)), until('now', at(10)), until('before', at(9))];
  const { running, ended } = dividedByEnd({ authorizations, now: at(10) });
  const ids = (of: readonly ListedAuthorization[]) => of.map(({ authorizationId }) => authorizationId);
  expect([ids(running), ids(ended)]).toEqual([['later'], ['now', 'before']]);
});
