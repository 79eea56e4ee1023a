import { Id } from '../../../src/platform/ids.ts';
import { finishAttempt } from '../../../src/quizzes/attempt-finish.ts';
import { saveAnswers } from '../../../src/quizzes/attempt-save.ts';
import { judge } from '../../../src/quizzes/grade.ts';
import { isRevealed, reviewOf } from '../../../src/quizzes/review.ts';
import type { GivenAnswer, QuizAttempt, QuizRecord } from '../../../src/quizzes/schema.ts';
import { frozen, someAttempt, someExam, someRecord } from '../../fixtures/attempt.ts';
import { singleChoice, someAnswerKey } from '../../fixtures/quiz.ts';

const deadline = new Date('2026-05-04T11:00:00Z');
const after = (ms: number) => new Date(deadline.getTime() + ms);
const GRACE_MS = 30_000;

/** Four questions of a point each, `a` right in all. */
const fourQuestions = ['q1', 'q2', 'q3', 'q4'].map(name => singleChoice(name));
const pool = someAnswerKey({ questions: fourQuestions });
const questions = frozen(fourQuestions);
const answering = (right: number): GivenAnswer[] =>
  questions.map(({ questionId }, index) => ({
    questionId,
    kind: 'singleChoice',
    optionId: Id.parse(index < right ? 'a' : 'b'),
  }));
const handingIn = (right: number, requestId = 'r-1') => ({
  requestId: Id.parse(requestId),
  fingerprint: `${requestId} ${right}`,
  answers: answering(right),
});

function finish({
  attempt = {},
  record = {},
  submission,
  at = after(-60_000),
  isEnrollmentOpen = true,
}: {
  attempt?: Partial<QuizAttempt>;
  record?: Partial<QuizRecord>;
  submission?: ReturnType<typeof handingIn>;
  at?: Date;
  isEnrollmentOpen?: boolean;
}) {
  return finishAttempt({
    attempt: someAttempt({ questions, ...attempt }),
    record: someRecord(record),
    pool,
    submission,
    isEnrollmentOpen,
    at,
  });
}

describe('handing in', () => {
  it('grades the attempt and ends it; the record keeps the best', () => {
    expect(finish({ submission: handingIn(3), record: { bestPercent: 50 } })).toMatchObject({
      kind: 'finished',
      attempt: {
        state: 'SUBMITTED',
        finishedAt: after(-60_000),
        result: { score: 3, maxScore: 4, percent: 75, passed: true },
        standing: { attemptsLeft: 2, bestPercent: 75, consequence: 'none' },
      },
      record: { openAttemptId: null, bestPercent: 75, passed: true, passedAt: after(-60_000) },
    });
  });

  it('a worse attempt takes nothing away', () => {
    const passedAt = new Date('2026-05-01T10:00:00Z');
    const record = { bestPercent: 100, passed: true, passedAt };
    expect(finish({ submission: handingIn(0), record })).toMatchObject({
      attempt: { result: { percent: 0, passed: false }, standing: { bestPercent: 100 } },
      record: { bestPercent: 100, passed: true, passedAt },
    });
  });

  it('answers count to the end of the grace; a millisecond later what was saved counts, as of the deadline', () => {
    const saved = { answers: answering(1), savedSequence: 4, savedAt: after(-1) };
    expect(finish({ attempt: saved, submission: handingIn(4), at: after(GRACE_MS) })).toMatchObject({
      attempt: { state: 'SUBMITTED', result: { score: 4 }, finishedAt: after(GRACE_MS) },
    });
    expect(finish({ attempt: saved, submission: handingIn(4), at: after(GRACE_MS + 1) })).toMatchObject({
      attempt: {
        state: 'AUTO_SUBMITTED',
        result: { score: 1 },
        answers: answering(1),
        finishedAt: deadline,
        submission: null,
      },
      record: { lastFinishedAt: deadline },
    });
  });

  it('26 hours late the end is the same, to the last field', () => {
    const attempt = { answers: answering(2), savedSequence: 1, savedAt: after(-5) };
    const early = finish({ attempt, at: after(GRACE_MS + 1) });
    expect(finish({ attempt, at: after(26 * 3_600_000) })).toEqual(early);
    expect(early).toMatchObject({ attempt: { finishedAt: deadline, result: { percent: 50 } } });
  });

  it('within the grace nobody ends it but the student, and without a deadline nobody ever', () => {
    expect(finish({ at: after(GRACE_MS) })).toEqual({ kind: 'unchanged' });
    expect(finish({ attempt: { deadline: null }, at: after(1e12) })).toEqual({ kind: 'unchanged' });
  });

  it('answers that do not fit are refused and the attempt goes on', () => {
    const submission = { ...handingIn(0), answers: [...answering(1), ...answering(1).slice(0, 1)] };
    expect(finish({ submission })).toMatchObject({
      kind: 'refused',
      reason: 'INVALID_INPUT',
      fields: [{ path: 'answers.4.questionId' }],
    });
  });

  it('an ended attempt stays as it is; only the same id with other answers is a mistake', () => {
    const result = { score: 1, maxScore: 4, percent: 25, passed: false };
    const { requestId, fingerprint } = handingIn(1);
    const ended = { state: 'SUBMITTED', result, submission: { requestId, fingerprint } } as const;
    expect(finish({ attempt: ended, submission: handingIn(1) })).toEqual({ kind: 'unchanged' });
    expect(finish({ attempt: ended, submission: handingIn(4, 'r-2') })).toEqual({ kind: 'unchanged' });
    expect(finish({ attempt: ended, submission: handingIn(4) })).toMatchObject({
      reason: 'REQUEST_ID_REUSED',
    });
    expect(finish({ attempt: { ...ended, state: 'VOIDED' }, submission: handingIn(1) })).toMatchObject({
      reason: 'ATTEMPT_CLOSED',
    });
  });

  it('an open attempt that its record knows nothing of is a bug, not an answer', () => {
    expect(() => finish({ submission: handingIn(1), record: { openAttemptId: null } })).toThrow('open one');
  });
});

