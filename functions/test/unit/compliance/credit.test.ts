import fc from 'fast-check';
import { type CreditInput, creditTime } from '../../../src/compliance/credit.ts';
import type { Session, SessionRules, StudyDay } from '../../../src/compliance/schema.ts';
import { sessionRulesFrom } from '../../../src/compliance/session.ts';
import { dayKeysToKnow, newStudyDay } from '../../../src/compliance/study-days.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someRules } from '../../fixtures/policy.ts';
import { someSession } from '../../fixtures/session.ts';

const start = new Date('2026-03-02T15:00:00Z');
const after = (seconds: number, from = start): Date => new Date(from.getTime() + seconds * 1_000);
const rulesWith = (changes: Partial<SessionRules>): SessionRules => ({
  ...sessionRulesFrom(someRules()),
  ...changes,
});

interface Given {
  readonly session?: Partial<Session>;
  readonly rules?: Partial<SessionRules>;
  readonly now: Date;
  readonly days?: readonly StudyDay[];
  readonly pause?: Partial<CreditInput['pause']>;
  readonly closedAt?: Date;
}

function crediting({ session: changes = {}, rules = {}, now, days = [], pause = {}, closedAt }: Given) {
  const session = someSession({ rules: rulesWith(rules), ...changes });
  const { countedUntil, timeZone } = session;
  const { dailyLimit, retentionYears } = session.rules;
  const keys = dayKeysToKnow({ from: countedUntil, to: now, timeZone, dailyLimit });
  const known = new Map(keys.map(dayKey => [dayKey, newStudyDay({ dayKey, now, retentionYears })]));
  for (const day of days) known.set(day.dayKey, day);
  return creditTime({
    session,
    days: known,
    now,
    pause: { openSince: null, settledAt: null, ...pause },
    closedAt: closedAt ?? null,
  });
}

const perDay = (days: readonly StudyDay[]) =>
  Object.fromEntries(days.map(({ dayKey, creditedSeconds }) => [dayKey, creditedSeconds]));

describe('time since the last heartbeat', () => {
  it.each<[string, Given, number]>([
    ['counts in whole seconds', { now: after(60.9) }, 60],
    ['counts up to the maximum gap', { now: after(120) }, 120],
    ['and no second more', { now: after(121) }, 120],
    [
      'counts until the student has been idle for too long',
      { rules: { idleSeconds: 50 }, now: after(50) },
      50,
    ],
    ['and no second more', { rules: { idleSeconds: 50 }, now: after(51) }, 50],
    ['does not count while a check is open', { pause: { openSince: after(20) }, now: after(60) }, 20],
    ['counts again from when it was settled', { pause: { settledAt: after(45) }, now: after(60) }, 15],
    ['does not count once the course is closed', { closedAt: after(10), now: after(60) }, 10],
    ['counts up to the lesson’s maximum', { session: { lessonLeftSeconds: 30 }, now: after(60) }, 30],
    ['does not count in a lesson that is full', { session: { lessonLeftSeconds: 0 }, now: after(60) }, 0],
    ['does not count backwards', { now: after(-5) }, 0],
  ])('%s', (_, given, seconds) => {
    expect(crediting(given).seconds).toBe(seconds);
  });

  it('a fraction of a second is kept for the next heartbeat', () => {
    const first = crediting({ now: after(0.6) });
    expect(first).toMatchObject({ seconds: 0, session: { countedUntil: start } });
    expect(crediting({ session: first.session, now: after(1.2) }).seconds).toBe(1);
  });

  it('a fraction before an interruption is lost', () => {
    const cut = crediting({ rules: { maximumGapSeconds: 10 }, now: after(10.5) });
    expect(cut).toMatchObject({ seconds: 10, session: { countedUntil: after(10.5) } });
  });

  it('a break begins when it is due and ends by itself, within one interval', () => {
    const rules = { breakEverySeconds: 30, breakSeconds: 20, maximumGapSeconds: 600, idleSeconds: null };
    const { seconds, session } = crediting({ rules, now: after(110) });
    expect(seconds).toBe(70);
    expect(session).toMatchObject({ studiedSinceBreakSeconds: 10, breakEndsAt: null });
    expect(crediting({ rules, now: after(40) }).session.breakEndsAt).toEqual(after(50));
  });
});

