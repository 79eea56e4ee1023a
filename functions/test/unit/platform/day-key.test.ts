import fc from 'fast-check';
import { dayKey, nextDayStart } from '../../../src/platform/day-key.ts';

const at = (iso: string) => new Date(iso);
const hoursOf = (iso: string, timeZone: string) => {
  const start = nextDayStart(at(iso), timeZone);
  return (nextDayStart(start, timeZone).getTime() - start.getTime()) / 3_600_000;
};

describe('the legal day', () => {
  it.each([
    ['2026-07-01T03:59:59.999Z', 'America/New_York', '2026-06-30'],
    ['2026-07-01T04:00:00.000Z', 'America/New_York', '2026-07-01'],
    ['2026-01-01T04:59:59.999Z', 'America/New_York', '2025-12-31'],
    ['2026-01-01T05:00:00.000Z', 'America/New_York', '2026-01-01'],
    ['2026-01-01T10:00:00.000Z', 'Pacific/Kiritimati', '2026-01-02'],
    ['2026-01-01T11:30:00.000Z', 'Pacific/Marquesas', '2026-01-01'],
  ])('%s in %s is %s', (instant, timeZone, key) => {
    expect(dayKey(at(instant), timeZone)).toBe(key);
  });

  it.each([
    ['spring forward', '2026-03-07T12:00:00Z', 'America/New_York', 23],
    ['fall back', '2026-10-31T12:00:00Z', 'America/New_York', 25],
    ['an ordinary day', '2026-06-10T12:00:00Z', 'America/New_York', 24],
    ['half an hour of daylight saving', '2026-10-03T12:00:00Z', 'Australia/Lord_Howe', 23.5],
    ['a day that begins at one', '2018-11-03T12:00:00Z', 'America/Sao_Paulo', 23],
  ])('%s has as many hours as it has', (_, instant, timeZone, hours) => {
    expect(hoursOf(instant, timeZone)).toBe(hours);
  });

  it('begins where the one before ends: its first instant is in it, the millisecond before is not', () => {
    const instants = fc.date({
      min: at('2020-01-01T00:00:00Z'),
      max: at('2035-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom(
      'America/New_York',
      'America/Los_Angeles',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'UTC',
    );
    fc.assert(
      fc.property(instants, zones, (instant, timeZone) => {
        const start = nextDayStart(instant, timeZone);
        expect(dayKey(start, timeZone)).not.toBe(dayKey(instant, timeZone));
        expect(dayKey(new Date(start.getTime() - 1), timeZone)).toBe(dayKey(instant, timeZone));
      }),
    );
  });
});
