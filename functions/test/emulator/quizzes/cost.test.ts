import { randomUUID } from 'node:crypto';
import { lanes } from '../../../src/commit/index.ts';
import { useOwnProject } from '../project.ts';
import {
  answersTo,
  costOf,
  granting,
  hire,
  openExam,
  saving,
  starting,
  submitting,
  taking,
  voiding,
} from './exam-room.ts';

useOwnProject('quiz-cost');

beforeAll(hire);
afterAll(() => lanes().close());

describe('what it costs in documents', () => {
  it('a start reads 2 and writes 2, besides the quiz; a replay only reads', async () => {
    const key = await openExam();
    const requestId = randomUUID();
    const start = () => costOf('startQuizAttempt', () => starting(key, { requestId }));
    expect(await start()).toEqual({ reads: 2, writes: 2 });
    expect(await start()).toEqual({ reads: 5, writes: 0 });
  });

  it('a save reads and writes the attempt alone; a repeated one only reads', async () => {
    const key = await openExam();
    const started = await starting(key);
    const save = () =>
      costOf('saveQuizAnswers', () => saving(key, { ...started, answers: answersTo(started), sequence: 1 }));
    expect(await save()).toEqual({ reads: 1, writes: 1 });
    expect(await save()).toEqual({ reads: 1, writes: 0 });
  });

  it.each([
    ['staff', 2],
    ['fail', 3],
    ['restart', 3],
  ] as const)(
    'a hand-in writes 2 and, if exhausted means %s, reads %d besides the attempt',
    async (onExhausted, reads) => {
      const key = await openExam({ onExhausted });
      const started = await starting(key);
      const submit = () =>
        costOf('finishQuizAttempt', () => submitting(key, { ...started, answers: answersTo(started) }));
      expect(await submit()).toEqual({ reads, writes: 2 });
      expect(await submit()).toEqual({ reads, writes: 0 });
    },
  );

  it('voiding writes 6 and an allowance 5, the audit record included', async () => {
    const key = await openExam();
    const { attemptId } = await taking(key, 4);
    expect(await costOf('voidQuizAttempt', () => voiding(key, { attemptId }))).toEqual({
      reads: 4,
      writes: 6,
    });
    expect(await costOf('grantQuizAllowance', () => granting(key, { extraAttempts: 1 }))).toEqual({
      reads: 3,
      writes: 5,
    });
  });
});
