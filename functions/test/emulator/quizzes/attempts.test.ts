import { randomUUID } from 'node:crypto';
import { lanes } from '../../../src/commit/index.ts';
import { attemptsOf } from '../../../src/quizzes/queries.ts';
import { refusalOf } from '../call.ts';
import { enrolling } from '../enrollments/school.ts';
import { useOwnProject } from '../project.ts';
import {
  answersTo,
  attemptOf,
  lessonQuiz,
  openExam,
  recordOf,
  saving,
  starting,
  submitting,
  taking,
  wait,
} from './exam-room.ts';

useOwnProject('attempts');

afterAll(() => lanes().close());

const twenty = Array.from({ length: 20 }, (_, index) => index);

describe('startQuizAttempt', () => {
  it('20 starts at once with one attempt left make exactly one attempt', async () => {
    const key = await openExam();
    await taking(key, 0);
    await taking(key, 0);
    const outcomes = await Promise.all(twenty.map(() => refusalOf(starting(key))));
    expect(outcomes.filter(outcome => outcome === 'ok')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'failed-precondition ATTEMPT_OPEN']));
    const attempts = await attemptsOf(key);
    expect(attempts.map(({ attemptNumber }) => attemptNumber).sort()).toEqual([1, 2, 3]);
    expect(await recordOf(key)).toMatchObject({ attemptsUsed: 3, attemptsStarted: 3 });
    const open = attempts.find(({ state }) => state === 'IN_PROGRESS');
    await submitting(key, { attemptId: open?.attemptId ?? '', answers: [] });
    expect(await refusalOf(starting(key))).toBe('failed-precondition ATTEMPTS_EXHAUSTED');
  });

  it('the same request, at once or later, is one attempt with the same questions in the same order', async () => {
    const key = await openExam();
    const requestId = randomUUID();
    const answers = await Promise.all(twenty.map(() => starting(key, { requestId })));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const later = await starting(key, { requestId: requestId.toUpperCase() });
    for (const answer of answers) expect({ ...answer, replayed: true }).toEqual(later);
    expect(await recordOf(key)).toMatchObject({ attemptsUsed: 1 });
    expect((await attemptOf(key, requestId)).questionIds).toEqual(
      later.questions.map(({ questionId }) => questionId),
    );
  });

  it('an attempt whose time is over makes room for the next, ended at its deadline', async () => {
    const key = await openExam();
    const first = await starting(key);
    await saving(key, { ...first, answers: answersTo(first, 1), sequence: 1 });
    expect(await refusalOf(starting(key))).toBe('failed-precondition ATTEMPT_OPEN');
    wait({ seconds: 3_631 });
    const again = await Promise.all(twenty.map(() => refusalOf(starting(key))));
    expect(again.filter(outcome => outcome === 'ok')).toHaveLength(1);
    const { deadline, finishedAt, state, result } = await attemptOf(key, first.attemptId);
    expect({ finishedAt, state, result }).toMatchObject({
      finishedAt: deadline,
      state: 'AUTO_SUBMITTED',
      result: { score: 1, percent: 25 },
    });
    expect(await recordOf(key)).toMatchObject({ attemptsUsed: 2, attemptsFinished: 1 });
  });

  it('after a failed attempt the delay has to pass', async () => {
    const key = await openExam({ delaySeconds: 86_400 });
    await taking(key, 1);
    expect(await refusalOf(starting(key))).toBe('failed-precondition RETRY_DELAY');
    wait({ seconds: 86_401 });
    expect(await refusalOf(starting(key))).toBe('ok');
  });

  it('who is not enrolled and what is no quiz are not found', async () => {
    const key = await openExam();
    expect(await refusalOf(starting(key, { as: 'stranger' }))).toBe('not-found ENROLLMENT_NOT_FOUND');
    expect(await refusalOf(starting({ ...key, quizId: key.courseId }))).toBe('not-found NOT_FOUND');
  });

  it('a quiz that the policy does not name is for practice: all questions, no clock', async () => {
    const key = { ...(await openExam()), quizId: lessonQuiz };
    expect(await starting(key)).toMatchObject({ deadline: null, attemptsLeft: 49, questions: { length: 8 } });
  });
});

