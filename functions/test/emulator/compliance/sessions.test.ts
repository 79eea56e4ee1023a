import '../payments/environment.ts';
import { randomUUID } from 'node:crypto';
import { lanes } from '../../../src/commit/index.ts';
import { readDocument } from '../../../src/commit/read-document.ts';
import { isOpen } from '../../../src/compliance/open-session.ts';
import { sessionBeacon } from '../../../src/compliance/session-beacon.ts';
import { activeSessionDoc } from '../../../src/compliance/store.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { refusalOf } from '../call.ts';
import { callDirectly } from '../endpoints/direct-call.ts';
import {
  beating,
  costOf,
  ending,
  enrollmentOf,
  expectSound,
  sessionOf,
  sessionsOf,
  starting,
  studentIn,
  TestClock,
} from './studying.ts';

const clock = new TestClock().use();

beforeEach(() => clock.set('2026-03-02T15:00:00Z'));
afterAll(() => lanes().close());

const change = (key: Awaited<ReturnType<typeof studentIn>>, fields: object) =>
  firestore()
    .doc(enrollmentDoc(key).path)
    .update({ ...fields });

describe('starting', () => {
  it('a new session ends the one before at its last heartbeat, and gives its time to where it was earned', async () => {
    const key = await studentIn();
    const other = await studentIn({ uid: key.userId });
    const old = await starting(key);
    clock.advance(60);
    await beating(key, { sessionId: old.sessionId, sequence: 1 });
    const lastHeard = clock.now;
    clock.advance(30);
    const now = await starting(other);
    expect(await sessionOf(key, old.sessionId)).toMatchObject({
      state: 'ABANDONED',
      endReason: 'superseded',
      endedAt: lastHeard,
    });
    expect(await enrollmentOf(key)).toMatchObject({ creditedSeconds: 60 });
    expect(await readDocument(activeSessionDoc(key.userId))).toMatchObject({
      sessionId: now.sessionId,
      courseId: other.courseId,
    });
    expect(await refusalOf(beating(key, { sessionId: old.sessionId, sequence: 2 }))).toBe(
      'failed-precondition SESSION_SUPERSEDED',
    );
    await expectSound(key);
  });

  it('of twenty at once one stays open, and every chain is whole', async () => {
    const key = await studentIn();
    const starts = Array.from({ length: 20 }, () => starting(key));
    await Promise.all(starts);
    const sessions = await sessionsOf(key);
    expect(sessions).toHaveLength(20);
    expect(sessions.filter(isOpen)).toHaveLength(1);
    await expectSound(key);
  });

  it('a repeated start gives the same session and a token that works; no receipt shows the token', async () => {
    const key = await studentIn();
    const requestId = randomUUID();
    const first = await starting(key, { requestId });
    const again = await starting(key, { requestId });
    expect(again).toEqual({ ...first, replayed: true });
    const stored = await firestore()
      .doc(`${enrollmentDoc(key).path}/sessions/${first.sessionId}`)
      .get();
    const secret = first.beaconToken.split('.').at(-1) ?? '';
    expect(JSON.stringify(stored.data())).not.toContain(secret);
    await expectSound(key);
  });

  it('costs 6 reads and 3 writes in a lesson, the first or a later one; a replay only reads', async () => {
    const key = await studentIn();
    const requestId = randomUUID();
    expect(await costOf('startSession', () => starting(key, { requestId }))).toEqual({ reads: 6, writes: 3 });
    const later = await studentIn();
    await change(later, { completedLessonIds: ['signs'] });
    const inTheSecond = () => starting(later, { lessonId: 'speed' });
    expect(await costOf('startSession', inTheSecond)).toEqual({ reads: 6, writes: 3 });
    const replay = await costOf('startSession', () => starting(key, { requestId }));
    expect(replay.writes).toBe(0);
    const { sessionId } = await starting(key);
    clock.advance(60);
    await beating(key, { sessionId, sequence: 1 });
    expect(await costOf('endSession', () => ending(key, { sessionId }))).toEqual({ reads: 5, writes: 6 });
  });

  it('is refused to whom the course is closed, and nothing is written', async () => {
    const key = await studentIn();
    const refusals = async (fields: object) => {
      await change(key, fields);
      return refusalOf(starting(key));
    };
    expect(await refusals({ accessStatus: 'LOCKED' })).toBe('failed-precondition ACCESS_LOCKED');
    expect(await refusals({ accessStatus: 'ACTIVE', expiresAt: clock.now })).toBe(
      'failed-precondition ENROLLMENT_EXPIRED',
    );
    const lock = { cause: 'failedChecks', lockedAt: clock.now, until: new Date(clock.now.getTime() + 1_000) };
    const locked = { expiresAt: null, accessStatus: 'SUSPENDED', 'identity.lock': lock };
    expect(await refusals(locked)).toBe('failed-precondition IDENTITY_LOCKED');
    expect(await refusalOf(starting(key, { lessonId: 'speed' }))).toBe('failed-precondition IDENTITY_LOCKED');
    expect(await sessionsOf(key)).toEqual([]);
    clock.advance(1);
    expect(await refusalOf(starting(key, { lessonId: 'speed' }))).toBe('failed-precondition LESSON_LOCKED');
    expect(await refusalOf(starting(key, { lessonId: 'nowhere' }))).toBe('not-found LESSON_NOT_FOUND');
    await starting(key);
    expect(await enrollmentOf(key)).toMatchObject({ accessStatus: 'ACTIVE', identity: { lock: null } });
    expect(await refusalOf(starting({ ...key, userId: Id.parse('nobody') }))).toBe(
      'not-found ENROLLMENT_NOT_FOUND',
    );
  });

  it('a break that is owed is owed in the next session too', async () => {
    const rules = { breakEverySeconds: 100, breakSeconds: 90 };
    const key = await studentIn({ rules });
    const first = await starting(key);
    clock.advance(100);
    const beat = await beating(key, { sessionId: first.sessionId, sequence: 1 });
    expect(beat).toMatchObject({ creditedSeconds: 100, state: 'ON_BREAK' });
    await ending(key, { sessionId: first.sessionId });
    const { sessionId } = await starting(key);
    clock.advance(60);
    expect(await beating(key, { sessionId, sequence: 1 })).toMatchObject({
      creditedSeconds: 0,
      state: 'ON_BREAK',
    });
    clock.advance(300);
    expect(await beating(key, { sessionId, sequence: 2 })).toMatchObject({ state: 'ACTIVE' });
    await expectSound(key);
  });
});

