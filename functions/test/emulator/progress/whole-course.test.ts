import { randomUUID } from 'node:crypto';
import { lanes, readDocument } from '../../../src/commit/index.ts';
import { lessonProgressDoc } from '../../../src/compliance/lesson-progress.ts';
import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { completeLesson } from '../../../src/progress/complete-lesson.ts';
import { CompleteLessonAnswer } from '../../../src/progress/wire.ts';
import { recountCourse, recountStudent } from '../../../src/statistics/recount-statistics.ts';
import { call, refusalOf } from '../call.ts';
import {
  beating,
  ending,
  enrollmentOf,
  expectSound,
  lessons,
  starting,
  studentIn,
  TestClock,
} from '../compliance/studying.ts';
import { useOwnProject } from '../project.ts';

useOwnProject('whole-course');

const clock = new TestClock();
beforeEach(() => clock.use());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await lanes().close();
  await firestore().terminate();
});

async function completing(
  key: EnrollmentKey,
  { lessonId, sessionId }: { lessonId: string; sessionId: string },
) {
  const data = { courseId: key.courseId, lessonId, sessionId, requestId: randomUUID() };
  return CompleteLessonAnswer.parse(await call(completeLesson, { uid: key.userId, data }));
}

const progressIn = (key: EnrollmentKey) =>
  Promise.all(lessons.map(lessonId => readDocument(lessonProgressDoc({ ...key, lessonId }))));

/** A student in a session; each heartbeat tells of the time until then, and of the lesson that is read from then on. */
async function studying(requiredSeconds: number) {
  const key = await studentIn({ rules: { requiredSeconds } });
  const { sessionId } = await starting(key);
  let sequence = 0;
  const beat = (lessonId: string) => {
    sequence += 1;
    return beating(key, { sessionId, sequence, lessonId });
  };
  const read = async (lessonId: string, seconds: number) => {
    await beat(lessonId);
    clock.advance(seconds);
    await beat(lessonId);
  };
  const complete = (lessonId: string) => completing(key, { lessonId, sessionId });
  return { key, sessionId, read, complete };
}

describe('a course of three lessons of a minute each', () => {
  it('its lessons share the seconds that were credited, before and after each was completed', async () => {
    const { key, sessionId, read, complete } = await studying(600);
    for (const lessonId of lessons) {
      await read(lessonId, 59);
      expect(await refusalOf(complete(lessonId))).toBe('failed-precondition LESSON_TOO_SHORT');
      await read(lessonId, 1);
      expect(await complete(lessonId)).toMatchObject({ courseCompleted: false });
      // Reading on counts as time, and as time of this lesson.
      await read(lessonId, 30);
      await expectSound(key);
    }
    await ending(key, { sessionId });
    expect((await progressIn(key)).map(progress => progress?.creditedSeconds)).toEqual([90, 90, 90]);
    expect(await enrollmentOf(key)).toMatchObject({
      enrollmentStatus: 'ACTIVE',
      creditedSeconds: 270,
      completedLessonIds: lessons,
    });
    await expectSound(key);
  });

  it.each([
    ['by the hours if the lessons come first', 240, false],
    ['by the last lesson if the hours do', 180, true],
  ])('is completed %s', async (_, requiredSeconds, courseCompleted) => {
    const { key, sessionId, read, complete } = await studying(requiredSeconds);
    const answers = [];
    for (const lessonId of lessons) {
      await read(lessonId, 60);
      answers.push(await complete(lessonId));
    }
    expect(answers.map(answer => answer.courseCompleted)).toEqual([false, false, courseCompleted]);
    await read(lessons[2] ?? 'none', 60);
    await ending(key, { sessionId });
    expect(await enrollmentOf(key)).toMatchObject({ enrollmentStatus: 'COMPLETED', creditedSeconds: 240 });
    await expectSound(key);
  });

  it('nothing is completed in a session that has ended, and its statistics are those of its records', async () => {
    const key = await studentIn({ rules: { requiredSeconds: 60 } });
    const { sessionId } = await starting(key);
    clock.advance(60);
    await beating(key, { sessionId, sequence: 1 });
    await ending(key, { sessionId });
    const [lessonId = Id.parse('none')] = lessons;
    expect(await refusalOf(completing(key, { lessonId, sessionId }))).toBe(
      'failed-precondition SESSION_CLOSED',
    );
    const again = await starting(key);
    expect(await completing(key, { lessonId, sessionId: again.sessionId })).toMatchObject({
      replayed: false,
    });
    expect(await recountStudent(key)).toMatchObject({
      isExact: true,
      stored: { enrolledCourses: 1, lessonsCompleted: 1, studySeconds: 60, achievements: ['firstLesson'] },
    });
    expect(await recountCourse(key)).toMatchObject({ isExact: true, stored: { enrolled: 1 } });
  });
});