describe('what an ended attempt leaves', () => {
  it('counts it as finished, and remembers which request ended it', () => {
    const { requestId, fingerprint } = handingIn(3);
    expect(finish({ submission: handingIn(3), record: { attemptsFinished: 1 } })).toMatchObject({
      attempt: { submission: { requestId, fingerprint } },
      record: { attemptsFinished: 2 },
    });
  });

  it('one that the clock ended is not handed in later', () => {
    const attempt = { state: 'AUTO_SUBMITTED', submission: null } as const;
    expect(finish({ attempt, submission: handingIn(4) })).toEqual({ kind: 'unchanged' });
    expect(finish({ attempt })).toEqual({ kind: 'unchanged' });
  });

  it('one that is not there is not found', () => {
    const asked = { record: undefined, pool, submission: undefined, isEnrollmentOpen: true, at: deadline };
    expect(finishAttempt({ ...asked, attempt: undefined })).toMatchObject({ reason: 'NOT_FOUND' });
  });
});

describe('when the last attempt is failed', () => {
  const last = { attemptsUsed: 3, attemptsStarted: 3, extraSeconds: 60 };

  it.each([
    ['staff', 0, { attemptsUsed: 3, restarts: 0 }],
    ['fail', 0, { attemptsUsed: 3, restarts: 0 }],
    ['restart', 3, { attemptsUsed: 0, restarts: 1, extraAttempts: 0, extraSeconds: 60 }],
  ] as const)('%s: %d attempts are left', (onExhausted, attemptsLeft, record) => {
    const attempt = { rules: someExam({ onExhausted }) };
    expect(finish({ attempt, record: last, submission: handingIn(2) })).toMatchObject({
      attempt: { standing: { consequence: onExhausted, attemptsLeft } },
      record,
    });
  });

  it('nothing follows if it was not the last, if staff gave another, or if the quiz was passed', () => {
    const attempt = { rules: someExam({ onExhausted: 'restart' }) };
    const cases: [Partial<QuizRecord>, number][] = [
      [{ attemptsUsed: 2 }, 0],
      [{ ...last, extraAttempts: 1 }, 0],
      [{ ...last, passed: true }, 0],
      [last, 3],
    ];
    for (const [record, right] of cases)
      expect(finish({ attempt, record, submission: handingIn(right) })).toMatchObject({
        attempt: { standing: { consequence: 'none' } },
        record: { restarts: 0 },
      });
  });

  it('a closed enrollment is neither locked nor begun anew', () => {
    const attempt = { rules: someExam({ onExhausted: 'restart' }) };
    const submission = handingIn(0);
    expect(finish({ attempt, record: last, submission, isEnrollmentOpen: false })).toMatchObject({
      attempt: { standing: { consequence: 'staff', attemptsLeft: 0 } },
    });
  });
});