describe('a break', () => {
  const rules = { breakEverySeconds: 30, breakSeconds: 20 };

  it.each([
    [29, null],
    [30, 50],
    [31, 50],
  ])('of twenty seconds after thirty: after %i it ends at %s', (seconds, end) => {
    const { breakEndsAt } = crediting({ rules, now: after(seconds) }).session;
    expect(breakEndsAt).toEqual(end === null ? null : after(end));
  });

  it('owed since before is taken first', () => {
    const owing = crediting({ session: { studiedSinceBreakSeconds: 30 }, rules, now: after(60) });
    expect(owing).toMatchObject({ seconds: 30, session: { breakEndsAt: after(70) } });
  });

  it('does not begin where the daily limit ends the day', () => {
    const limit = { dailyLimit: { mode: 'calendarDay', seconds: 10 } as const };
    const { seconds, session } = crediting({ rules: { ...rules, ...limit }, now: after(40) });
    expect({ seconds, breakEndsAt: session.breakEndsAt }).toEqual({ seconds: 10, breakEndsAt: null });
  });

  it('is never due where the policy knows none', () => {
    const session = { studiedSinceBreakSeconds: 99_999 };
    expect(crediting({ session, now: after(60) })).toMatchObject({
      seconds: 60,
      session: { breakEndsAt: null },
    });
  });
});

describe('what is kept of credited time', () => {
  it('which lesson it was in, if any', () => {
    const { pendingLessonSeconds, lessonLeftSeconds } = crediting({ now: after(60) }).session;
    expect({ pendingLessonSeconds, lessonLeftSeconds }).toEqual({
      pendingLessonSeconds: {},
      lessonLeftSeconds: null,
    });
    const session = { lessonId: Id.parse('signs'), pendingLessonSeconds: { signs: 5, speed: 2 } };
    expect(crediting({ session, now: after(60) }).session.pendingLessonSeconds).toEqual({
      signs: 65,
      speed: 2,
    });
  });

  it.each([
    ['rolling24h', [{ from: start, to: after(60) }]],
    ['calendarDay', []],
  ] as const)('when it was, where a limit asks for it: %s', (mode, stretches) => {
    const { days } = crediting({ rules: { dailyLimit: { mode, seconds: 900 } }, now: after(60) });
    expect(days).toMatchObject([{ creditedSeconds: 60, stretches }]);
  });

  it('time in a full lesson is passed over, a fraction of a second included', () => {
    const { session } = crediting({ session: { lessonLeftSeconds: 0 }, now: after(60.5) });
    expect(session.countedUntil).toEqual(after(60.5));
  });

  it('of a day that was not loaded nothing can be kept: that is an error, not a loss', () => {
    const session = someSession();
    const pause = { openSince: null, settledAt: null };
    expect(() => creditTime({ session, days: new Map(), now: after(60), pause, closedAt: null })).toThrow(
      '2026-03-02',
    );
  });
});

