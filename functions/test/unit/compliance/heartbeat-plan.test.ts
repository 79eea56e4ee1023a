import { type HeartbeatInput, planHeartbeat } from '../../../src/compliance/heartbeat-plan.ts';
import { newLessonProgress } from '../../../src/compliance/lesson-progress.ts';
import type { Session } from '../../../src/compliance/schema.ts';
import { sessionRulesFrom } from '../../../src/compliance/session.ts';
import { newStudyDay } from '../../../src/compliance/study-days.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someCourse } from '../../fixtures/course.ts';
import { someLearner } from '../../fixtures/identity-checks.ts';
import { someRules } from '../../fixtures/policy.ts';
import { someSession } from '../../fixtures/session.ts';

const start = someSession().startedAt;
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const [signs, speed, night] = [Id.parse('signs'), Id.parse('speed'), Id.parse('night')];
const course = someCourse({ lessonIds: [signs, speed, night] });
const entryOf = (lessonId: Id) => ({
  lessonId,
  course,
  lesson: {
    lessonId,
    title: 'x',
    minimumSeconds: 0,
    maximumSeconds: 500,
    words: 0,
    videoSeconds: 0,
    content: null,
  },
  progress: { ...newLessonProgress(lessonId), creditedSeconds: 100 },
});
const inSigns = (changes: Partial<Session> = {}): Session =>
  someSession({ lessonId: signs, lastSequence: 3, ...changes });

interface Given extends Partial<Omit<HeartbeatInput, 'beat' | 'more'>> {
  readonly beat?: Partial<HeartbeatInput['beat']>;
  readonly entry?: ReturnType<typeof entryOf>;
  /** Lessons loaded for a session's end; undefined: nothing was loaded. */
  readonly lessons?: readonly Id[] | undefined;
}

/** The fourth heartbeat, a minute after the start, with everything loaded. */
function beat({ beat: changes = {}, entry, ...given }: Given = {}) {
  const enrollment = 'enrollment' in given ? given.enrollment : someLearner();
  const lessons = 'lessons' in given ? given.lessons : [signs];
  const closing = {
    enrollment: enrollment ?? someLearner(),
    lessons: new Map(lessons?.map(id => [id, undefined])),
    activeSession: undefined,
  };
  const day = newStudyDay({ dayKey: '2026-03-02', now: start, retentionYears: 3 });
  return planHeartbeat({
    session: inSigns(),
    days: new Map([[day.dayKey, day]]),
    now: after(60),
    wantedCheck: {
      rules: null,
      challengeId: Id.parse('check-2'),
      chance: { jitterUnit: 0, questionUnit: 0 },
    },
    ...given,
    enrollment,
    beat: { sequence: 4, lessonId: signs, engaged: true, clientTime: 'noon', ...changes },
    more: lessons === undefined ? undefined : { closing, entry },
  });
}

const locked = {
  lockedAt: after(20),
  until: null,
  cause: 'failedChecks' as const,
};

describe('a heartbeat', () => {
  it('credits the time since the last one to the lesson, and is recorded under its number', () => {
    expect(beat()).toMatchObject({
      kind: 'heartbeat',
      closed: undefined,
      issued: undefined,
      days: [{ dayKey: '2026-03-02', creditedSeconds: 60 }],
      session: {
        lastSequence: 4,
        lastAcceptedAt: after(60),
        lastEngagedAt: after(60),
        staleAt: after(660),
        creditedSeconds: 60,
        pendingLessonSeconds: { signs: 60 },
        state: 'ACTIVE',
        noticedChallengeId: null,
      },
      event: {
        eventId: '00000004',
        kind: 'heartbeat',
        creditedSeconds: 60,
        engaged: true,
        clientTime: 'noon',
        challenge: null,
        lessonId: 'signs',
      },
    });
  });

  it.each([
    ['a sign of life is noted', true, 60],
    ['without one the student may be gone', false, 0],
  ])('%s', (_, engaged, seconds) => {
    expect(beat({ beat: { engaged } })).toMatchObject({ session: { lastEngagedAt: after(seconds) } });
  });

  it('from a server whose clock is behind takes nothing back', () => {
    const session = inSigns({ lastAcceptedAt: after(70), lastEngagedAt: after(65), countedUntil: after(70) });
    expect(beat({ session })).toMatchObject({
      session: {
        lastAcceptedAt: after(70),
        lastEngagedAt: after(65),
        countedUntil: after(70),
        creditedSeconds: 0,
      },
    });
  });

  it.each([
    [2, 'lateHeartbeat', 0],
    [3, 'lateHeartbeat', 0],
    [4, 'heartbeat', 60],
    [9, 'heartbeat', 60],
  ])('numbered %i after the third is a %s and earns %i seconds', (sequence, kind, creditedSeconds) => {
    expect(beat({ beat: { sequence } })).toMatchObject({
      event: { kind, creditedSeconds },
      session: { creditedSeconds, lastSequence: Math.max(3, sequence) },
    });
  });

  it.each<[string, Given, string]>([
    ['of a session that is not there', { session: undefined }, 'NOT_FOUND'],
    ['of somebody who is not enrolled', { enrollment: undefined }, 'NOT_FOUND'],
    [
      'of a session that is over',
      { session: inSigns({ state: 'TERMINATED', endReason: 'student' }) },
      'SESSION_CLOSED',
    ],
    [
      'of a session that another replaced',
      { session: inSigns({ state: 'ABANDONED', endReason: 'superseded' }) },
      'SESSION_SUPERSEDED',
    ],
  ])('%s is refused', (_, given, reason) => {
    expect(beat(given)).toMatchObject({ kind: 'refused', reason });
  });
});

