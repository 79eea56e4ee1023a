import { Id } from '../../../src/platform/ids.ts';
import { isSameHistory, voidAttempt } from '../../../src/quizzes/attempt-voiding.ts';
import { bestOf } from '../../../src/quizzes/quiz-record.ts';
import type { QuizAttempt, QuizRecord } from '../../../src/quizzes/schema.ts';
import { someAttempt, someRecord } from '../../fixtures/attempt.ts';

const now = new Date('2026-05-06T08:00:00Z');
const day = (date: number) => new Date(`2026-05-0${date}T10:00:00Z`);

const ended = (number: number, percent: number): QuizAttempt =>
  someAttempt({
    attemptId: Id.parse(`attempt-${number}`),
    attemptNumber: number,
    state: 'SUBMITTED',
    finishedAt: day(number),
    result: { score: percent, maxScore: 100, percent, passed: percent >= 75 },
  });

function voiding({
  attempt,
  others = [],
  record = {},
}: {
  attempt: QuizAttempt | undefined;
  others?: QuizAttempt[];
  record?: Partial<QuizRecord>;
}) {
  const stored = someRecord({
    openAttemptId: null,
    openDeadline: null,
    attemptsStarted: 2,
    attemptsUsed: 2,
    ...bestOf(attempt === undefined ? others : [...others, attempt]),
    ...record,
  });
  const by = Id.parse('staff-1');
  return voidAttempt({ attempt, record: stored, others, by, reason: 'power cut', now });
}

describe('voiding an attempt', () => {
  it('gives an open one back and ends it without a result', () => {
    const record = { openAttemptId: Id.parse('attempt-1') };
    expect(voiding({ attempt: someAttempt(), record })).toMatchObject({
      attempt: {
        state: 'VOIDED',
        finishedAt: now,
        result: null,
        voided: { by: 'staff-1', reason: 'power cut' },
      },
      record: { attemptsUsed: 1, attemptsStarted: 2, attemptsVoided: 1, openAttemptId: null },
    });
  });

  it('the only pass takes the pass away; the grade on the attempt stays', () => {
    expect(voiding({ attempt: ended(2, 80), others: [ended(1, 50)] })).toMatchObject({
      attempt: { state: 'VOIDED', finishedAt: day(2), result: { percent: 80, passed: true } },
      record: { bestPercent: 50, passed: false, passedAt: null, lastFinishedAt: day(1) },
    });
  });

  it('one of two passes leaves the other, with its day', () => {
    expect(voiding({ attempt: ended(1, 75), others: [ended(2, 90)] })).toMatchObject({
      record: { bestPercent: 90, passed: true, passedAt: day(2) },
    });
    expect(voiding({ attempt: ended(2, 90), others: [ended(1, 75)] })).toMatchObject({
      record: { bestPercent: 75, passed: true, passedAt: day(1) },
    });
  });

  it('voided ones and open ones count for nothing', () => {
    const others: QuizAttempt[] = [{ ...ended(1, 100), state: 'VOIDED' }, someAttempt()];
    expect(voiding({ attempt: ended(2, 80), others })).toMatchObject({
      record: { bestPercent: null, passed: false, lastFinishedAt: null },
    });
  });

  it('an attempt of an earlier round gives nothing back in this one', () => {
    const attempt = { ...ended(1, 40), round: 0 };
    expect(voiding({ attempt, record: { restarts: 1, attemptsUsed: 0 } })).toMatchObject({
      record: { attemptsUsed: 0, attemptsVoided: 1 },
    });
  });

  it('leaves another attempt open', () => {
    const record = { openAttemptId: Id.parse('attempt-9'), openDeadline: now };
    expect(voiding({ attempt: ended(1, 40), record })).toMatchObject({ record });
  });

  it('twice is refused, and what is not there is not found', () => {
    expect(voiding({ attempt: { ...ended(1, 40), state: 'VOIDED' } })).toMatchObject({
      reason: 'ATTEMPT_CLOSED',
    });
    expect(voiding({ attempt: undefined })).toMatchObject({ reason: 'NOT_FOUND' });
  });

  it('a history is the same only if nothing ended and nothing was voided', () => {
    const record = someRecord();
    expect(isSameHistory(record, { ...record, attemptsStarted: 2 })).toBe(true);
    expect(isSameHistory(record, { ...record, attemptsFinished: 1 })).toBe(false);
    expect(isSameHistory(record, { ...record, attemptsVoided: 1 })).toBe(false);
    expect(isSameHistory(undefined, record)).toBe(false);
  });
});
