import { remainingToday } from '../../../src/compliance/daily-limit.ts';
import type { StudyDay } from '../../../src/compliance/schema.ts';
import {
  dayKeysBetween,
  dayKeysToKnow,
  newStudyDay,
  withStretch,
} from '../../../src/compliance/study-days.ts';

const start = new Date('2026-03-02T15:00:00Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const timeZone = 'America/New_York';
const empty = newStudyDay({ dayKey: '2026-03-02', now: start, retentionYears: 3 });
const stretch = (from: number, to: number) => ({ from: after(from), to: after(to) });

describe('the legal days of a stretch of time', () => {
  it.each<[string, string, string, string[]]>([
    ['one day', '2026-03-02T15:00:00Z', '2026-03-02T16:00:00Z', ['2026-03-02']],
    ['up to a moment before midnight', '2026-03-02T15:00:00Z', '2026-03-03T04:59:59.999Z', ['2026-03-02']],
    ['up to midnight', '2026-03-02T15:00:00Z', '2026-03-03T05:00:00Z', ['2026-03-02', '2026-03-03']],
    [
      'each of several days',
      '2026-03-02T15:00:00Z',
      '2026-03-05T15:00:00Z',
      ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'],
    ],
    [
      'both days of a clock behind',
      '2026-03-03T05:00:00Z',
      '2026-03-03T04:59:59Z',
      ['2026-03-03', '2026-03-02'],
    ],
  ])('%s', (_, from, to, keys) => {
    expect(dayKeysBetween({ from: new Date(from), to: new Date(to), timeZone })).toEqual(keys);
  });

  it.each([
    ['no limit knows no day before', { mode: 'none' as const }, ['2026-03-02']],
    ['a limit by the day neither', { mode: 'calendarDay' as const, seconds: 60 }, ['2026-03-02']],
    [
      'any 24 hours reach into the day before',
      { mode: 'rolling24h' as const, seconds: 60 },
      ['2026-03-01', '2026-03-02'],
    ],
  ])('%s', (_, dailyLimit, keys) => {
    expect(dayKeysToKnow({ from: start, to: after(60), timeZone, dailyLimit })).toEqual(keys);
  });
});

describe('a day of study', () => {
  const with60 = (day: StudyDay, from = 60) =>
    withStretch({ day, from: after(from), seconds: 60, keepsStretches: true });
  const before = { ...empty, creditedSeconds: 60, stretches: [stretch(0, 60)] };

  it('is kept for as many years as the policy says', () => {
    expect(empty).toEqual({
      dayKey: '2026-03-02',
      creditedSeconds: 0,
      stretches: [],
      retainUntil: new Date('2029-03-02T15:00:00Z'),
    });
  });

  it('adds up; where nothing asks when, only how long is kept', () => {
    const day = { ...empty, creditedSeconds: 60 };
    expect(withStretch({ day, from: after(60), seconds: 60, keepsStretches: false })).toEqual({
      ...empty,
      creditedSeconds: 120,
    });
  });

  it.each([
    ['what touches is one stretch', 60, [stretch(0, 120)]],
    ['a gap of a second makes two', 61, [stretch(0, 60), stretch(61, 121)]],
  ])('%s', (_, from, stretches) => {
    expect(with60(before, from)).toEqual({ ...empty, creditedSeconds: 120, stretches });
  });

  it('holds a thousand stretches; one more moves the earliest up to the next, never losing a second', () => {
    const count = (length: number) =>
      Array.from({ length }, (_, index) => stretch(index * 10, index * 10 + 4));
    const full = with60({ ...empty, stretches: count(999) }, 20_000);
    expect(full.stretches).toHaveLength(1_000);
    expect(full.stretches[0]).toEqual(stretch(0, 4));
    const over = with60({ ...empty, stretches: count(1_000) }, 20_000);
    expect(over.stretches).toEqual([stretch(6, 14), ...count(1_000).slice(2), stretch(20_000, 20_060)]);
  });
});

describe('what is left of a day', () => {
  const day = (changes: Partial<StudyDay>) => new Map([[empty.dayKey, { ...empty, ...changes }]]);
  const left = (limit: Parameters<typeof remainingToday>[0]['limit'], days: ReadonlyMap<string, StudyDay>) =>
    remainingToday({ limit, days, dayKey: empty.dayKey, at: after(1_000) });

  it.each<[string, Parameters<typeof left>, number | null]>([
    ['is without bound where there is no limit', [{ mode: 'none' }, day({ creditedSeconds: 999_999 })], null],
    ['is all of it on a day without study', [{ mode: 'calendarDay', seconds: 100 }, new Map()], 100],
    ['is what was not studied', [{ mode: 'calendarDay', seconds: 100 }, day({ creditedSeconds: 99 })], 1],
    ['is never less than nothing', [{ mode: 'calendarDay', seconds: 100 }, day({ creditedSeconds: 101 })], 0],
    ['over any 24 hours is all of it at first', [{ mode: 'rolling24h', seconds: 100 }, new Map()], 100],
    ['a single second', [{ mode: 'rolling24h', seconds: 1 }, new Map()], 1],
    [
      'over any 24 hours is what these leave',
      [{ mode: 'rolling24h', seconds: 100 }, day({ stretches: [stretch(0, 60)] })],
      40,
    ],
    ['or nothing', [{ mode: 'rolling24h', seconds: 60 }, day({ stretches: [stretch(0, 60)] })], 0],
  ])('%s', (_, given, seconds) => {
    expect(left(...given)).toBe(seconds);
  });
});
