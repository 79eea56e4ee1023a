import fc from 'fast-check';
import { dayKeyOf, daysToDraw, scaleFor } from '../../src/student/hours/chart-scale.ts';

const day = (dayKey: string, creditedSeconds: number) => ({ dayKey, creditedSeconds });

test('days without study are drawn, over the end of a month and the change of the clock', () => {
  const drawn = daysToDraw({ days: [day('2026-02-27', 60)], lastDayKey: '2026-03-09', least: 7, most: 28 });
  expect(drawn).toHaveLength(11);
  expect(drawn[0]).toEqual({ dayKey: '2026-02-27', seconds: 60 });
  expect(drawn.map(({ dayKey }) => dayKey).slice(1, 4)).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
});

test('a week at least, four weeks at most, the last ones', () => {
  const few = daysToDraw({ days: [], lastDayKey: '2026-03-09', least: 7, most: 28 });
  expect(few.map(({ dayKey }) => dayKey)).toEqual(few.map((_, index) => `2026-03-0${index + 3}`));
  const many = daysToDraw({ days: [day('2025-01-01', 5)], lastDayKey: '2026-03-09', least: 7, most: 28 });
  expect(many).toHaveLength(28);
  expect(many.at(-1)?.dayKey).toBe('2026-03-09');
});

test('an axis reaches every day, in at most five even steps', () => {
  const days = fc.array(fc.record({ dayKey: fc.constant('2026-03-09'), seconds: fc.nat(86_400) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(days, fc.option(fc.integer({ min: 1, max: 86_400 })), (drawn, limitSeconds) => {
      const { maximumSeconds, ticks } = scaleFor({ days: drawn, limitSeconds });
      expect(maximumSeconds).toBeGreaterThanOrEqual(Math.max(...drawn.map(({ seconds }) => seconds)));
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBe(maximumSeconds);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});

test('a limit far above the days does not flatten them', () => {
  const days = [{ dayKey: '2026-03-09', seconds: 47 }];
  expect(scaleFor({ days, limitSeconds: 14_400 }).maximumSeconds).toBe(50);
  expect(scaleFor({ days, limitSeconds: 100 }).maximumSeconds).toBeGreaterThanOrEqual(100);
});

test('an evening is the day of the school’s time zone, not of Greenwich', () => {
  const at = new Date('2026-03-09T03:30:00Z');
  expect(dayKeyOf({ at, timeZone: 'America/New_York' })).toBe('2026-03-08');
});
