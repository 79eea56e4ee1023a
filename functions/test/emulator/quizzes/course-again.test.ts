import { randomUUID } from 'node:crypto';
import { lanes, readDocument } from '../../../src/commit/index.ts';
import { sessionDoc } from '../../../src/compliance/store.ts';
import { totalCreditedSeconds } from '../../../src/enrollments/learning.ts';
import { Id } from '../../../src/platform/ids.ts';
import { completeLesson } from '../../../src/progress/complete-lesson.ts';
import type { QuizRecordKey } from '../../../src/quizzes/store.ts';
import { unlockEnrollment } from '../../../src/verification/unlock-enrollment.ts';
import { someExam } from '../../fixtures/attempt.ts';
import { call, refusalOf } from '../call.ts';
import * as studying from '../compliance/studying.ts';
import { useOwnProject } from '../project.ts';
import {
  answersTo,
  enrollmentOf,
  granting,
  hire,
  openExam,
  staff,
  starting,
  submitting,
  taking,
  uid,
} from './exam-room.ts';

useOwnProject('again');

// Stands still between two steps: seconds that a slow machine takes would be credited as well.
const clock = new studying.TestClock();

beforeAll(hire);
beforeEach(() => {
  clock.use();
});
afterAll(() => lanes().close());

const lessonId = Id.parse('signs');

/** Two minutes of study, as a browser sends them, and the lesson done. The session stays open. */
async function studyTwoMinutes(key: QuizRecordKey) {
  const { sessionId } = await studying.starting(key);
  for (const sequence of [1, 2]) {
    clock.advance(60);
    await studying.beating(key, { sessionId, sequence });
  }
  const requestId = randomUUID();
  const completed = await call(completeLesson, {
    uid,
    data: { courseId: key.courseId, lessonId, sessionId, requestId },
  });
  return { sessionId, requestId, completed };
}

describe('a course that begins anew after a failed exam', () => {
  it('is studied, completed and examined again, hour for hour and lesson for lesson', async () => {
    const exams = [someExam({ attempts: 1, onExhausted: 'restart' })];
    const key = await openExam({}, { rules: { requiredSeconds: 120, exams } });
    const first = await studyTwoMinutes(key);
    expect(first.completed).toMatchObject({ courseCompleted: true });
    const exam = await starting(key);
    clock.advance(60);
    await studying.beating(key, { sessionId: first.sessionId, sequence: 3 });
    expect(await submitting(key, { ...exam, answers: [] })).toMatchObject({ consequence: 'restart' });

    expect(await readDocument(sessionDoc({ ...key, sessionId: Id.parse(first.sessionId) }))).toMatchObject({
      state: 'CLOSED',
      creditedSeconds: 180,
    });
    expect(await enrollmentOf(key)).toMatchObject({
      creditedSeconds: 180,
      adjustedSeconds: -180,
      enrollmentStatus: 'ACTIVE',
      completedAt: null,
      completedLessonIds: [],
    });
    expect(await refusalOf(starting(key))).toBe('failed-precondition HOURS_MISSING');

    const second = await studyTwoMinutes(key);
    expect(second.completed).toMatchObject({ courseCompleted: true, replayed: false });
    await studying.ending(key, second);
    const enrollment = await enrollmentOf(key);
    expect(totalCreditedSeconds({ enrollment, openSessionSeconds: 0 })).toBe(120);
    expect(enrollment).toMatchObject({ enrollmentStatus: 'COMPLETED', completedLessonIds: [lessonId] });
    const again = await starting(key);
    expect(again).toMatchObject({ attemptNumber: 2, attemptsLeft: 0 });
    expect(await submitting(key, { ...again, answers: answersTo(again) })).toMatchObject({ passed: true });
  });

  it('a late retry of the lesson’s old completion does not complete it in the new round', async () => {
    const exams = [someExam({ attempts: 1, onExhausted: 'restart' })];
    const key = await openExam({}, { rules: { requiredSeconds: 120, exams } });
    const { sessionId, requestId } = await studyTwoMinutes(key);
    await taking(key, 0);
    const data = { courseId: key.courseId, lessonId, sessionId, requestId };
    expect(await refusalOf(call(completeLesson, { uid, data }))).toBe('failed-precondition SESSION_CLOSED');
    expect(await enrollmentOf(key)).toMatchObject({ completedLessonIds: [] });
  });
});

describe('a course that was lost by a failed exam', () => {
  it('goes on once staff unlock it and give another attempt', async () => {
    const key = await openExam({ attempts: 1, onExhausted: 'fail' });
    await taking(key, 0);
    const { userId, courseId } = key;
    const data = { userId, courseId, reason: 'was ill', requestId: randomUUID() };
    expect(await call(unlockEnrollment, { uid: staff, data })).toMatchObject({ accessStatus: 'ACTIVE' });
    expect(await refusalOf(starting(key))).toBe('failed-precondition ATTEMPTS_EXHAUSTED');
    await granting(key, { extraAttempts: 1 });
    expect(await taking(key, 4)).toMatchObject({ passed: true, consequence: 'none' });
  });
});
