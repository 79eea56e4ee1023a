import type { TimeAdjustment } from '../compliance/schema.ts';
import { withDerivedStatuses } from '../enrollments/enrollment.ts';
import { totalCreditedSeconds } from '../enrollments/learning.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';

/** Whether the end of an exam can still change the enrollment: not once it is closed or certified. */
export const isOpenToConsequences = (enrollment: Enrollment | undefined): boolean =>
  enrollment?.enrollmentStatus === 'ACTIVE' || enrollment?.enrollmentStatus === 'COMPLETED';

/** The course is lost until staff release it. A lock that only staff can lift is left as it is. */
export function lockedByExam({ enrollment, now }: { enrollment: Enrollment; now: Date }): Enrollment {
  const { identity } = enrollment;
  if (identity.lock !== null && identity.lock.until === null) return enrollment;
  const lock = { cause: 'examFailed', lockedAt: now, until: null } as const;
  return withDerivedStatuses({ ...enrollment, identity: { ...identity, lock } });
}

export interface BegunAnew {
  readonly enrollment: Enrollment;
  /** Takes back the time; none where there was none. */
  readonly adjustment: TimeAdjustment | undefined;
}

/**
 * The course begins anew: all closed sessions' time is taken back, no lesson is done, a completed course is open again.
 * Sessions and days stay as evidence of what was studied, and what an open session earns counts toward the new round.
 * Passed quizzes stay passed. The next identity check moves with the total it is set by.
 */
export function courseBegunAnew(input: {
  readonly enrollment: Enrollment;
  readonly attemptId: Id;
  readonly now: Date;
}): BegunAnew {
  const { enrollment, attemptId, now } = input;
  const studied = totalCreditedSeconds({ enrollment, openSessionSeconds: 0 });
  const { nextChallengeAtSeconds } = enrollment.identity;
  const after: Enrollment = {
    ...enrollment,
    enrollmentStatus: 'ACTIVE',
    completedAt: null,
    lessonsCompleted: 0,
    adjustedSeconds: enrollment.adjustedSeconds - studied,
    identity: {
      ...enrollment.identity,
      verifiedSeconds: 0,
      nextChallengeAtSeconds:
        nextChallengeAtSeconds === null ? null : Math.max(0, nextChallengeAtSeconds - studied),
    },
  };
  const adjustment = {
    adjustmentId: attemptId,
    seconds: 0 - studied,
    cause: 'examRestart',
    at: now,
  } as const;
  return { enrollment: withDerivedStatuses(after), adjustment: studied > 0 ? adjustment : undefined };
}
