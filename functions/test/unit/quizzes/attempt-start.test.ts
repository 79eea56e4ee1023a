import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { startAttempt } from '../../../src/quizzes/attempt-start.ts';
import { practiceRules, rulesFor } from '../../../src/quizzes/quiz-rules.ts';
import type { QuizRecord } from '../../../src/quizzes/schema.ts';
import { finalExam, frozen, someExam, someRecord, someStudent, startedAt } from '../../fixtures/attempt.ts';
import { someRules } from '../../fixtures/policy.ts';

const free = { openAttemptId: null, openDeadline: null } as const;
const lock = (until: string | null) => ({
  ...someStudent().identity,
  lock: {
    cause: 'failedChecks' as const,
    lockedAt: new Date('2026-05-03T10:00:00Z'),
    until: until === null ? null : new Date(until),
  },
});

function start({
  record,
  exam = {},
  now = startedAt,
  ...given
}: {
  enrollment?: Enrollment | undefined;
  record?: QuizRecord;
  exam?: Parameters<typeof someExam>[0];
  now?: Date;
} = {}) {
  const enrollment = 'enrollment' in given ? given.enrollment : someStudent();
  const wanted = {
    attemptId: Id.parse('attempt-2'),
    courseId: someStudent().courseId,
    quizId: finalExam,
    questions: frozen(),
    policyVersion: 1,
    poolRevision: 7,
    rules: someExam(exam),
  };
  return startAttempt({ enrollment, record, wanted, requiredSeconds: 14_400, now });
}

const reasonOf = (result: ReturnType<typeof start>) =>
  result.kind === 'refused' ? result.reason : 'started';

