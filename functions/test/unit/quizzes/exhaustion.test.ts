import { totalCreditedSeconds } from '../../../src/enrollments/learning.ts';
import { Id } from '../../../src/platform/ids.ts';
import { courseBegunAnew, isOpenToConsequences, lockedByExam } from '../../../src/quizzes/exhaustion.ts';
import { someStudent } from '../../fixtures/attempt.ts';

const now = new Date('2026-05-04T11:00:00Z');
const attemptId = Id.parse('attempt-3');

describe('a failed exam', () => {
  it('locks the course until staff release it', () => {
    expect(lockedByExam({ enrollment: someStudent(), now })).toMatchObject({
      accessStatus: 'SUSPENDED',
      identity: { lock: { cause: 'examFailed', lockedAt: now, until: null } },
    });
  });

  it('outlasts a lock for some hours, and leaves one that only staff can lift', () => {
    const locked = (cause: 'failedChecks' | 'courseFailed', until: Date | null) =>
      someStudent({ identity: { ...someStudent().identity, lock: { cause, lockedAt: now, until } } });
    const timed = lockedByExam({ enrollment: locked('failedChecks', new Date('2026-05-05T11:00:00Z')), now });
    expect(timed.identity.lock).toMatchObject({ cause: 'examFailed', until: null });
    const lost = locked('courseFailed', null);
    expect(lockedByExam({ enrollment: lost, now })).toEqual(lost);
  });

  it('changes no enrollment that is closed or certified', () => {
    const open = (['ACTIVE', 'COMPLETED', 'CERTIFIED', 'CANCELLED', 'EXPIRED'] as const).filter(
      enrollmentStatus => isOpenToConsequences(someStudent({ enrollmentStatus })),
    );
    expect(open).toEqual(['ACTIVE', 'COMPLETED']);
    expect(isOpenToConsequences(undefined)).toBe(false);
  });
});

describe('a course that begins anew', () => {
  const completed = someStudent({
    enrollmentStatus: 'COMPLETED',
    completedAt: new Date('2026-05-03T11:00:00Z'),
    creditedSeconds: 90_000,
    adjustedSeconds: -3_600,
    completedLessonIds: ['signs', 'speed'].map(id => Id.parse(id)),
    identity: { ...someStudent().identity, verifiedSeconds: 80_000, nextChallengeAtSeconds: 87_000 },
  });

  it('takes all time back with a row that says so, and opens the completed course again', () => {
    const { enrollment, adjustment } = courseBegunAnew({ enrollment: completed, attemptId, now });
    expect(adjustment).toEqual({ adjustmentId: attemptId, seconds: -86_400, cause: 'examRestart', at: now });
    expect(totalCreditedSeconds({ enrollment, openSessionSeconds: 0 })).toBe(0);
    expect(enrollment).toMatchObject({
      enrollmentStatus: 'ACTIVE',
      completedAt: null,
      completedLessonIds: [],
      creditedSeconds: 90_000,
      accessStatus: 'ACTIVE',
    });
  });

  it('the next identity check comes as far from now as it was', () => {
    const { enrollment } = courseBegunAnew({ enrollment: completed, attemptId, now });
    expect(enrollment.identity).toMatchObject({ verifiedSeconds: 0, nextChallengeAtSeconds: 600 });
  });

  it('without any time there is nothing to take back', () => {
    const { enrollment, adjustment } = courseBegunAnew({ enrollment: someStudent(), attemptId, now });
    expect(adjustment).toBeUndefined();
    expect(enrollment).toEqual(someStudent());
  });
});
