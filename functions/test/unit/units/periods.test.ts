import fc from 'fast-check';
import { dayKey } from '../../../src/platform/day-key.ts';
import { isoWeekOf, monthOf, refuseOverLimit, withUnitsOn } from '../../../src/units/periods.ts';
import { someAuthorization } from '../../fixtures/authorization.ts';

const now = new Date('2026-03-02T15:00:00Z');

describe('the ISO week of a day', () => {
  it.each([
    ['2026-01-01', '2026-W01'],
    ['2025-12-28', '2025-W52'],
    ['2025-12-29', '2026-W01'],
    ['2027-01-01', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2023-01-01', '2022-W52'],
    ['2026-03-08', '2026-W10'],
    ['2026-03-09', '2026-W11'],
  ])('%s lies in %s', (day, week) => {
    expect(isoWeekOf(day)).toBe(week);
  });

  it('every week has seven days, from Monday to Sunday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_500 }), days => {
        const keyOf = (offset: number) =>
          new Date(Date.UTC(2000, 0, 3) + (days * 7 + offset) * 86_400_000).toISOString().slice(0, 10);
        const weeks = new Set(Array.from({ length: 7 }, (_, offset) => isoWeekOf(keyOf(offset))));
        expect(weeks.size).toBe(1);
        expect(weeks.has(isoWeekOf(keyOf(7)))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('limits on driving', () => {
  const startsAt = new Date('2026-03-10T14:00:00Z');
  const unitsByDay = { '2026-03-09': 1, '2026-03-10': 1, '2026-03-15': 2, '2026-03-16': 3 };
  const refusalOf = (limits: object, units: number) =>
    refuseOverLimit({
      authorization: someAuthorization({
        unitsByDay,
        limits: { perDay: null, perWeek: null, perMonth: null, ...limits },
      }),
      startsAt,
      units,
    });

  it.each([
    ['a day', { perDay: 3 }, 2],
    ['a week, which ends on Sunday', { perWeek: 6 }, 2],
    ['a month', { perMonth: 9 }, 2],
  ])('%s takes what is left of it and not one unit more', (_, limits, left) => {
    expect(refusalOf(limits, left)).toBeUndefined();
    expect(refusalOf(limits, left + 1)).toMatchObject({ reason: 'UNITS_LIMIT_REACHED' });
  });

  it('says of each limit that stands in the way how much is left', () => {
    expect(refusalOf({ perDay: 2, perWeek: 4, perMonth: 50 }, 2)?.fields).toEqual([
      { path: 'units', message: 'At most 2 in a day; 2026-03-10 has 1 left.' },
      { path: 'units', message: 'At most 4 in a week; 2026-W11 has 0 left.' },
    ]);
  });

  it('the day is that of the authorization’s time zone: an evening in Ohio is the next day in UTC', () => {
    const evening = new Date('2026-03-11T01:00:00Z');
    const counted = withUnitsOn({ authorization: someAuthorization(), startsAt: evening, units: 1, now });
    expect(counted).toEqual({ '2026-03-10': 1 });
  });

  it.each([
    ['2026-03-08T04:59:59.999Z', '2026-03-07'],
    ['2026-03-08T05:00:00.000Z', '2026-03-08'],
    ['2026-03-09T03:59:59.999Z', '2026-03-08'],
    ['2026-03-09T04:00:00.000Z', '2026-03-09'],
  ])('the day that lacks an hour begins and ends where the law says: %s', (instant, day) => {
    const [counted] = Object.keys(
      withUnitsOn({ authorization: someAuthorization(), startsAt: new Date(instant), units: 1, now }),
    );
    expect(counted).toBe(day);
  });
});

describe('what is kept of past days', () => {
  it('is enough for every limit, and bounded', () => {
    const instant = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.array(instant, { minLength: 1, maxLength: 40 }), instant, (days, today) => {
        let authorization = someAuthorization();
        for (const startsAt of days)
          authorization = {
            ...authorization,
            unitsByDay: withUnitsOn({ authorization, startsAt, units: 1, now: today }),
          };
        const kept = Object.keys(authorization.unitsByDay);
        const todayKey = dayKey(today, authorization.timeZone);
        for (const day of days.map(each => dayKey(each, authorization.timeZone))) {
          const mayCount =
            day >= todayKey || monthOf(day) === monthOf(todayKey) || isoWeekOf(day) === isoWeekOf(todayKey);
          if (mayCount) expect(kept).toContain(day);
        }
        const oldest = dayKey(new Date(today.getTime() - 46 * 86_400_000), authorization.timeZone);
        expect(kept.every(day => day > oldest)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('a lesson given back leaves no empty day behind, and none below zero', () => {
    const authorization = someAuthorization({ unitsByDay: { '2026-03-10': 2 } });
    const back = { authorization, units: -2, now };
    expect(withUnitsOn({ ...back, startsAt: new Date('2026-03-10T14:00:00Z') })).toEqual({});
    expect(withUnitsOn({ ...back, startsAt: new Date('2026-03-12T14:00:00Z') })).toEqual({ '2026-03-10': 2 });
  });
});