describe('starting an attempt', () => {
  it('uses up an attempt, freezes the questions and sets the deadline', () => {
    expect(start()).toMatchObject({
      kind: 'started',
      attemptsLeft: 2,
      attempt: {
        attemptNumber: 1,
        state: 'IN_PROGRESS',
        poolRevision: 7,
        deadline: new Date('2026-05-04T11:00:00Z'),
        questionIds: frozen().map(({ questionId }) => questionId),
        result: null,
      },
      record: { attemptsUsed: 1, attemptsStarted: 1, openAttemptId: 'attempt-2' },
    });
  });

  it('is nothing for somebody who is not enrolled', () => {
    expect(reasonOf(start({ enrollment: undefined }))).toBe('ENROLLMENT_NOT_FOUND');
  });

  it.each<[string, Partial<Enrollment>, string]>([
    ['waits for a seat', { enrollmentStatus: 'WAITLISTED', accessStatus: 'LOCKED' }, 'ACCESS_LOCKED'],
    ['has not paid enough', { enrollmentStatus: 'PENDING_PAYMENT', accessStatus: 'LOCKED' }, 'ACCESS_LOCKED'],
    ['cancelled', { enrollmentStatus: 'CANCELLED', accessStatus: 'LOCKED' }, 'ACCESS_LOCKED'],
    ['let the time run out', { enrollmentStatus: 'EXPIRED', accessStatus: 'EXPIRED' }, 'ENROLLMENT_EXPIRED'],
    ['is out of time, before the nightly run', { expiresAt: startedAt }, 'ENROLLMENT_EXPIRED'],
    ['has a millisecond left', { expiresAt: new Date(startedAt.getTime() + 1) }, 'started'],
    ['completed in time', { enrollmentStatus: 'COMPLETED', expiresAt: startedAt }, 'started'],
    ['is certified', { enrollmentStatus: 'CERTIFIED' }, 'ACCESS_LOCKED'],
    ['disputes a payment', { amountDisputed: 100, accessStatus: 'SUSPENDED' }, 'ACCESS_LOCKED'],
    ['had the money returned', { amountRefunded: 59_900, accessStatus: 'LOCKED' }, 'ACCESS_LOCKED'],
    ['is locked until staff come', { identity: lock(null) }, 'IDENTITY_LOCKED'],
    ['is locked for a millisecond more', { identity: lock('2026-05-04T10:00:00.001Z') }, 'IDENTITY_LOCKED'],
    ['was locked until now', { identity: lock('2026-05-04T10:00:00Z') }, 'started'],
  ])('a student who %s is told so', (_name, changes, expected) => {
    expect(reasonOf(start({ enrollment: someStudent(changes) }))).toBe(expected);
  });

  it.each<[string, Partial<QuizRecord>, Parameters<typeof someExam>[0], string]>([
    ['one open', {}, {}, 'ATTEMPT_OPEN'],
    ['the last one left', { ...free, attemptsUsed: 2 }, {}, 'started'],
    ['none left', { ...free, attemptsUsed: 3 }, {}, 'ATTEMPTS_EXHAUSTED'],
    ['none left but one that staff gave', { ...free, attemptsUsed: 3, extraAttempts: 1 }, {}, 'started'],
    ['used up what staff gave', { ...free, attemptsUsed: 4, extraAttempts: 1 }, {}, 'ATTEMPTS_EXHAUSTED'],
    [
      'failed a millisecond less than the delay ago',
      { ...free, lastFinishedAt: new Date('2026-05-04T09:00:00.001Z') },
      { delaySeconds: 3_600 },
      'RETRY_DELAY',
    ],
    [
      'failed exactly the delay ago',
      { ...free, lastFinishedAt: new Date('2026-05-04T09:00:00Z') },
      { delaySeconds: 3_600 },
      'started',
    ],
    [
      'passed a minute ago',
      { ...free, passed: true, lastFinishedAt: new Date('2026-05-04T09:59:00Z') },
      { delaySeconds: 3_600 },
      'started',
    ],
  ])('with %s', (_name, changes, exam, expected) => {
    expect(reasonOf(start({ record: someRecord(changes), exam }))).toBe(expected);
  });

  it('after a restart the hours come first, less what was taken back', () => {
    const record = someRecord({ ...free, restarts: 1, attemptsUsed: 0, attemptsStarted: 3 });
    const studied = (creditedSeconds: number) => someStudent({ creditedSeconds, adjustedSeconds: -14_400 });
    expect(reasonOf(start({ record, enrollment: studied(28_799) }))).toBe('HOURS_MISSING');
    expect(start({ record, enrollment: studied(28_800) })).toMatchObject({
      attempt: { attemptNumber: 4, round: 1 },
      attemptsLeft: 2,
    });
  });

  it('a voided attempt gives its place back, not its number', () => {
    const record = someRecord({ ...free, attemptsStarted: 2, attemptsUsed: 1, attemptsVoided: 1 });
    expect(start({ record })).toMatchObject({ attempt: { attemptNumber: 3 }, attemptsLeft: 1 });
  });

  it('extra time is added to the deadline, and an exam without a limit has none', () => {
    const record = someRecord({ ...free, extraSeconds: 1_800 });
    expect(start({ record })).toMatchObject({ attempt: { deadline: new Date('2026-05-04T11:30:00Z') } });
    expect(start({ record, exam: { timeLimitSeconds: null } })).toMatchObject({
      attempt: { deadline: null },
      record: { openDeadline: null },
    });
  });
});

describe('the rules of a quiz', () => {
  it('come from the policy by its name; others are for practice', () => {
    const rules = someRules();
    expect(rulesFor({ rules, quizId: finalExam })).toEqual(someExam());
    const lessonQuiz = Id.parse('signs');
    expect(rulesFor({ rules, quizId: lessonQuiz })).toEqual(practiceRules(lessonQuiz));
    expect(practiceRules(lessonQuiz)).toMatchObject({
      attempts: 50,
      passPercent: 70,
      timeLimitSeconds: null,
      revealAnswers: 'afterEveryAttempt',
    });
  });
});