describe('saveQuizAnswers', () => {
  it('keeps the newest; an older or repeated save changes nothing and is answered alike', async () => {
    const key = await openExam();
    const started = await starting(key);
    const save = (sequence: number, right: number) =>
      saving(key, { ...started, answers: answersTo(started, right), sequence });
    const { savedAt } = await save(2, 2);
    expect(await save(2, 4)).toEqual({ savedAt, replayed: true });
    expect(await save(1, 1)).toEqual({ savedAt, replayed: true });
    expect(await attemptOf(key, started.attemptId)).toMatchObject({
      savedSequence: 2,
      answers: answersTo(started, 2),
    });
  });

  it('of saves in any order at once the one with the highest number stays', async () => {
    const key = await openExam();
    const started = await starting(key);
    const sequences = [3, 1, 5, 2, 4];
    await Promise.all(
      sequences.map(sequence =>
        saving(key, { ...started, answers: answersTo(started, sequence % 5), sequence }),
      ),
    );
    expect(await attemptOf(key, started.attemptId)).toMatchObject({ savedSequence: 5, answers: [] });
  });

  it('after the grace it is refused, and the attempt is over as of its deadline', async () => {
    const key = await openExam();
    const started = await starting(key);
    await saving(key, { ...started, answers: answersTo(started, 3), sequence: 1 });
    wait({ seconds: 3_631 });
    const late = saving(key, { ...started, answers: answersTo(started, 4), sequence: 2 });
    expect(await refusalOf(late)).toBe('failed-precondition DEADLINE_PASSED');
    const attempt = await attemptOf(key, started.attemptId);
    expect(attempt).toMatchObject({ state: 'AUTO_SUBMITTED', result: { score: 3, passed: true } });
    expect(attempt.finishedAt).toEqual(attempt.deadline);
  });

  it('after the hand-in it is refused and changes nothing', async () => {
    const key = await openExam();
    const started = await starting(key);
    await submitting(key, { ...started, answers: [] });
    const before = await attemptOf(key, started.attemptId);
    const late = saving(key, { ...started, answers: answersTo(started), sequence: 9 });
    expect(await refusalOf(late)).toBe('failed-precondition ATTEMPT_CLOSED');
    expect(await attemptOf(key, started.attemptId)).toEqual(before);
  });
});

describe('submitQuizAttempt', () => {
  it('of 20 different hand-ins at once the first is graded, and all are told its result', async () => {
    const key = await openExam();
    const started = await starting(key);
    const results = await Promise.all(
      twenty.map(index => submitting(key, { ...started, answers: answersTo(started, index % 5) })),
    );
    expect(results.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const [first] = results;
    for (const result of results) expect({ ...result, replayed: true }).toEqual({ ...first, replayed: true });
    const record = await recordOf(key);
    expect(record).toMatchObject({ attemptsFinished: 1, bestPercent: first?.percent });
    expect((await attemptOf(key, started.attemptId)).result).toMatchObject({ score: first?.score });
  });

  it('a retry is told the same, whatever came after; the same id with other answers is refused', async () => {
    const key = await openExam();
    const started = await starting(key);
    const requestId = randomUUID();
    const answers = answersTo(started, 1);
    const first = await submitting(key, { ...started, answers }, { requestId });
    expect(first).toMatchObject({ percent: 25, passed: false, attemptsLeft: 2, bestPercent: 25 });
    await taking(key, 4);
    expect(await submitting(key, { ...started, answers }, { requestId })).toEqual({
      ...first,
      replayed: true,
    });
    const other = submitting(key, { ...started, answers: answersTo(started) }, { requestId });
    expect(await refusalOf(other)).toBe('already-exists REQUEST_ID_REUSED');
  });

  it('after the grace what was saved counts, not what is handed in', async () => {
    const key = await openExam();
    const started = await starting(key);
    await saving(key, { ...started, answers: answersTo(started, 2), sequence: 1 });
    wait({ seconds: 3_631 });
    expect(await submitting(key, { ...started, answers: answersTo(started) })).toMatchObject({
      state: 'AUTO_SUBMITTED',
      percent: 50,
      passed: false,
    });
  });

  it('answers that do not fit are refused and the attempt goes on', async () => {
    const key = await openExam();
    const started = await starting(key);
    const answers = [...answersTo(started, 1), ...answersTo(started, 1)];
    expect(await refusalOf(submitting(key, { ...started, answers }))).toBe('invalid-argument INVALID_INPUT');
    expect(await attemptOf(key, started.attemptId)).toMatchObject({ state: 'IN_PROGRESS' });
    expect(await submitting(key, { ...started, answers: answersTo(started) })).toMatchObject({
      percent: 100,
    });
  });

  it('another student’s attempt is not found, whatever one does to it', async () => {
    const key = await openExam();
    const started = await starting(key);
    await enrolling({ uid: 'student-2', courseId: key.courseId });
    const as = 'student-2';
    const tries = [
      submitting(key, { ...started, answers: [] }, { as }),
      saving(key, { ...started, answers: [], sequence: 1 }, { as }),
    ];
    for (const each of tries) expect(await refusalOf(each)).toBe('not-found NOT_FOUND');
    expect(await attemptOf(key, started.attemptId)).toMatchObject({ state: 'IN_PROGRESS', savedSequence: 0 });
  });
});
