import { randomUUID } from 'node:crypto';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import { completing, credit, openClassroom, progressOf, watching } from './classroom.ts';

useOwnProject('video');

afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

/** A session of a minute, and a video of a hundred seconds in each lesson. */
const openCinema = () => openClassroom({ lesson: { videoSeconds: 100 } });
const lessonId = 'start';

describe('watching a lesson’s video', () => {
  it('answers what was seen and what is needed', async () => {
    const room = await openCinema();
    expect(await watching(room, { lessonId, from: 0, to: 30 })).toEqual({
      watchedSeconds: 30,
      requiredSeconds: 90,
      replayed: false,
    });
  });

  it('a jump to the end earns no more than the time that went by', async () => {
    const room = await openCinema();
    await watching(room, { lessonId, from: 0, to: 10 });
    const { watchedSeconds } = await watching(room, { lessonId, from: 0, to: 100 });
    expect(watchedSeconds).toBeLessThan(100);
  });

  it('ten tabs that claim at once earn what one could have', async () => {
    const room = await openCinema();
    const tabs = Array.from({ length: 10 }, (_, tab) => ({ lessonId, from: tab * 10, to: tab * 10 + 10 }));
    await Promise.all(tabs.map(tab => watching(room, tab)));
    // The first claim is granted; all the others share the moment that is left.
    const { watchedSeconds } = await watching(room, { lessonId, from: 99, to: 100 });
    expect(watchedSeconds).toBeLessThan(100);
  });

  it('the same request earns once, and is answered as before', async () => {
    const room = await openCinema();
    const requestId = randomUUID();
    const first = await watching(room, { lessonId, from: 0, to: 30, requestId });
    await watching(room, { lessonId, from: 30, to: 31 });
    expect(await watching(room, { lessonId, from: 0, to: 30, requestId })).toEqual({
      ...first,
      replayed: true,
    });
    const other = watching(room, { lessonId, from: 0, to: 31, requestId });
    expect(await refusalOf(other)).toBe('already-exists REQUEST_ID_REUSED');
  });

  it('beyond the video’s end there is nothing', async () => {
    const room = await openCinema();
    expect(await watching(room, { lessonId, from: 95, to: 5_000 })).toMatchObject({ watchedSeconds: 5 });
    expect(await progressOf(room, lessonId)).toMatchObject({ watched: [{ from: 95, to: 100 }] });
  });

  it('seen far enough, the lesson can be completed, and what was seen stays', async () => {
    const room = await openCinema();
    await credit(room, { start: 60 });
    expect(await refusalOf(completing(room, { lessonId }))).toBe('failed-precondition VIDEO_NOT_WATCHED');
    await watching(room, { lessonId, from: 0, to: 90 });
    expect(await refusalOf(completing(room, { lessonId }))).toBe('ok');
    expect(await progressOf(room, lessonId)).toMatchObject({
      watched: [{ from: 0, to: 90 }],
      creditedSeconds: 60,
      completedAt: expect.any(Date),
    });
  });

  it.each([
    [{ from: 10, to: 10 }, 'invalid-argument INVALID_INPUT'],
    [{ from: -1, to: 10 }, 'invalid-argument INVALID_INPUT'],
    [{ from: 0, to: 0.5 }, 'invalid-argument INVALID_INPUT'],
    [{ from: 0, to: 86_401 }, 'invalid-argument INVALID_INPUT'],
  ])('%j is refused: %s', async (claim, expected) => {
    const none = Id.parse('none');
    const asked = watching({ userId: none, courseId: none, sessionId: none }, { lessonId, ...claim });
    expect(await refusalOf(asked)).toBe(expected);
  });

  it('in a closed session, or a lesson that is not there, nothing is written', async () => {
    const closed = await openClassroom({ session: { state: 'CLOSED' }, lesson: { videoSeconds: 100 } });
    expect(await refusalOf(watching(closed, { lessonId, from: 0, to: 1 }))).toBe(
      'failed-precondition SESSION_CLOSED',
    );
    const room = await openCinema();
    expect(await refusalOf(watching(room, { lessonId: 'none', from: 0, to: 1 }))).toBe(
      'not-found LESSON_NOT_FOUND',
    );
    expect(await progressOf(closed, lessonId)).toBeUndefined();
  });

  it('reads 4 and writes 2; a replay only reads', async () => {
    const room = await openCinema();
    const request = { lessonId, from: 0, to: 30, requestId: randomUUID() };
    for (const cost of [
      { documentsRead: 4, documentsWritten: 2 },
      // As the first time, and once more with the request that turned out to be there.
      { documentsRead: 9, documentsWritten: 0 },
    ]) {
      laneMetrics.reset();
      await watching(room, request);
      expect(laneMetrics.snapshot().byOperation.recordVideoProgress).toMatchObject(cost);
    }
  });
});
