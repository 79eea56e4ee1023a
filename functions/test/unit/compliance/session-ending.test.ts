import type { ClosingDocuments } from '../../../src/compliance/closing.ts';
import { lapsedEnding, planEnding, planStudentEnding } from '../../../src/compliance/ending-plan.ts';
import { newLessonProgress } from '../../../src/compliance/lesson-progress.ts';
import type { ActiveSession, Session } from '../../../src/compliance/schema.ts';
import { newStudyDay } from '../../../src/compliance/study-days.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someLearner } from '../../fixtures/identity-checks.ts';
import { someSession } from '../../fixtures/session.ts';

const start = someSession().startedAt;
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const [signs, speed] = [Id.parse('signs'), Id.parse('speed')];
const inSigns = (changes: Partial<Session> = {}): Session =>
  someSession({ lessonId: signs, creditedSeconds: 40, pendingLessonSeconds: { [signs]: 40 }, ...changes });
const place = (changes: Partial<ActiveSession> = {}): ActiveSession => ({
  sessionId: Id.parse('session-1'),
  courseId: inSigns().courseId,
  startedAt: start,
  beaconSecret: 'secret',
  last: null,
  ...changes,
});
const documents = (changes: Partial<ClosingDocuments> = {}): ClosingDocuments => ({
  enrollment: someLearner(),
  lessons: new Map([[signs, undefined]]),
  activeSession: place(),
  ...changes,
});

/** By the student, a minute after the start. */
function ending({
  session = {},
  enrollment = someLearner(),
  now = after(60),
}: {
  session?: Partial<Session>;
  enrollment?: Enrollment;
  now?: Date;
} = {}) {
  const day = newStudyDay({ dayKey: '2026-03-02', now: start, retentionYears: 3 });
  const plan = planStudentEnding({
    session: inSigns(session),
    days: new Map([[day.dayKey, day]]),
    documents: documents({ enrollment }),
    note: 'enough',
    now,
  });
  if (plan.kind === 'refused') throw new Error(plan.reason);
  return plan;
}

describe('a student who ends a session', () => {
  it('is credited up to that moment, in the session, the lesson and the course', () => {
    expect(ending()).toMatchObject({
      kind: 'ending',
      days: [{ creditedSeconds: 60 }],
      closed: {
        session: {
          state: 'TERMINATED',
          endReason: 'student',
          endedAt: after(60),
          staleAt: null,
          beaconTokenHash: null,
          creditedSeconds: 100,
          noticedChallengeId: null,
        },
        event: {
          eventId: 'ended',
          kind: 'ended',
          at: after(60),
          endReason: 'student',
          note: 'enough',
          creditedSeconds: 60,
          totalSeconds: 100,
          state: 'TERMINATED',
          challenge: null,
        },
        lessons: [{ lessonId: 'signs', creditedSeconds: 100 }],
        enrollment: { creditedSeconds: 3_700, enrollmentStatus: 'ACTIVE' },
      },
    });
  });

  it('has nothing left over that could be added to a lesson again', () => {
    expect(ending().closed.session.pendingLessonSeconds).toEqual({});
  });

  it('leaves the place to the next session, with where this one left off', () => {
    const session = { studiedSinceBreakSeconds: 7, breakEndsAt: after(90) };
    expect(ending({ session }).closed.activeSession).toEqual({
      sessionId: null,
      courseId: null,
      startedAt: null,
      beaconSecret: null,
      last: {
        countedUntil: after(60),
        endedAt: after(60),
        studiedSinceBreakSeconds: 7,
        breakEndsAt: after(90),
      },
    });
  });

  it('is told what became of the check before, once', () => {
    const lastChallenge = {
      challengeId: Id.parse('check-1'),
      outcome: 'CORRECT' as const,
      settledAt: after(45),
    };
    const enrollment = someLearner({ identity: { lastChallenge } });
    expect(ending({ enrollment }).closed).toMatchObject({
      event: { creditedSeconds: 15, challenge: { challengeId: 'check-1', outcome: 'CORRECT' } },
      session: { noticedChallengeId: 'check-1' },
    });
    expect(ending({ enrollment, session: { noticedChallengeId: Id.parse('check-1') } }).closed).toMatchObject(
      {
        event: { creditedSeconds: 60, challenge: null },
        session: { noticedChallengeId: 'check-1' },
      },
    );
  });

  it('has been locked meanwhile: time since then does not count, and the lock is why it ended', () => {
    const lock = { cause: 'failedChecks' as const, lockedAt: after(20), until: null };
    expect(ending({ enrollment: someLearner({ identity: { lock } }) }).closed).toMatchObject({
      session: { state: 'CLOSED', endReason: 'locked', endedAt: after(60), creditedSeconds: 60 },
      event: { creditedSeconds: 20, note: 'enough' },
    });
  });

  it.each([
    [600, 'TERMINATED', 'student', 600, 160],
    [601, 'ABANDONED', 'stale', 0, 40],
  ])('after %i seconds of silence: %s, %s', (seconds, state, endReason, endedAt, creditedSeconds) => {
    const { closed } = ending({ now: after(seconds) });
    expect(closed).toMatchObject({
      session: { state, endReason, endedAt: after(endedAt), creditedSeconds },
      event: { note: 'enough' },
    });
  });
});