describe('another lesson', () => {
  it('is entered with what is left of it; the time before belongs to the lesson before', () => {
    const enrollment = someLearner({ completedLessonIds: [signs] });
    const plan = beat({ enrollment, beat: { lessonId: speed }, entry: entryOf(speed) });
    expect(plan).toMatchObject({
      session: { lessonId: 'speed', lessonLeftSeconds: 400, pendingLessonSeconds: { signs: 60 } },
      event: { lessonId: 'speed' },
    });
  });

  it.each<[string, Given, string]>([
    ['has to be loaded first', { lessons: undefined }, 'STALE_READ'],
    ['has to be loaded first, whatever else is', {}, 'STALE_READ'],
    ['has to be the one that was loaded', { entry: entryOf(night) }, 'STALE_READ'],
    ['stays shut until the one before is done', { entry: entryOf(speed) }, 'LESSON_LOCKED'],
  ])('%s', (_, given, reason) => {
    expect(beat({ ...given, beat: { lessonId: speed } })).toMatchObject({ kind: 'refused', reason });
  });
});

describe('a session that ends at a heartbeat', () => {
  const full = sessionRulesFrom(someRules({ dailyLimit: { mode: 'calendarDay', seconds: 60 } }));
  const almost = sessionRulesFrom(someRules({ dailyLimit: { mode: 'calendarDay', seconds: 61 } }));

  it('has used up the day’s hours', () => {
    expect(beat({ session: inSigns({ rules: full }) })).toMatchObject({
      event: { kind: 'heartbeat', creditedSeconds: 60 },
      closed: {
        session: { state: 'CLOSED', endReason: 'dailyLimit', endedAt: after(60), creditedSeconds: 60 },
        lessons: [{ lessonId: 'signs', creditedSeconds: 60 }],
        enrollment: { creditedSeconds: 3_660 },
      },
    });
    expect(beat({ session: inSigns({ rules: almost }) })).toMatchObject({ closed: undefined });
  });

  it('was locked: time since the lock does not count', () => {
    const enrollment = someLearner({ identity: { lock: locked } });
    expect(beat({ enrollment })).toMatchObject({
      event: { creditedSeconds: 20 },
      closed: { session: { state: 'CLOSED', endReason: 'locked', endedAt: after(60) } },
    });
  });

  it('lost access to the course, even at the daily limit', () => {
    const enrollment = someLearner({ accessStatus: 'LOCKED' });
    expect(beat({ enrollment, session: inSigns({ rules: full }) })).toMatchObject({
      closed: { session: { state: 'CLOSED', endReason: 'accessLost', endedAt: after(60) } },
    });
  });

  it.each([
    [600, 'heartbeat', undefined],
    [601, 'lateHeartbeat', { session: { state: 'ABANDONED', endReason: 'stale', endedAt: start } }],
  ])('was silent for %i seconds of ten minutes allowed: a %s', (seconds, kind, closed) => {
    const plan = beat({ now: after(seconds), session: inSigns({ pendingLessonSeconds: { signs: 1 } }) });
    expect(plan).toMatchObject({ event: { kind } });
    expect(plan).toMatchObject({ closed: closed === undefined ? undefined : closed });
  });

  it.each<[string, Given]>([
    ['what it is written into', { lessons: undefined }],
    ['the lessons that it earned time in', { lessons: [speed] }],
  ])('needs %s loaded', (_, given) => {
    expect(beat({ ...given, session: inSigns({ rules: full }) })).toMatchObject({ reason: 'STALE_READ' });
  });
});
