import { type TimeAdjustment, takeTimeBack } from '../enrollments/adjustment.ts';
import { withDerivedStatuses } from '../enrollments/enrollment.ts';
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
 * Sessions and days stay as evidence of what was studied. Passed quizzes stay passed. An open session has been ended
 * before; what one that started since then earns counts toward the new round.
 */
export function courseBegunAnew(input: {
  readonly enrollment: Enrollment;
  readonly attemptId: Id;
  readonly now: Date;
}): BegunAnew {
  const { enrollment, attemptId, now } = input;
  const taken = takeTimeBack({
    enrollment,
    openSessionSeconds: 0,
    downToSeconds: 0,
    adjustment: { adjustmentId: attemptId, cause: 'examRestart', at: now },
  });
  const after = withDerivedStatuses({
    ...(taken?.enrollment ?? enrollment),
    enrollmentStatus: 'ACTIVE',
    completedAt: null,
    completedLessonIds: [],
  });
  return { enrollment: after, adjustment: taken?.adjustment };
}
