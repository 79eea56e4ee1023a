import { Id } from '../../../src/platform/ids.ts';
import { achievementsOf } from '../../../src/statistics/achievements.ts';
import { ofCertificate, ofEnrollment, ofQuiz, ofSession } from '../../../src/statistics/contribution.ts';
import { isCountChanged } from '../../../src/statistics/on-enrollment-written.ts';
import { Achievement } from '../../../src/statistics/schema.ts';
import { emptySummary } from '../../../src/statistics/tally.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

describe('what an enrollment contributes', () => {
  it.each([
    ['WAITLISTED', {}, { waitlisted: 1 }],
    ['PENDING_PAYMENT', { enrolledCourses: 1 }, { enrolled: 1 }],
    ['ACTIVE', { enrolledCourses: 1 }, { enrolled: 1 }],
    ['COMPLETED', { enrolledCourses: 1, completedCourses: 1 }, { enrolled: 1, completed: 1 }],
    ['CERTIFIED', { enrolledCourses: 1, completedCourses: 1 }, { enrolled: 1, completed: 1, certified: 1 }],
    ['EXPIRED', { enrolledCourses: 1 }, { enrolled: 1 }],
    ['CANCELLED', {}, { cancelled: 1 }],
  ] as const)('%s', (enrollmentStatus, student, course) => {
    expect(ofEnrollment(someEnrollment({ enrollmentStatus }))).toEqual({ student, course, revenue: {} });
  });

  it('revenue is what was paid less what went back, in its currency', () => {
    const paid = { amountPaid: 59_900, amountRefunded: 9_900, currency: 'cad' } as const;
    expect(ofEnrollment(someEnrollment(paid)).revenue).toEqual({ cad: 50_000 });
    expect(ofEnrollment(someEnrollment({ ...paid, amountRefunded: 59_900 })).revenue).toEqual({});
  });

  it.each([
    ['ACTIVE', 14_400, 0, undefined],
    ['COMPLETED', 14_400, 0, 4],
    ['COMPLETED', 14_400, -1, 3],
    ['COMPLETED', 3_599, 0, undefined],
    ['CERTIFIED', 3_600, 0, 1],
  ] as const)('credits: %s, %d s %d s', (enrollmentStatus, creditedSeconds, adjustedSeconds, credits) => {
    const enrollment = someEnrollment({ enrollmentStatus, creditedSeconds, adjustedSeconds });
    expect(ofEnrollment(enrollment).student.credits).toBe(credits);
  });
});

describe('what others contribute', () => {
  it('a quiz counts once it is passed, and once more if no point is missing', () => {
    expect(ofQuiz({ passed: false, bestPercent: null }).student).toEqual({});
    expect(ofQuiz({ passed: true, bestPercent: 99 }).student).toEqual({ quizzesPassed: 1 });
    expect(ofQuiz({ passed: true, bestPercent: 100 }).student).toEqual({
      quizzesPassed: 1,
      perfectScores: 1,
    });
  });

  it.each([
    ['ACTIVE', {}],
    ['IDLE', {}],
    ['ON_BREAK', {}],
    ['TERMINATED', { studySeconds: 90 }],
    ['ABANDONED', { studySeconds: 90 }],
    ['CLOSED', { studySeconds: 90 }],
  ] as const)('a session that is %s', (state, student) => {
    expect(ofSession({ state, creditedSeconds: 90 }).student).toEqual(student);
  });

  it.each([
    ['ISSUED', { certificates: 1 }],
    ['REVOKED', {}],
    ['SUPERSEDED', {}],
  ] as const)('a certificate that is %s', (state, student) => {
    expect(ofCertificate({ state }).student).toEqual(student);
  });
});

describe('achievements', () => {
  it.each([
    [{ lessonsCompleted: 1 }, ['firstLesson']],
    [{ quizzesPassed: 1 }, ['firstQuizPassed']],
    [{ perfectScores: 1 }, ['perfectScore']],
    [{ completedCourses: 1 }, ['firstCourse']],
    [{ certificates: 1 }, ['firstCertificate']],
    [{ studySeconds: 35_999 }, []],
    [{ studySeconds: 36_000 }, ['tenHours']],
  ])('%j: %j', (counts, achievements) => {
    expect(achievementsOf({ ...emptySummary, ...counts })).toEqual(achievements);
  });

  it('are shown in one order', () => {
    const plenty = Object.fromEntries(Object.keys(emptySummary).map(name => [name, 100_000]));
    expect(achievementsOf({ ...emptySummary, ...plenty })).toEqual(Achievement.options);
  });
});

describe('whether an enrollment’s change is worth a look', () => {
  const before = someEnrollment();

  it('a payment that is opened or a check of identity changes no count', () => {
    const identity = { ...before.identity, asked: 1 };
    const after = {
      ...before,
      identity,
      openPayment: { reservationId: 'r', amount: 1, paymentIntentId: null },
    };
    expect(isCountChanged({ before, after })).toBe(false);
  });

  it.each([
    ['it is new', undefined, before],
    ['it is gone', before, undefined],
    ['money came', before, someEnrollment({ amountPaid: 1 })],
    ['a lesson is done', before, someEnrollment({ completedLessonIds: [Id.parse('signs')] })],
    ['it cannot be understood', before, { enrollmentStatus: 'NEW' }],
  ])('%s', (_, from, to) => {
    expect(isCountChanged({ before: from, after: to })).toBe(true);
  });
});