describe('ending', () => {
  it('happens once: who asks second is told how it ended', async () => {
    const key = await studentIn();
    const { sessionId } = await starting(key);
    clock.advance(60);
    const requestId = randomUUID();
    const [one, two] = await Promise.all([ending(key, { sessionId, requestId }), ending(key, { sessionId })]);
    expect(one).toMatchObject({ state: 'TERMINATED', creditedSeconds: 60 });
    expect(two).toMatchObject({ state: 'TERMINATED', creditedSeconds: 60 });
    clock.advance(60);
    expect(await ending(key, { sessionId, requestId })).toEqual({ ...one, replayed: true });
    expect(await enrollmentOf(key)).toMatchObject({ creditedSeconds: 60 });
    await expectSound(key);
  });
});

describe('sessionBeacon', () => {
  const post = async (text: string, method = 'POST') =>
    (await callDirectly(sessionBeacon, { text, method, contentType: 'text/plain' })).httpStatus;

  it('ends its session at the last heartbeat, once', async () => {
    const key = await studentIn();
    const { sessionId, beaconToken } = await starting(key);
    clock.advance(60);
    await beating(key, { sessionId, sequence: 1 });
    const lastHeard = clock.now;
    clock.advance(60);
    expect(await post(beaconToken)).toBe(204);
    const ended = await sessionOf(key, sessionId);
    expect(ended).toMatchObject({
      state: 'TERMINATED',
      endReason: 'beacon',
      endedAt: lastHeard,
      creditedSeconds: 60,
    });
    expect(await post(beaconToken)).toBe(204);
    expect(await sessionOf(key, sessionId)).toEqual(ended);
    await expectSound(key);
  });

  it('a token that is forged, of another session, or spent is answered alike and changes nothing', async () => {
    const key = await studentIn();
    const old = await starting(key);
    const { sessionId, beaconToken } = await starting(key);
    const forged = beaconToken.slice(0, -1) + (beaconToken.endsWith('A') ? 'B' : 'A');
    const [user = '', course = '', session = ''] = beaconToken.split('.');
    const oldSecret = old.beaconToken.split('.').at(-1) ?? '';
    for (const token of [
      forged,
      old.beaconToken,
      [user, course, session, oldSecret].join('.'),
      [user, course, 'none', oldSecret].join('.'),
    ])
      expect(await post(token)).toBe(204);
    expect(isOpen(await sessionOf(key, sessionId))).toBe(true);
    await expectSound(key);
  });

  it.each([
    ['', 'POST', 400],
    ['a.b.c', 'POST', 400],
    ['{"token":"x"}', 'POST', 400],
    ['a.b.c.short', 'POST', 400],
    ['x'.repeat(431), 'POST', 413],
    ['a.b.c.d', 'GET', 405],
    ['a.b.c.d', 'PUT', 405],
  ])('%p by %s is answered %i', async (text, method, status) => {
    expect(await post(text, method)).toBe(status);
  });
});