describe('the daily limit', () => {
  const limit = (seconds: number) => ({ dailyLimit: { mode: 'calendarDay', seconds } as const });
  const rolling = (seconds: number) => ({ dailyLimit: { mode: 'rolling24h', seconds } as const });

  it.each([
    [59, true, 59],
    [60, true, 60],
    [61, false, 60],
  ])('of %i seconds is reached: %s, with %i', (seconds, isLimitReached, credited) => {
    expect(crediting({ rules: limit(seconds), now: after(60) })).toMatchObject({
      seconds: credited,
      isLimitReached,
    });
  });

  it('is a legal day’s own: what lies before midnight does not count against the day after', () => {
    const midnight = new Date('2026-03-03T05:00:00Z');
    const session = { startedAt: after(-30, midnight) };
    const { days, isLimitReached } = crediting({ session, rules: limit(40), now: after(30, midnight) });
    expect(perDay(days)).toEqual({ '2026-03-02': 30, '2026-03-03': 30 });
    expect(isLimitReached).toBe(false);
  });

  it.each([
    ['spring forward, 23 hours', 'America/New_York', '2026-03-08T05:00:00Z', '2026-03-07', '2026-03-08'],
    ['the end of those 23 hours', 'America/New_York', '2026-03-09T04:00:00Z', '2026-03-08', '2026-03-09'],
    ['fall back, 25 hours', 'America/New_York', '2026-11-02T05:00:00Z', '2026-11-01', '2026-11-02'],
    ['a day that begins at one o’clock', 'Africa/Cairo', '2026-04-23T22:00:00Z', '2026-04-23', '2026-04-24'],
  ])('the legal day turns where the zone says: %s', (_, timeZone, boundary, before, next) => {
    const turn = new Date(boundary);
    const { days } = crediting({ session: { timeZone, startedAt: after(-45, turn) }, now: after(15, turn) });
    expect(perDay(days)).toEqual({ [before]: 45, [next]: 15 });
  });

  it('a second belongs to the day on which it begins', () => {
    const midnight = new Date('2026-03-03T05:00:00Z');
    const { days } = crediting({ session: { startedAt: after(-1.4, midnight) }, now: after(1.6, midnight) });
    expect(perDay(days)).toEqual({ '2026-03-02': 2, '2026-03-03': 1 });
  });

  it('over any 24 hours midnight changes nothing; what is older than 24 hours makes room', () => {
    const yesterday = (from: number, to: number): StudyDay => ({
      ...newStudyDay({ dayKey: '2026-03-01', now: start, retentionYears: 3 }),
      creditedSeconds: to - from,
      stretches: [{ from: after(from - 86_400), to: after(to - 86_400) }],
    });
    const given = { rules: rolling(100), now: after(60) };
    expect(crediting({ ...given, days: [yesterday(70, 150)] })).toMatchObject({ seconds: 20 });
    // Leaves the 24 hours second by second, as new ones come in.
    expect(crediting({ ...given, days: [yesterday(0, 100)] })).toMatchObject({ seconds: 60 });
    expect(crediting({ ...given, days: [yesterday(10, 100)] })).toMatchObject({ seconds: 60 });
    expect(crediting({ ...given, days: [yesterday(11, 111)] })).toMatchObject({
      seconds: 0,
      isLimitReached: true,
    });
  });
});

describe('whatever the instants', () => {
  it('never more than the wall time, no second twice, whole seconds, and days add up', () => {
    const gaps = fc.array(fc.integer({ min: -2_000, max: 200_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(gaps, steps => {
        let session = someSession({ rules: rulesWith({ dailyLimit: { mode: 'rolling24h', seconds: 500 } }) });
        const days = new Map<string, StudyDay>();
        let nowMs = start.getTime();
        let latestMs = nowMs;
        for (const step of steps) {
          nowMs += step;
          latestMs = Math.max(latestMs, nowMs);
          const result = crediting({ session, now: new Date(nowMs), days: [...days.values()] });
          for (const day of result.days) days.set(day.dayKey, day);
          session = { ...result.session, lastAcceptedAt: new Date(latestMs) };
          expect(session.creditedSeconds * 1_000).toBeLessThanOrEqual(latestMs - start.getTime());
          expect(session.countedUntil.getTime()).toBeLessThanOrEqual(latestMs);
        }
        const sum = [...days.values()].reduce((total, day) => total + day.creditedSeconds, 0);
        expect(sum).toBe(session.creditedSeconds);
      }),
      { numRuns: 300 },
    );
  });
});
