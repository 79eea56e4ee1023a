import type { Enrollment } from '../../../client/src/index.ts';
import {
  isPayable,
  missingToOpen,
  type NextStep,
  nextStep,
  type Standing,
} from '../../src/student/course/next-step.ts';
import { stepWords } from '../../src/student/course/next-step-words.ts';
import { enrollmentTag } from '../../src/student/course/status-words.ts';
import {
  enrollmentOf,
  lessonIds,
  paidInFull,
  recordOf,
  standingOf,
  studyingIdentity,
} from './support/standing.ts';

const stepOf = (changes: Partial<Standing>): NextStep => nextStep(standingOf(changes));
const stepFor = (changes: Partial<Enrollment>, others: Partial<Standing> = {}): NextStep =>
  stepOf({ enrollment: enrollmentOf(changes), ...others });

const studied = {
  completedLessonIds: lessonIds,
  creditedSeconds: 45,
  identity: studyingIdentity,
} satisfies Partial<Enrollment>;
const registered = new Date('2026-03-02T15:00:00Z');
const expiry = new Date('2026-03-02T16:00:00Z');
const unpaid = {
  enrollmentStatus: 'PENDING_PAYMENT',
  accessStatus: 'LOCKED',
  amountPaid: 0,
  amountDue: 4_950,
  activatedAt: null,
} satisfies Partial<Enrollment>;
const passed = [recordOf({ passed: true, bestPercent: 100 })];

