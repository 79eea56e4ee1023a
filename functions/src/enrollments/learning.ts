import { canBecome } from './enrollment.ts';
import type { Enrollment } from './schema.ts';

/** Where every student begins. The first check is set when the first session starts. */
export const nothingLearnt = {
  creditedSeconds: 0,
  adjustedSeconds: 0,
  lessonsCompleted: 0,
  completedAt: null,
  certifiedAt: null,
  identity: {
    round: 0,
    asked: 0,
    wrong: 0,
    silences: 0,
    wrongInARow: 0,
    verifiedSeconds: 0,
    nextChallengeAtSeconds: null,
    openChallenge: null,
    lastQuestionId: null,
    lastChallenge: null,
    lock: null,
  },
} as const satisfies Partial<Enrollment>;

/** What counts toward the hours required. @param openSessionSeconds credited in a session that is still open */
export function totalCreditedSeconds({
  enrollment,
  openSessionSeconds,
}: {
  enrollment: Pick<Enrollment, 'creditedSeconds' | 'adjustedSeconds'>;
  openSessionSeconds: number;
}): number {
  return enrollment.creditedSeconds + enrollment.adjustedSeconds + openSessionSeconds;
}

/** The enrollment, completed if all lessons are done and the hours are reached. Exams are the certificate's matter. */
export function completedIfDone({
  enrollment,
  openSessionSeconds,
  lessonCount,
  requiredSeconds,
  now,
}: {
  enrollment: Enrollment;
  openSessionSeconds: number;
  lessonCount: number;
  requiredSeconds: number;
  now: Date;
}): Enrollment {
  const isDone =
    enrollment.lessonsCompleted >= lessonCount &&
    totalCreditedSeconds({ enrollment, openSessionSeconds }) >= requiredSeconds;
  if (!isDone || !canBecome(enrollment.enrollmentStatus, 'COMPLETED')) return enrollment;
  return { ...enrollment, enrollmentStatus: 'COMPLETED', completedAt: now };
}
