import { z } from 'zod';
import { lanes, readDocument } from '../../../src/commit/index.ts';
import { lessonProgressDoc } from '../../../src/compliance/lesson-progress.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { closeOverdueAttempts } from '../../../src/quizzes/finish-overdue-attempts.ts';
import { examRestartDoc, type QuizRecordKey } from '../../../src/quizzes/store.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  answersTo,
  enrollmentOf,
  granting,
  hire,
  openExam,
  recordOf,
  starting,
  submitting,
  taking,
} from './exam-room.ts';

useOwnProject('exhausted');

beforeAll(hire);
afterAll(() => lanes().close());

const signs = Id.parse('signs');

/** As if the student had studied so long and done the one lesson. */
async function study(key: QuizRecordKey, creditedSeconds: number, enrollmentStatus = 'COMPLETED') {
  const completedAt = enrollmentStatus === 'COMPLETED' ? new Date() : null;
  const enrollment = firestore().doc(enrollmentDoc(key).path);
  await enrollment.update({ creditedSeconds, enrollmentStatus, completedAt, completedLessonIds: [signs] });
  const progress = {
    lessonId: signs,
    creditedSeconds,
    watched: [],
    watchedAt: null,
    completedAt: new Date(),
  };
  await firestore()
    .doc(lessonProgressDoc({ ...key, lessonId: signs }).path)
    .set(progress);
}

async function adjustmentsOf(key: QuizRecordKey) {
  const found = await firestore()
    .collection(`${enrollmentDoc(key).path}/adjustments`)
    .get();
  return z
    .array(z.object({ seconds: z.int(), cause: z.string() }))
    .parse(found.docs.map(document => plainOf(document.data())));
}

describe('when the last attempt is failed', () => {
  it('«restart»: attempts, hours and lessons begin anew, and the hours come before the next attempt', async () => {
    const key = await openExam({ onExhausted: 'restart' });
    await study(key, 20_000);
    await taking(key, 0);
    await taking(key, 2);
    const { attemptId, ...last } = await taking(key, 1);
    expect(last).toMatchObject({ consequence: 'restart', attemptsLeft: 3, bestPercent: 50, passed: false });
    expect(await recordOf(key)).toMatchObject({ attemptsUsed: 0, attemptsStarted: 3, restarts: 1 });
    expect(await enrollmentOf(key)).toMatchObject({
      creditedSeconds: 20_000,
      adjustedSeconds: -20_000,
      completedLessonIds: [],
      enrollmentStatus: 'ACTIVE',
      completedAt: null,
    });
    expect(await readDocument(examRestartDoc({ ...key, attemptId }))).toMatchObject({
      seconds: -20_000,
      cause: 'examRestart',
    });
    expect(await readDocument(lessonProgressDoc({ ...key, lessonId: signs }))).toMatchObject({
      creditedSeconds: 0,
      completedAt: null,
    });
    expect(await refusalOf(starting(key))).toBe('failed-precondition HOURS_MISSING');
    await study(key, 34_399);
    expect(await refusalOf(starting(key))).toBe('failed-precondition HOURS_MISSING');
    await study(key, 34_400);
    expect(await starting(key)).toMatchObject({ attemptNumber: 4, attemptsLeft: 2 });
  });

  it('«restart»: a lesson that was done and dropped begins anew too, so that it may come back', async () => {
    const key = await openExam({ onExhausted: 'restart', attempts: 1 });
    await study(key, 5_000, 'ACTIVE');
    const dropped = lessonProgressDoc({ ...key, lessonId: Id.parse('dropped') });
    const progress = await readDocument(lessonProgressDoc({ ...key, lessonId: signs }));
    await firestore()
      .doc(dropped.path)
      .set({ ...progress, lessonId: 'dropped' });
    await firestore()
      .doc(enrollmentDoc(key).path)
      .update({ completedLessonIds: [signs, 'dropped'] });
    await taking(key, 0);
    expect(await enrollmentOf(key)).toMatchObject({ completedLessonIds: [] });
    expect(await readDocument(dropped)).toMatchObject({ creditedSeconds: 0, completedAt: null });
  });

  it('«restart» happens once, however many hand it in or find it overdue', async () => {
    const key = await openExam({ onExhausted: 'restart', attempts: 1 });
    await study(key, 5_000, 'ACTIVE');
    const started = await starting(key);
    await Promise.all([
      ...[0, 1, 2].map(right => submitting(key, { ...started, answers: answersTo(started, right) })),
      closeOverdueAttempts({ now: new Date(Date.now() + 7_200_000) }),
    ]);
    expect(await recordOf(key)).toMatchObject({ restarts: 1, attemptsFinished: 1, attemptsUsed: 0 });
    expect(await enrollmentOf(key)).toMatchObject({ adjustedSeconds: -5_000 });
    expect(await adjustmentsOf(key)).toEqual([{ seconds: -5_000, cause: 'examRestart' }]);
  });

  it('«restart» by the clock alone takes the hours back as well', async () => {
    const key = await openExam({ onExhausted: 'restart', attempts: 1 });
    await study(key, 7_000, 'ACTIVE');
    await starting(key);
    await closeOverdueAttempts({ now: new Date(Date.now() + 7_200_000) });
    expect(await enrollmentOf(key)).toMatchObject({ adjustedSeconds: -7_000, completedLessonIds: [] });
  });

  it('«fail»: the course is locked until staff release it', async () => {
    const key = await openExam({ onExhausted: 'fail', attempts: 1 });
    expect(await taking(key, 2)).toMatchObject({ consequence: 'fail', attemptsLeft: 0 });
    expect(await enrollmentOf(key)).toMatchObject({
      accessStatus: 'SUSPENDED',
      identity: { lock: { cause: 'examFailed', until: null } },
    });
    await granting(key, { extraAttempts: 1 });
    expect(await refusalOf(starting(key))).toBe('failed-precondition IDENTITY_LOCKED');
  });

  it('«staff»: nothing more until they give an attempt', async () => {
    const key = await openExam({ onExhausted: 'staff', attempts: 1 });
    expect(await taking(key, 2)).toMatchObject({ consequence: 'staff', attemptsLeft: 0 });
    expect(await enrollmentOf(key)).toMatchObject({ accessStatus: 'ACTIVE', adjustedSeconds: 0 });
    expect(await refusalOf(starting(key))).toBe('failed-precondition ATTEMPTS_EXHAUSTED');
    await granting(key, { extraAttempts: 1 });
    expect(await taking(key, 3)).toMatchObject({ consequence: 'none', passed: true });
  });

  it('passing the last one has no consequence', async () => {
    const key = await openExam({ onExhausted: 'restart', attempts: 1 });
    await study(key, 20_000);
    expect(await taking(key, 3)).toMatchObject({ consequence: 'none', passed: true, percent: 75 });
    expect(await enrollmentOf(key)).toMatchObject({ enrollmentStatus: 'COMPLETED', adjustedSeconds: 0 });
  });
});