describe('before a student is in the course', () => {
  test('whoever is not signed in signs in first', () => {
    expect(stepOf({ isSignedIn: false, enrollment: null })).toEqual({ kind: 'signIn' });
  });

  test.each([
    { seatsLeft: 1, waitingPlacesLeft: 0, kind: 'enroll' },
    { seatsLeft: 0, waitingPlacesLeft: 1, kind: 'joinWaitingList' },
    { seatsLeft: 0, waitingPlacesLeft: 0, kind: 'full' },
  ])('with $seatsLeft seats and $waitingPlacesLeft places to wait: $kind', ({ kind, ...left }) => {
    expect(stepOf({ enrollment: null, ...left })).toEqual({ kind });
  });

  test('whoever waits for a seat has nothing to pay', () => {
    expect(stepFor({ enrollmentStatus: 'WAITLISTED', accessStatus: 'LOCKED' })).toEqual({
      kind: 'waitForSeat',
    });
  });

  test('what is missing to open the course is asked for, less what was paid', () => {
    const step = stepFor({ accessStatus: 'LOCKED', amountPaid: 500, amountDue: 4_450 });
    expect(step).toEqual({ kind: 'payDeposit', atLeast: 1_500 });
  });

  test('money that was returned opens nothing', () => {
    const enrollment = enrollmentOf({ amountPaid: 2_000, amountRefunded: 2_000, amountDue: 4_950 });
    expect(missingToOpen(enrollment)).toBe(2_000);
  });

  test.each([
    ['CANCELLED', 'closed'],
    ['EXPIRED', 'expired'],
    ['CERTIFIED', 'done'],
  ] as const)('an enrollment that is %s: %s', (enrollmentStatus, kind) => {
    expect(stepFor({ enrollmentStatus })).toEqual({ kind });
  });

  test('a course whose time is over is over at that instant, not only once its status says so', () => {
    const expiresAt = new Date('2026-03-02T17:00:00Z');
    expect(stepFor({ expiresAt })).toEqual({ kind: 'expired' });
    expect(stepFor({ expiresAt }, { now: new Date(expiresAt.getTime() - 1) })).toMatchObject({
      kind: 'study',
    });
    expect(stepFor({ ...studied, ...paidInFull, expiresAt, enrollmentStatus: 'CERTIFIED' })).toEqual({
      kind: 'done',
    });
  });

  test.each([
    ['in its last millisecond', -1, { kind: 'payDeposit', atLeast: 2_000 }],
    ['at its end', 0, { kind: 'notPaidInTime' }],
  ])('a course that waits for its payment, %s', (_, passedMs, step) => {
    const expiresAt = new Date('2026-03-02T17:00:00Z');
    const now = new Date(expiresAt.getTime() + passedMs);
    expect(stepFor({ ...unpaid, expiresAt }, { now })).toEqual(step);
  });

  test.each([
    ['ended by the night after its time', { activatedAt: null, cancelledAt: expiry }, 'notPaidInTime'],
    ['left before', { activatedAt: null, cancelledAt: new Date(expiry.getTime() - 1) }, 'closed'],
    ['opened, and left after', { activatedAt: registered, cancelledAt: expiry }, 'closed'],
    ['left from the waiting list', { activatedAt: null, cancelledAt: expiry, expiresAt: null }, 'closed'],
  ])('a cancelled course that was %s', (_, changes, kind) => {
    expect(stepFor({ enrollmentStatus: 'CANCELLED', expiresAt: expiry, ...changes })).toEqual({ kind });
  });

  test('a course that has ended takes no more money, and neither does one that is paid', () => {
    const now = new Date('2026-03-02T17:00:00Z');
    const canPay = (changes: Partial<Enrollment>) => isPayable({ enrollment: enrollmentOf(changes), now });
    expect(canPay({})).toBe(true);
    expect(canPay({ enrollmentStatus: 'COMPLETED', expiresAt: now })).toBe(true);
    expect(canPay(paidInFull)).toBe(false);
    expect(canPay({ expiresAt: now })).toBe(false);
    expect(canPay({ enrollmentStatus: 'EXPIRED' })).toBe(false);
    expect(canPay({ enrollmentStatus: 'CANCELLED' })).toBe(false);
  });

  test('a disputed payment comes before everything else', () => {
    expect(stepFor({ amountDisputed: 2_000, accessStatus: 'SUSPENDED' })).toEqual({ kind: 'disputed' });
  });

  test('a lock is told with its end, and one whose time is over locks nobody out', () => {
    const lockUntil = (until: Date): Partial<Enrollment> => ({
      accessStatus: 'SUSPENDED',
      identity: { ...studyingIdentity, lock: { cause: 'failedChecks', lockedAt: new Date(0), until } },
    });
    const until = new Date('2026-03-02T17:00:01Z');
    expect(stepFor(lockUntil(until))).toEqual({ kind: 'locked', until });
    expect(stepFor(lockUntil(new Date('2026-03-02T17:00:00Z')))).toMatchObject({ kind: 'study' });
  });
});

