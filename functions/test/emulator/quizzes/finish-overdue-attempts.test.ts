import { lanes } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { closeOverdueAttempts, finishOverdueAttempts } from '../../../src/quizzes/finish-overdue-attempts.ts';
import { quizAttemptDoc } from '../../../src/quizzes/store.ts';
import { enrolling, students } from '../enrollments/school.ts';
import { useOwnProject } from '../project.ts';
import { answersTo, attemptOf, lessonQuiz, openExam, recordOf, saving, starting, wait } from './exam-room.ts';

useOwnProject('overdue');

afterAll(() => lanes().close());

const HOUR_MS = 3_600_000;
const none = { finished: 0, unchanged: 0, failed: 0 };
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

describe('finishOverdueAttempts', () => {
  it('ends what is overdue, page after page, and nothing else; a second run changes nothing', async () => {
    const key = await openExam();
    const everybody = students(60).map(as => ({ ...key, as }));
    for (const { as } of everybody.slice(1)) await enrolling({ uid: as, courseId: key.courseId });
    await Promise.all(everybody.map(({ as }) => starting(key, { as })));
    await starting({ ...key, quizId: lessonQuiz });
    expect(await closeOverdueAttempts({ now: new Date() })).toEqual(none);
    expect(await closeOverdueAttempts({ now: inHours(1.1) })).toEqual({ ...none, finished: 60 });
    expect(await closeOverdueAttempts({ now: inHours(100) })).toEqual(none);
    expect(await recordOf(key)).toMatchObject({ openAttemptId: null, attemptsFinished: 1 });
    expect(await recordOf({ ...key, quizId: lessonQuiz })).toMatchObject({ attemptsFinished: 0 });
  });

  it('within the grace it leaves the attempt to the student', async () => {
    const key = await openExam({ graceSeconds: 600 });
    const { attemptId, deadline } = await starting(key);
    const afterDeadline = (ms: number) => new Date(new Date(deadline ?? '').getTime() + ms);
    expect(await closeOverdueAttempts({ now: afterDeadline(600_000) })).toEqual({ ...none, unchanged: 1 });
    expect(await attemptOf(key, attemptId)).toMatchObject({ state: 'IN_PROGRESS' });
    expect(await closeOverdueAttempts({ now: afterDeadline(600_001) })).toEqual({ ...none, finished: 1 });
  });

  it('26 hours late the attempt ends at its deadline, with what was saved by then', async () => {
    const key = await openExam();
    const started = await starting(key);
    await saving(key, { ...started, answers: answersTo(started, 3), sequence: 1 });
    await closeOverdueAttempts({ now: inHours(27) });
    const { finishedAt, deadline, state, result } = await attemptOf(key, started.attemptId);
    expect(finishedAt).toEqual(deadline);
    expect({ state, result }).toMatchObject({ state: 'AUTO_SUBMITTED', result: { score: 3, passed: true } });
    expect(await recordOf(key)).toMatchObject({ lastFinishedAt: deadline, passedAt: deadline });
  });

  it('several runs at once end an attempt once', async () => {
    const key = await openExam();
    await starting(key);
    await Promise.all([1, 2, 3, 4].map(() => closeOverdueAttempts({ now: inHours(2) })));
    expect(await recordOf(key)).toMatchObject({ attemptsFinished: 1, attemptsUsed: 1 });
  });

  it('one attempt that cannot be graded holds up none of the others, and the scheduler is told', async () => {
    const broken = await openExam();
    const sound = await openExam();
    const first = await starting(broken);
    const second = await starting(sound);
    const attempt = firestore().doc(quizAttemptDoc({ ...broken, attemptId: first.attemptId }).path);
    await attempt.update({ poolRevision: 99 });
    wait({ seconds: 4_000 });
    await expect(finishOverdueAttempts.run({ scheduleTime: '2026-05-04T11:00:00Z' })).rejects.toThrow(
      'could not be ended: 1',
    );
    expect(await attemptOf(sound, second.attemptId)).toMatchObject({ state: 'AUTO_SUBMITTED' });
    await attempt.update({ poolRevision: 1 });
    await finishOverdueAttempts.run({ scheduleTime: '2026-05-04T11:05:00Z' });
    expect(await attemptOf(broken, first.attemptId)).toMatchObject({ state: 'AUTO_SUBMITTED' });
  });
});
