import { missingFor } from '../../../src/certificates/readiness.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import { completedEnrollment, finalExam, passedExam, someAchievement } from '../../fixtures/achievement.ts';
import { someRules } from '../../fixtures/policy.ts';

type Achievement = ReturnType<typeof someAchievement>;

const now = new Date('2026-03-12T00:00:00Z');
const enrolled = (changes: Partial<Enrollment>): Partial<Achievement> => ({
  enrollment: completedEnrollment(changes),
});
const identity = (changes: Partial<Enrollment['identity']>): Partial<Achievement> =>
  enrolled({ identity: { ...completedEnrollment().identity, ...changes } });
const openChallenge = {
  challengeId: Id.parse('challenge-1'),
  sessionId: Id.parse('session-1'),
  questionId: Id.parse('first-pet'),
  issuedAt: now,
  expiresAt: now,
};

/** What each gate looks like when it alone is closed. */
const closed: readonly (readonly [string, string, Partial<Achievement>])[] = [
  ['not completed', 'enrollment.enrollmentStatus', enrolled({ enrollmentStatus: 'ACTIVE' })],
  ['expired', 'enrollment.enrollmentStatus', enrolled({ enrollmentStatus: 'EXPIRED' })],
  ['a second short', 'enrollment.creditedSeconds', enrolled({ creditedSeconds: 14_399 })],
  ['an hour taken back', 'enrollment.creditedSeconds', enrolled({ adjustedSeconds: -3_600 })],
  ['a lesson left', 'enrollment.completedLessonIds', enrolled({ completedLessonIds: [Id.parse('signs')] })],
  [
    'a lesson put in since',
    'enrollment.completedLessonIds',
    enrolled({ completedLessonIds: ['signs', 'dropped'].map(id => Id.parse(id)) }),
  ],
  ['an exam never tried', 'exams.final-exam', { quizRecords: new Map() }],
  [
    'an exam failed',
    'exams.final-exam',
    { quizRecords: new Map([[finalExam, passedExam({ passed: false, bestPercent: 74 })]]) },
  ],
  [
    'a lock',
    'enrollment.identity.lock',
    identity({ lock: { cause: 'failedChecks', lockedAt: now, until: null } }),
  ],
  ['a check open', 'enrollment.identity.openChallenge', identity({ openChallenge })],
  ['access suspended', 'enrollment.accessStatus', enrolled({ accessStatus: 'SUSPENDED' })],
  ['a part unpaid', 'enrollment.paymentStatus', enrolled({ paymentStatus: 'PARTIAL', amountDue: 1 })],
  ['a payment disputed', 'enrollment.paymentStatus', enrolled({ paymentStatus: 'DISPUTED' })],
  ['a balance due', 'enrollment.paymentStatus', enrolled({ amountDue: 1 })],
  ['no name', 'profile.displayName', { studentName: undefined }],
];

const paths = (changes: Partial<Achievement>, at = now) =>
  missingFor({ achievement: someAchievement(changes), now: at }).map(({ path }) => path);

describe('a certificate waits for every gate', () => {
  it('nothing is missing: it is issued', () => {
    expect(paths({})).toEqual([]);
  });

  it.each(closed)('%s: %s', (_, path, changes) => {
    expect(paths(changes)).toEqual([path]);
  });

  it('all that is missing is told at once, each with a sentence', () => {
    const missing = missingFor({
      achievement: someAchievement({
        enrollment: completedEnrollment({ enrollmentStatus: 'ACTIVE', creditedSeconds: 60, amountDue: 5 }),
        quizRecords: new Map(),
        studentName: undefined,
      }),
      now,
    });
    expect(missing.map(({ path }) => path)).toEqual([
      'enrollment.enrollmentStatus',
      'enrollment.creditedSeconds',
      'exams.final-exam',
      'enrollment.paymentStatus',
      'profile.displayName',
    ]);
    expect(missing[1]?.message).toContain('1 minute of 4 hours');
    for (const { message } of missing) expect(message.length).toBeGreaterThan(10);
  });

  it.each([
    ['at the last instant', 0, []],
    ['a millisecond later', 1, ['policy.certificate.withinSeconds']],
  ])('it is issued for so long after completion: %s', (_, extraMs, expected) => {
    const rules = someRules({ certificate: { withinSeconds: 86_400, serialPrefix: 'SB' } });
    const completedAt = new Date('2026-03-10T04:30:00Z');
    const at = new Date(completedAt.getTime() + 86_400_000 + extraMs);
    expect(paths({ rules, enrollment: completedEnrollment({ completedAt }) }, at)).toEqual(expected);
  });

  const until = new Date('2026-03-12T12:00:00Z');
  const lockedUntil = (changes: Partial<Enrollment['identity']> = {}): Partial<Achievement> =>
    enrolled({
      accessStatus: 'SUSPENDED',
      identity: {
        ...completedEnrollment().identity,
        lock: { cause: 'failedChecks', lockedAt: now, until },
        ...changes,
      },
    });
  it.each([
    ['a millisecond before its end', -1, {}, ['enrollment.identity.lock', 'enrollment.accessStatus']],
    ['at its end', 0, {}, []],
    ['at its end, with a check open', 0, { openChallenge }, ['enrollment.identity.openChallenge']],
  ])('a lock for a time holds it back while it lasts: %s', (_, extraMs, changes, expected) => {
    expect(paths(lockedUntil(changes), new Date(until.getTime() + extraMs))).toEqual(expected);
  });

  it('every exam of the policy counts, and no other quiz', () => {
    const [exam] = someRules().exams;
    if (exam === undefined) throw new Error('the fixture has an exam');
    const second = { ...exam, quizId: Id.parse('second-exam') };
    expect(paths({ rules: someRules({ exams: [exam, second] }) })).toEqual(['exams.second-exam']);
    expect(paths({ rules: someRules({ exams: [] }), quizRecords: new Map() })).toEqual([]);
  });
});