describe('the end of a session', () => {
  const session = inSigns();
  const lapsed = lapsedEnding(session);

  it('that nobody ended is its last heartbeat, and credits nothing', () => {
    const plan = planEnding({ session, documents: documents(), ending: lapsed });
    expect(plan).toMatchObject({
      days: [],
      closed: {
        session: { state: 'ABANDONED', endReason: 'stale', endedAt: start },
        event: { creditedSeconds: 0, note: null, challenge: null },
      },
    });
  });

  it.each<[string, Session['pendingLessonSeconds'], string]>([
    ['is written into each lesson that earned time', { signs: 1 }, 'ending'],
    ['waits until each of them is loaded', { signs: 1, speed: 1 }, 'refused'],
    ['needs none where none was earned', {}, 'ending'],
  ])('%s', (_, pendingLessonSeconds, kind) => {
    const plan = planEnding({
      session: inSigns({ pendingLessonSeconds }),
      documents: documents(),
      ending: lapsed,
    });
    expect(plan.kind).toBe(kind);
    if (plan.kind === 'refused') expect(plan.reason).toBe('STALE_READ');
  });

  it('adds to what a lesson had before', () => {
    const lessons = new Map([[signs, { ...newLessonProgress(signs), creditedSeconds: 500 }]]);
    expect(planEnding({ session, documents: documents({ lessons }), ending: lapsed })).toMatchObject({
      closed: { lessons: [{ lessonId: 'signs', creditedSeconds: 540 }] },
    });
  });

  it.each<[string, ActiveSession | undefined]>([
    ['nobody has', undefined],
    ['another session has', place({ sessionId: Id.parse('session-2') })],
    ['a session of the same name in another course has', place({ courseId: Id.parse('another-course') })],
  ])('leaves a place alone that %s', (_, activeSession) => {
    const plan = planEnding({ session, documents: documents({ activeSession }), ending: lapsed });
    expect(plan).toMatchObject({ closed: { activeSession: undefined } });
  });

  it.each([
    ['completes the course with the last hour and all lessons', 10_760, [signs], 'COMPLETED'],
    ['not a second short of the hours', 10_759, [signs], 'ACTIVE'],
    ['nor with a lesson left', 10_760, [speed], 'ACTIVE'],
  ])('%s', (_, before, completedLessonIds, enrollmentStatus) => {
    const enrollment = someLearner({ creditedSeconds: 3_600 + before, completedLessonIds });
    const plan = planEnding({ session, documents: documents({ enrollment }), ending: lapsed });
    const completedAt = enrollmentStatus === 'COMPLETED' ? start : null;
    expect(plan).toMatchObject({ closed: { enrollment: { enrollmentStatus, completedAt } } });
  });
});
