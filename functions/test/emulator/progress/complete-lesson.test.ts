import { randomUUID } from 'node:crypto';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { linkHash, rootHash } from '../../../src/evidence/chain.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  completing,
  credit,
  enrollmentOf,
  eventsOf,
  lessonIds,
  openClassroom,
  progressOf,
  putCourse,
  putLesson,
  putSession,
  sessionOf,
} from './classroom.ts';

useOwnProject('complete-lesson');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

/** Documents that an operation costs. */
async function costOf(work: () => Promise<unknown>) {
  laneMetrics.reset();
  await work();
  const { documentsRead: reads, documentsWritten: writes } =
    laneMetrics.snapshot().byOperation.completeLesson ?? {};
  return { reads, writes };
}

const isoInstant = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
const everything = { start: 60, signs: 60, parking: 60 };

describe('completing lessons', () => {
  it('one after the other, until the last completes the course', async () => {
    const room = await openClassroom();
    await credit(room, everything);
    const answers = [];
    for (const lessonId of lessonIds) answers.push(await completing(room, { lessonId }));
    const answer = {
      completedAt: isoInstant,
      moduleCompleted: false,
      courseCompleted: false,
      replayed: false,
    };
    expect(answers).toEqual([
      { ...answer, nextLessonId: 'signs' },
      { ...answer, nextLessonId: 'parking' },
      { ...answer, nextLessonId: null, moduleCompleted: true, courseCompleted: true },
    ]);
    expect(await enrollmentOf(room)).toMatchObject({
      enrollmentStatus: 'COMPLETED',
      completedLessonIds: lessonIds,
      // The open session's time is the enrollment's once it closes.
      creditedSeconds: 0,
    });
    expect(await sessionOf(room)).toMatchObject({ pendingLessonSeconds: {}, creditedSeconds: 180 });
    expect(await progressOf(room, 'signs')).toMatchObject({
      creditedSeconds: 60,
      completedAt: expect.any(Date),
    });
  });

  it('each adds a link to the session’s chain', async () => {
    const room = await openClassroom();
    await credit(room, everything);
    for (const lessonId of lessonIds) await completing(room, { lessonId });
    let previousHash = rootHash(room.sessionId);
    const events = await eventsOf(room);
    for (const [index, event] of events.entries()) {
      expect(event).toMatchObject({ kind: 'lessonCompleted', position: index + 1, previousHash });
      expect(linkHash(event)).toBe(event.hash);
      previousHash = event.hash;
    }
    expect(await sessionOf(room)).toMatchObject({ eventCount: 3, headHash: previousHash });
  });

  it('20 at once count one, and all are answered alike', async () => {
    const room = await openClassroom();
    await credit(room, everything);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => completing(room, { lessonId: 'start' })),
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ completedAt }) => completedAt)).size).toBe(1);
    expect(await enrollmentOf(room)).toMatchObject({ completedLessonIds: ['start'] });
    expect(await eventsOf(room)).toHaveLength(1);
  });

  it('a second completion, from another session too, is answered with the facts of the first', async () => {
    const room = await openClassroom();
    await credit(room, everything);
    const first = await completing(room, { lessonId: 'start' });
    const later = { ...room, sessionId: Id.parse(`session-${randomUUID()}`) };
    await putSession(later);
    for (const again of [room, later])
      expect(await completing(again, { lessonId: 'start' })).toEqual({ ...first, replayed: true });
    expect(await eventsOf(later)).toEqual([]);
    expect(await enrollmentOf(room)).toMatchObject({ completedLessonIds: ['start'] });
  });

  it('needs its time, those of closed sessions included', async () => {
    const room = await openClassroom();
    await credit(room, { start: 59 });
    expect(await refusalOf(completing(room, { lessonId: 'start' }))).toBe(
      'failed-precondition LESSON_TOO_SHORT',
    );
    await credit(room, { start: 60 });
    expect(await refusalOf(completing(room, { lessonId: 'start' }))).toBe('ok');
  });

  it('a refusal writes nothing, and the same request may be asked again', async () => {
    const room = await openClassroom();
    await credit(room, { start: 60, signs: 60 });
    const requestId = randomUUID();
    const refusal = () => refusalOf(completing(room, { lessonId: 'signs', requestId }));
    expect(await costOf(refusal)).toMatchObject({ writes: 0 });
    expect(await refusal()).toBe('failed-precondition LESSON_LOCKED');
    await completing(room, { lessonId: 'start' });
    expect(await refusal()).toBe('ok');
  });

  it('another student’s session is not found', async () => {
    const room = await openClassroom();
    const other = await openClassroom();
    const asked = completing({ ...room, sessionId: other.sessionId }, { lessonId: 'start' });
    expect(await refusalOf(asked)).toBe('not-found NOT_FOUND');
    expect(await refusalOf(completing({ ...room, userId: other.userId }, { lessonId: 'start' }))).toBe(
      'not-found ENROLLMENT_NOT_FOUND',
    );
  });

  it.each([
    [{ session: { state: 'TERMINATED' as const } }, 'failed-precondition SESSION_CLOSED'],
    [{ enrollment: { accessStatus: 'LOCKED' as const } }, 'failed-precondition ACCESS_LOCKED'],
    [{ enrollment: { enrollmentStatus: 'CANCELLED' as const } }, 'failed-precondition ACCESS_LOCKED'],
    [{ enrollment: { expiresAt: new Date(0) } }, 'failed-precondition ENROLLMENT_EXPIRED'],
    [{ lesson: { videoSeconds: 100 } }, 'failed-precondition VIDEO_NOT_WATCHED'],
  ])('%j: %s', async (changes, expected) => {
    const room = await openClassroom(changes);
    await credit(room, everything);
    expect(await refusalOf(completing(room, { lessonId: 'start' }))).toBe(expected);
    expect(await enrollmentOf(room)).toMatchObject({ completedLessonIds: [] });
  });

  it('the outline is the one of now: a lesson put in between comes first, and one taken out is not found', async () => {
    const room = await openClassroom();
    await credit(room, { ...everything, weather: 60 });
    await completing(room, { lessonId: 'start' });
    const weather = Id.parse('weather');
    await putLesson({ courseId: room.courseId, lesson: { lessonId: weather } });
    await putCourse({
      courseId: room.courseId,
      order: [...lessonIds.slice(0, 1), weather, ...lessonIds.slice(2)],
    });
    expect(await refusalOf(completing(room, { lessonId: 'signs' }))).toBe('not-found LESSON_NOT_FOUND');
    expect(await refusalOf(completing(room, { lessonId: 'parking' }))).toBe(
      'failed-precondition LESSON_LOCKED',
    );
    expect(await completing(room, { lessonId: 'weather' })).toMatchObject({ nextLessonId: 'parking' });
    await putCourse({ courseId: room.courseId, order: lessonIds });
    expect(await completing(room, { lessonId: 'weather' })).toMatchObject({ replayed: true });
  });

  it('three lessons of four are not the three that are left once one of them is dropped', async () => {
    const room = await openClassroom();
    const weather = Id.parse('weather');
    await putLesson({ courseId: room.courseId, lesson: { lessonId: weather } });
    await putCourse({ courseId: room.courseId, order: [...lessonIds, weather] });
    await credit(room, { ...everything, weather: 60 });
    for (const lessonId of lessonIds) await completing(room, { lessonId });
    await putCourse({ courseId: room.courseId, order: [...lessonIds.slice(1), weather] });
    expect(await completing(room, { lessonId: 'signs' })).toMatchObject({ replayed: true });
    expect(await enrollmentOf(room)).toMatchObject({ enrollmentStatus: 'ACTIVE', completedAt: null });
    expect(await completing(room, { lessonId: 'weather' })).toMatchObject({ courseCompleted: true });
    expect(await enrollmentOf(room)).toMatchObject({ completedLessonIds: [...lessonIds, weather] });
  });

  it('reads 4 and writes 4; a replay only reads', async () => {
    const room = await openClassroom();
    await credit(room, everything);
    expect(await costOf(() => completing(room, { lessonId: 'start' }))).toEqual({ reads: 4, writes: 4 });
    expect(await costOf(() => completing(room, { lessonId: 'signs' }))).toEqual({ reads: 4, writes: 4 });
    expect(await costOf(() => completing(room, { lessonId: 'signs' }))).toEqual({ reads: 4, writes: 0 });
  });
});
