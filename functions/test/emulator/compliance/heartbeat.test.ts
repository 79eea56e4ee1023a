import { lanes } from '../../../src/commit/index.ts';
import { closeSilentSessions } from '../../../src/compliance/close-stale-sessions.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  beating,
  costOf,
  daysOf,
  ending,
  enrollmentOf,
  expectSound,
  lessonsOf,
  sessionOf,
  starting,
  studentIn,
  TestClock,
} from './studying.ts';

useOwnProject('heartbeat');

const clock = new TestClock().use();

beforeEach(() => clock.set('2026-03-02T15:00:00Z'));
afterAll(() => lanes().close());

describe('heartbeat', () => {
  it('credits the time since the one before, to session and day; the lesson and the enrollment get it at the end', async () => {
    const key = await studentIn();
    const { sessionId, remainingTodaySeconds } = await starting(key);
    expect(remainingTodaySeconds).toBe(14_400);
    clock.advance(60);
    expect(await beating(key, { sessionId, sequence: 1 })).toEqual({
      creditedSeconds: 60,
      todaySeconds: 60,
      state: 'ACTIVE',
      replayed: false,
    });
    await expectSound(key);
    clock.advance(45);
    expect(await ending(key, { sessionId })).toEqual({
      state: 'TERMINATED',
      creditedSeconds: 105,
      replayed: false,
    });
    expect(await enrollmentOf(key)).toMatchObject({ creditedSeconds: 105 });
    expect(await lessonsOf(key)).toMatchObject([{ lessonId: 'signs', creditedSeconds: 105 }]);
    expect(await sessionOf(key, sessionId)).toMatchObject({
      pendingLessonSeconds: {},
      beaconTokenHash: null,
      staleAt: null,
    });
    await expectSound(key);
  });

  it('reads 3 and writes 3, the first like the thousandth; a replay writes nothing', async () => {
    const key = await studentIn({ rules: { dailyLimit: { mode: 'none' } } });
    const { sessionId } = await starting(key);
    const cost = async (sequence: number) => {
      clock.advance(60);
      return costOf('heartbeat', () => beating(key, { sessionId, sequence }));
    };
    expect(await cost(1)).toEqual({ reads: 3, writes: 3 });
    for (let from = 2; from < 1_000; from += 100) {
      const sequences = Array.from({ length: 100 }, (_, index) => from + index).filter(each => each < 1_000);
      await Promise.all(sequences.map(sequence => beating(key, { sessionId, sequence })));
    }
    expect(await cost(1_000)).toEqual({ reads: 3, writes: 3 });
    const replay = await costOf('heartbeat', () => beating(key, { sessionId, sequence: 1_000 }));
    expect(replay.writes).toBe(0);
  });

  it('a hundred of one session at once, replayed and shuffled, earn the wall time once', async () => {
    const key = await studentIn();
    const { sessionId } = await starting(key);
    const sequences = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1);
    for (let round = 1; round <= 3; round += 1) {
      clock.advance(50);
      await Promise.all([...sequences, ...sequences].map(sequence => beating(key, { sessionId, sequence })));
      expect((await sessionOf(key, sessionId)).creditedSeconds).toBeLessThanOrEqual(round * 50);
    }
    expect((await sessionOf(key, sessionId)).creditedSeconds).toBe(50);
    await expectSound(key);
  });

  it('a replay is answered as the first time; another lesson under the same number is another request', async () => {
    const key = await studentIn();
    const { sessionId } = await starting(key);
    clock.advance(60);
    const first = await beating(key, { sessionId, sequence: 1, clientTime: '2026-03-02T15:01:00Z' });
    clock.advance(60);
    const again = await beating(key, { sessionId, sequence: 1, clientTime: 'another' });
    expect(again).toEqual({ ...first, replayed: true });
    const reuse = beating(key, { sessionId, sequence: 1, engaged: false });
    expect(await refusalOf(reuse)).toBe('already-exists REQUEST_ID_REUSED');
  });

  it.each([
    ['1970-01-01T00:00:00Z'],
    ['2099-12-31T23:59:59Z'],
    [Number.NaN],
    [undefined],
    [{ a: [1] }],
    ['\ud800'],
  ])('what the client takes for the time (%p) changes nothing', async clientTime => {
    const key = await studentIn();
    const { sessionId } = await starting(key);
    clock.advance(60);
    expect(await beating(key, { sessionId, sequence: 1, clientTime })).toMatchObject({ creditedSeconds: 60 });
    await expectSound(key);
  });

  it('one that comes after a later one is kept as evidence and earns nothing', async () => {
    const key = await studentIn();
    const { sessionId } = await starting(key);
    clock.advance(60);
    await beating(key, { sessionId, sequence: 2 });
    clock.advance(30);
    expect(await beating(key, { sessionId, sequence: 1 })).toMatchObject({ creditedSeconds: 60 });
    clock.advance(30);
    expect(await beating(key, { sessionId, sequence: 3 })).toMatchObject({ creditedSeconds: 120 });
    await expectSound(key);
  });

  it('the limit of a legal day closes the session with what was earned until then', async () => {
    const key = await studentIn({ rules: { dailyLimit: { mode: 'calendarDay', seconds: 90 } } });
    const { sessionId } = await starting(key);
    clock.advance(60);
    await beating(key, { sessionId, sequence: 1 });
    clock.advance(60);
    expect(await beating(key, { sessionId, sequence: 2 })).toMatchObject({
      creditedSeconds: 90,
      state: 'CLOSED',
    });
    expect(await sessionOf(key, sessionId)).toMatchObject({ endReason: 'dailyLimit' });
    expect(await enrollmentOf(key)).toMatchObject({ creditedSeconds: 90 });
    await expectSound(key);
    expect(await refusalOf(beating(key, { sessionId, sequence: 3 }))).toBe(
      'failed-precondition SESSION_CLOSED',
    );
    expect(await refusalOf(starting(key))).toBe('failed-precondition DAILY_LIMIT');
    clock.set('2026-03-03T05:00:00Z');
    await expect(starting(key)).resolves.toMatchObject({ remainingTodaySeconds: 90 });
  });

  it('study over midnight is split at the boundary of the legal day', async () => {
    clock.set('2026-03-03T04:59:30Z');
    const key = await studentIn();
    const { sessionId } = await starting(key);
    clock.advance(60);
    const cost = await costOf('heartbeat', () => beating(key, { sessionId, sequence: 1 }));
    expect(cost).toEqual({ reads: 4, writes: 4 });
    const days = (await daysOf(key)).map(({ dayKey, creditedSeconds }) => ({ dayKey, creditedSeconds }));
    expect(days).toEqual([
      { dayKey: '2026-03-02', creditedSeconds: 30 },
      { dayKey: '2026-03-03', creditedSeconds: 30 },
    ]);
    await expectSound(key);
  });

  it('after a silence longer than the policy allows the session has ended at the heartbeat before', async () => {
    const key = await studentIn();
    const { sessionId } = await starting(key);
    clock.advance(60);
    await beating(key, { sessionId, sequence: 1 });
    const lastHeard = clock.now;
    clock.advance(601);
    expect(await beating(key, { sessionId, sequence: 2 })).toMatchObject({
      creditedSeconds: 60,
      state: 'ABANDONED',
    });
    expect(await sessionOf(key, sessionId)).toMatchObject({ endReason: 'stale', endedAt: lastHeard });
    await expectSound(key);
  });

  it('access taken away closes the session at the next heartbeat', async () => {
    const key = await studentIn();
    const { sessionId } = await starting(key);
    await firestore()
      .doc(`users/${key.userId}/courses/${key.courseId}`)
      .update({ accessStatus: 'SUSPENDED' });
    clock.advance(60);
    expect(await beating(key, { sessionId, sequence: 1 })).toMatchObject({ state: 'CLOSED' });
    expect(await sessionOf(key, sessionId)).toMatchObject({ endReason: 'accessLost' });
    expect(await refusalOf(starting(key))).toBe('failed-precondition ACCESS_LOCKED');
    await expectSound(key);
  });

  it('a lesson earns up to its maximum, and the next one is entered once this one is done', async () => {
    const key = await studentIn({ maximumSeconds: 80 });
    const { sessionId } = await starting(key);
    clock.advance(100);
    expect(await beating(key, { sessionId, sequence: 1 })).toMatchObject({ creditedSeconds: 80 });
    const next = { sessionId, sequence: 2, lessonId: 'speed' };
    expect(await refusalOf(beating(key, next))).toBe('failed-precondition LESSON_LOCKED');
    const enrollment = firestore().doc(`users/${key.userId}/courses/${key.courseId}`);
    await enrollment.update({ completedLessonIds: ['signs'] });
    clock.advance(50);
    expect(await beating(key, next)).toMatchObject({ creditedSeconds: 80 });
    clock.advance(50);
    expect(await beating(key, { ...next, sequence: 3 })).toMatchObject({ creditedSeconds: 130 });
    expect(await sessionOf(key, sessionId)).toMatchObject({ pendingLessonSeconds: { signs: 80, speed: 50 } });
    expect(await refusalOf(beating(key, { ...next, sequence: 4, lessonId: 'nowhere' }))).toBe(
      'not-found LESSON_NOT_FOUND',
    );
    await expectSound(key);
  });

  it('another student’s session is not found', async () => {
    const key = await studentIn();
    const { sessionId } = await starting(key);
    const other = await studentIn();
    expect(await refusalOf(beating(other, { sessionId, sequence: 1 }))).toBe('not-found NOT_FOUND');
    expect(await refusalOf(ending(other, { sessionId }))).toBe('not-found NOT_FOUND');
    const stranger = { ...key, userId: other.userId };
    expect(await refusalOf(beating(stranger, { sessionId, sequence: 1 }))).toBe(
      'not-found ENROLLMENT_NOT_FOUND',
    );
  });
});

describe('the sweep', () => {
  it('26 hours late it ends a session as it would have at once: at its last heartbeat', async () => {
    clock.set('2026-03-10T15:00:00Z');
    await closeSilentSessions({ now: clock.now });
    const key = await studentIn();
    const { sessionId } = await starting(key);
    clock.advance(60);
    await beating(key, { sessionId, sequence: 1 });
    const lastHeard = clock.now;
    clock.advance(600);
    expect(await closeSilentSessions({ now: clock.now })).toEqual({ closed: 0, unchanged: 0, failed: 0 });
    clock.advance(26 * 3_600);
    expect(await closeSilentSessions({ now: clock.now })).toEqual({ closed: 1, unchanged: 0, failed: 0 });
    expect(await sessionOf(key, sessionId)).toMatchObject({
      state: 'ABANDONED',
      endReason: 'stale',
      endedAt: lastHeard,
      creditedSeconds: 60,
    });
    expect(await enrollmentOf(key)).toMatchObject({ creditedSeconds: 60 });
    expect(await closeSilentSessions({ now: clock.now })).toEqual({ closed: 0, unchanged: 0, failed: 0 });
    await expectSound(key);
  });
});
