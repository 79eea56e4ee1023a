import { TimeAdjustment, takeTimeBack, timeAdjustmentDoc } from '../../../src/enrollments/adjustment.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const row = {
  adjustmentId: Id.parse('adjustment-1'),
  cause: 'returnToLastVerified',
  at: new Date('2026-03-10T15:00:00Z'),
} as const;
const blank = someEnrollment();
/** 5,000 seconds at first, 600 of them taken back before, 300 more in a session that runs: 4,700 in all. */
const enrollment = someEnrollment({
  creditedSeconds: 5_000,
  adjustedSeconds: -600,
  identity: { ...blank.identity, verifiedSeconds: 4_000, nextChallengeAtSeconds: 5_200 },
});

const takingBack = (downToSeconds: number, of = enrollment) =>
  takeTimeBack({ enrollment: of, openSessionSeconds: 300, downToSeconds, adjustment: row });

describe('hours taken back', () => {
  it('are told in a row of their own and count less, not more', () => {
    expect(takingBack(3_700)).toMatchObject({
      enrollment: { creditedSeconds: 5_000, adjustedSeconds: -1_600 },
      adjustment: { ...row, seconds: -1_000 },
    });
  });

  it.each([
    [4_701, undefined],
    [4_700, undefined],
    [4_699, -1],
  ])('down to %p of 4,700 seconds is %p', (downToSeconds, seconds) => {
    expect(takingBack(downToSeconds)?.adjustment.seconds).toBe(seconds);
  });

  it('leave nothing verified that is no longer credited', () => {
    expect(takingBack(4_500)?.enrollment.identity.verifiedSeconds).toBe(4_000);
    expect(takingBack(3_700)?.enrollment.identity.verifiedSeconds).toBe(3_700);
  });

  it('keep the next identity check as far away as it was; one that was due stays due', () => {
    const nextAfter = (next: number | null) => {
      const identity = { ...enrollment.identity, nextChallengeAtSeconds: next };
      return takingBack(3_700, { ...enrollment, identity })?.enrollment.identity.nextChallengeAtSeconds;
    };
    expect(nextAfter(5_200)).toBe(4_200);
    expect(nextAfter(4_500)).toBe(3_700);
    expect(nextAfter(null)).toBeNull();
  });
});

it('a row of hours taken back lies below its enrollment, and can give none', () => {
  const doc = timeAdjustmentDoc({
    userId: Id.parse('student-1'),
    courseId: Id.parse('course-1'),
    adjustmentId: row.adjustmentId,
  });
  expect(doc.path).toBe('users/student-1/courses/course-1/adjustments/adjustment-1');
  for (const cause of ['returnToLastVerified', 'examRestart', 'staff', 'reconciled'])
    expect(TimeAdjustment.safeParse({ ...row, cause, seconds: -1 }).success).toBe(true);
  expect(TimeAdjustment.safeParse({ ...row, seconds: 1 }).success).toBe(false);
  expect(TimeAdjustment.safeParse({ ...row, cause: 'mood', seconds: -1 }).success).toBe(false);
});
