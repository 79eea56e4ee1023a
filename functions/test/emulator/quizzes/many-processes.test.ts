import { randomUUID } from 'node:crypto';
import { Lanes, lanes } from '../../../src/commit/index.ts';
import { Id } from '../../../src/platform/ids.ts';
import { RefusalError } from '../../../src/platform/refusal.ts';
import { finishCommand } from '../../../src/quizzes/finish-attempt.ts';
import { attemptsOf } from '../../../src/quizzes/queries.ts';
import { startCommand } from '../../../src/quizzes/start-quiz-attempt.ts';
import type { QuizRecordKey } from '../../../src/quizzes/store.ts';
import { frozen, rightAnswer, someExam } from '../../fixtures/attempt.ts';
import { someAnswerKey, somePool } from '../../fixtures/quiz.ts';
import { useOwnProject } from '../project.ts';
import { attemptOf, openExam, recordOf, starting, taking } from './exam-room.ts';

useOwnProject('processes');

/** Lanes that know nothing of each other, as in several instances. */
const instances = [1, 2, 3, 4].map(() => new Lanes());

afterAll(() => Promise.all([lanes(), ...instances].map(each => each.close())));

const outcomeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.reason;
    throw error;
  }
};

function startOn(on: Lanes, key: QuizRecordKey) {
  const wanted = {
    attemptId: Id.parse(randomUUID()),
    courseId: key.courseId,
    quizId: key.quizId,
    questions: frozen(),
    policyVersion: 1,
    poolRevision: 1,
    rules: someExam(),
  };
  return outcomeOf(on.submit(startCommand({ key, wanted, requiredSeconds: 0 })));
}

describe('several instances at once', () => {
  it('start one attempt where one is left, and no two bear one number', async () => {
    const key = await openExam();
    await taking(key, 0);
    await taking(key, 0);
    const starts = instances.flatMap(on => [1, 2, 3, 4, 5].map(() => startOn(on, key)));
    const outcomes = await Promise.all(starts);
    expect(outcomes.filter(outcome => outcome === 'ok')).toHaveLength(1);
    const numbers = (await attemptsOf(key)).map(({ attemptNumber }) => attemptNumber);
    expect(numbers.sort()).toEqual([1, 2, 3]);
    expect(await recordOf(key)).toMatchObject({ attemptsUsed: 3 });
  });

  it('the very first attempts of a student at once make one', async () => {
    const key = await openExam();
    const outcomes = await Promise.all(instances.map(on => startOn(on, key)));
    expect(outcomes.filter(outcome => outcome === 'ok')).toHaveLength(1);
    expect(await recordOf(key)).toMatchObject({ attemptsUsed: 1, attemptsStarted: 1 });
  });

  it('grade an attempt once, and all tell the same result', async () => {
    const key = await openExam();
    const { attemptId, questions } = await starting(key);
    const results = await Promise.all(
      instances.map((on, index) =>
        on.submit(
          finishCommand({
            key: { ...key, attemptId },
            rules: someExam(),
            pool: someAnswerKey({ questions: somePool() }),
            submission: {
              requestId: Id.parse(randomUUID()),
              fingerprint: `${index}`,
              answers: questions.slice(0, index).map(rightAnswer),
            },
            at: new Date(),
          }),
        ),
      ),
    );
    const ended = results.map(({ outcome }) => outcome.ended);
    expect(ended.filter(each => each?.replayed === false)).toHaveLength(1);
    const { result } = await attemptOf(key, attemptId);
    for (const each of ended) expect(each).toMatchObject(result ?? {});
    expect(await recordOf(key)).toMatchObject({ attemptsFinished: 1, bestPercent: result?.percent });
  });
});