describe('in the course', () => {
  test('personal questions come before the first session, and not after it', () => {
    expect(stepOf({ hasAnsweredQuestions: false })).toEqual({ kind: 'answerQuestions' });
    const step = stepFor({ identity: studyingIdentity }, { hasAnsweredQuestions: false });
    expect(step).toMatchObject({ kind: 'study' });
  });

  test('the first lesson that is not done is next, whatever was done after it', () => {
    const step = stepFor({ completedLessonIds: ['buckle-up', 'keep-a-gap'] });
    expect(step).toEqual({ kind: 'study', lessonId: 'mirrors', isFirst: false });
  });

  test('an open identity check is answered first', () => {
    const openChallenge = {
      challengeId: 'c',
      sessionId: 's',
      questionId: 'first-pet',
      issuedAt: new Date(0),
      expiresAt: new Date(0),
    };
    expect(stepFor({ identity: { ...studyingIdentity, openChallenge } })).toEqual({ kind: 'answerCheck' });
  });

  test('hours that are missing after the last lesson are studied in it; hours taken back are missing', () => {
    expect(stepFor({ ...studied, adjustedSeconds: -15 })).toEqual({
      kind: 'studyMore',
      lessonId: 'keep-a-gap',
      missingSeconds: 10,
    });
  });

  test('after lessons and hours comes the exam', () => {
    expect(stepFor(studied)).toEqual({ kind: 'exam', quizId: 'final-exam', attemptsLeft: 3 });
  });

  test('the next attempt waits for its hour, and an attempt that is open does not', () => {
    const quizRecords = [recordOf()];
    const early = { quizRecords, now: new Date('2026-03-02T16:29:59Z') };
    const opensAt = new Date('2026-03-02T16:30:00Z');
    expect(stepFor(studied, early)).toEqual({ kind: 'waitForExam', quizId: 'final-exam', opensAt });
    expect(stepFor(studied, { quizRecords, now: opensAt })).toMatchObject({ kind: 'exam', attemptsLeft: 2 });
    const open = { ...early, quizRecords: [recordOf({ openAttemptId: 'a', attemptsUsed: 3 })] };
    expect(stepFor(studied, open)).toMatchObject({ kind: 'exam', attemptsLeft: 0 });
  });

  test('without an attempt left the school is asked, unless it gave another', () => {
    const used = recordOf({ attemptsUsed: 3 });
    expect(stepFor(studied, { quizRecords: [used] })).toEqual({
      kind: 'examExhausted',
      quizId: 'final-exam',
    });
    const given = { ...used, extraAttempts: 1 };
    expect(stepFor(studied, { quizRecords: [given] })).toMatchObject({ kind: 'exam', attemptsLeft: 1 });
  });

  test('then what is left to pay, the name, the certificate', () => {
    const others = { quizRecords: passed };
    expect(stepFor(studied, others)).toEqual({ kind: 'payRest', due: 2_950 });
    const paid = { ...studied, ...paidInFull };
    expect(stepFor(paid, { ...others, studentName: ' ' })).toEqual({ kind: 'enterName' });
    expect(stepFor(paid, others)).toEqual({ kind: 'getCertificate' });
  });
});

describe('what was paid of a course that was never opened is told to be kept', () => {
  const textOf = (kind: 'closed' | 'notPaidInTime', changes: Partial<Enrollment>): string =>
    stepWords({
      step: { kind },
      scope: {
        course: { currency: 'usd' },
        enrollment: enrollmentOf({ ...unpaid, enrollmentStatus: 'CANCELLED', ...changes }),
        outline: { lessons: [], quizzes: [] },
      },
    }).text;

  test.each(['closed', 'notPaidInTime'] as const)('%s', kind => {
    expect(textOf(kind, { amountPaid: 1_500, amountRefunded: 500 })).toContain(
      'The $10.00 that you have paid',
    );
    expect(textOf(kind, {})).not.toContain('$');
    expect(textOf(kind, { amountPaid: 1_500, amountRefunded: 1_500 })).not.toContain('$');
    expect(textOf(kind, { amountPaid: 1_500, activatedAt: registered })).not.toContain('$');
  });
});

test.each([
  ['ACTIVE', -1, 'Studying'],
  ['ACTIVE', 0, 'Time is over'],
  ['PENDING_PAYMENT', -1, 'Waiting for your payment'],
  ['PENDING_PAYMENT', 0, 'Time is over'],
  ['COMPLETED', 0, 'Course completed'],
  ['CANCELLED', 0, 'Ended'],
] as const)('a course that is %s, %i ms after its end: «%s»', (enrollmentStatus, passedMs, label) => {
  const enrollment = enrollmentOf({ enrollmentStatus, expiresAt: expiry });
  const now = new Date(expiry.getTime() + passedMs);
  expect(enrollmentTag({ enrollment, now }).label).toBe(label);
});

test('what is left to pay is told in the currency that was enrolled under, whatever the course costs today', () => {
  const { text } = stepWords({
    step: { kind: 'payDeposit', atLeast: 2_000 },
    scope: {
      course: { currency: 'eur' },
      enrollment: enrollmentOf({ currency: 'usd' }),
      outline: { lessons: [], quizzes: [] },
    },
  });
  expect(text).toContain('$20.00');
});