describe('saving', () => {
  const save = (sequence: number, receivedAt: Date, attempt: Partial<QuizAttempt> = {}, right = 2) =>
    saveAnswers({
      attempt: someAttempt({ questions, ...attempt }),
      answers: answering(right),
      sequence,
      receivedAt,
    });
  const saved = { answers: answering(1), savedSequence: 5, savedAt: after(-9_000) };

  it('keeps the answers; an older or equal sequence changes nothing and is answered alike', () => {
    expect(save(1, after(-10))).toMatchObject({
      patch: { answers: answering(2), savedSequence: 1, savedAt: after(-10) },
    });
    for (const sequence of [1, 4, 5])
      expect(save(sequence, after(-10), saved)).toEqual({
        kind: 'saved',
        patch: undefined,
        savedAt: after(-9_000),
      });
    expect(save(6, after(-10), saved)).toMatchObject({ patch: { savedSequence: 6 } });
  });

  it.each<[string, Date, Partial<QuizAttempt>, string]>([
    ['a millisecond after the grace', after(GRACE_MS + 1), {}, 'DEADLINE_PASSED'],
    ['after it was ended by the clock', after(-1), { state: 'AUTO_SUBMITTED' }, 'DEADLINE_PASSED'],
    ['after it was handed in', after(-1), { state: 'SUBMITTED' }, 'ATTEMPT_CLOSED'],
    ['after staff voided it', after(-1), { state: 'VOIDED' }, 'ATTEMPT_CLOSED'],
  ])('%s is refused', (_name, at, attempt, reason) => {
    expect(save(9, at, attempt)).toMatchObject({ kind: 'refused', reason });
  });

  it('answers that do not fit are refused, and nothing of them is kept', () => {
    const answers = [...answering(1), ...answering(1).slice(0, 1)];
    const attempt = someAttempt({ questions });
    expect(saveAnswers({ attempt, answers, sequence: 1, receivedAt: after(-1) })).toMatchObject({
      kind: 'refused',
      reason: 'INVALID_INPUT',
    });
  });

  it('at the end of the grace it still counts', () => {
    expect(save(9, after(GRACE_MS))).toMatchObject({ kind: 'saved', savedAt: after(GRACE_MS) });
  });
});

describe('the right answers are shown', () => {
  const passed = { score: 4, maxScore: 4, percent: 100, passed: true };
  const failed = { score: 0, maxScore: 4, percent: 0, passed: false };

  it.each([
    ['never', passed, 'SUBMITTED', false],
    ['afterPass', passed, 'SUBMITTED', true],
    ['afterPass', failed, 'SUBMITTED', false],
    ['afterEveryAttempt', failed, 'SUBMITTED', true],
    ['afterEveryAttempt', failed, 'AUTO_SUBMITTED', true],
    ['afterEveryAttempt', failed, 'VOIDED', false],
    ['afterEveryAttempt', null, 'IN_PROGRESS', false],
  ] as const)('%s, %o, %s: %s', (revealAnswers, result, state, expected) => {
    expect(isRevealed(someAttempt({ rules: someExam({ revealAnswers }), result, state }))).toBe(expected);
  });

  it('with what was right, the points and why', () => {
    const graded = judge({ pool: someAnswerKey(), questions: frozen(), answers: [] });
    const [single, multiple, numeric, text] = reviewOf(graded);
    expect(single).toEqual({
      questionId: 'single-1',
      correct: false,
      points: 0,
      maxPoints: 1,
      solution: { kind: 'choice', optionIds: ['a'] },
      explanation: 'Because of single-1.',
    });
    expect([multiple, numeric, text].map(each => each?.solution)).toEqual([
      { kind: 'choice', optionIds: ['a', 'b'] },
      { kind: 'numeric', value: 3, tolerance: 0.5 },
      { kind: 'shortText', text: 'stop' },
    ]);
  });
});
