import { randomUUID } from 'node:crypto';
import { lanes } from '../../../src/commit/index.ts';
import { attemptsOf } from '../../../src/quizzes/queries.ts';
import { refusalOf } from '../call.ts';
import { useOwnProject } from '../project.ts';
import {
  answersTo,
  attemptOf,
  granting,
  hire,
  openExam,
  recordOf,
  saving,
  starting,
  submitting,
  taking,
  uid,
  voiding,
} from './exam-room.ts';

useOwnProject('quiz-staff');

beforeAll(hire);
afterAll(() => lanes().close());

describe('what staff may do', () => {
  it('void an attempt: it is given back, the best is that of the others, and the reason is kept', async () => {
    const key = await openExam();
    await taking(key, 2);
    const { attemptId } = await taking(key, 4);
    const requestId = randomUUID();
    const answer = await voiding(key, { attemptId }, { requestId });
    expect(answer).toEqual({
      state: 'VOIDED',
      attemptsLeft: 2,
      bestPercent: 50,
      passed: false,
      replayed: false,
    });
    expect(await voiding(key, { attemptId }, { requestId })).toEqual({ ...Object(answer), replayed: true });
    expect(await attemptOf(key, attemptId)).toMatchObject({
      state: 'VOIDED',
      result: { percent: 100, passed: true },
      voided: { by: 'staff-1', reason: 'power cut' },
    });
    expect(await refusalOf(submitting(key, { attemptId, answers: [] }))).toBe(
      'failed-precondition ATTEMPT_CLOSED',
    );
  });

  it('void an open attempt while it is handed in: one of the two comes first, and the count is right', async () => {
    for (let round = 0; round < 5; round += 1) {
      const key = await openExam();
      const started = await starting(key);
      const answers = answersTo(started);
      await Promise.all([
        voiding(key, started),
        refusalOf(submitting(key, { ...started, answers })),
        refusalOf(saving(key, { ...started, answers, sequence: 1 })),
      ]);
      expect(await attemptOf(key, started.attemptId)).toMatchObject({ state: 'VOIDED' });
      expect(await recordOf(key)).toMatchObject({
        attemptsUsed: 0,
        attemptsVoided: 1,
        openAttemptId: null,
        bestPercent: null,
        passed: false,
      });
    }
  });

  it('give attempts and time, once a request', async () => {
    const key = await openExam({ attempts: 1 });
    await taking(key, 0);
    expect(await refusalOf(starting(key))).toBe('failed-precondition ATTEMPTS_EXHAUSTED');
    const requestId = randomUUID();
    const grants = await Promise.all(
      [1, 2, 3].map(() => granting(key, { extraAttempts: 1, extraSeconds: 600 }, { requestId })),
    );
    for (const grant of grants)
      expect(grant).toMatchObject({ attemptsLeft: 1, extraAttempts: 1, extraSeconds: 600 });
    const { deadline } = await starting(key);
    const { startedAt } = (await attemptsOf(key)).find(({ state }) => state === 'IN_PROGRESS') ?? {};
    expect(new Date(deadline ?? '').getTime() - (startedAt?.getTime() ?? 0)).toBe(4_200_000);
  });

  it('nothing of that without the role, for an unknown student, or in vain', async () => {
    const key = await openExam();
    const { attemptId } = await taking(key, 4);
    expect(await refusalOf(voiding(key, { attemptId }, { as: uid }))).toBe('permission-denied ROLE_REQUIRED');
    expect(await refusalOf(granting(key, { extraAttempts: 1 }, { as: uid }))).toBe(
      'permission-denied ROLE_REQUIRED',
    );
    const stranger = { ...key, userId: key.courseId };
    expect(await refusalOf(granting(stranger, { extraAttempts: 1 }))).toBe('not-found ENROLLMENT_NOT_FOUND');
    expect(await refusalOf(voiding(key, { attemptId: 'no-such' }))).toBe('not-found NOT_FOUND');
    expect(await refusalOf(granting(key, {}))).toBe('invalid-argument INVALID_INPUT');
    expect(await recordOf(key)).toMatchObject({ extraAttempts: 0, passed: true });
  });
});
