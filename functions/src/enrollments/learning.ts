import { MAX_LESSONS } from '../catalog/schema.ts';
import type { Id } from '../platform/ids.ts';
import { canBecome } from './enrollment.ts';
import type { Enrollment } from './schema.ts';

/** Where every student begins. The first check is set when the first session starts. */
export const nothingLearnt = {
  creditedSeconds: 0,
  adjustedSeconds: 0,
  completedLessonIds: [],
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
} satisfies Partial<Enrollment>;

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

/** Whether every lesson of the outline is done, whatever else was done besides. An empty outline never is. */
export function isOutlineDone({
  enrollment,
  lessonIds,
}: {
  enrollment: Pick<Enrollment, 'completedLessonIds'>;
  lessonIds: readonly Id[];
}): boolean {
  const done = new Set(enrollment.completedLessonIds);
  return lessonIds.length > 0 && lessonIds.every(lessonId => done.has(lessonId));
}

/**
 * The enrollment with one more lesson done. Only where the list is full do those go that the course dropped: an
 * outline fits into it.
 * @param lessonIds the course's outline
 */
export function withLessonDone({
  enrollment,
  lessonId,
  lessonIds,
}: {
  enrollment: Enrollment;
  lessonId: Id;
  lessonIds: readonly Id[];
}): Enrollment {
  const done = [...enrollment.completedLessonIds, lessonId];
  const completedLessonIds = done.length > MAX_LESSONS ? done.filter(id => lessonIds.includes(id)) : done;
  return { ...enrollment, completedLessonIds };
}

/**
 * The enrollment, completed if all lessons are done and the hours are reached. Exams are the certificate's matter.
 * @param lessonIds the course's outline
 */
export function completedIfDone({
  enrollment,
  openSessionSeconds,
  lessonIds,
  requiredSeconds,
  now,
}: {
  enrollment: Enrollment;
  openSessionSeconds: number;
  lessonIds: readonly Id[];
  requiredSeconds: number;
  now: Date;
}): Enrollment {
  const isDone =
    isOutlineDone({ enrollment, lessonIds }) &&
    totalCreditedSeconds({ enrollment, openSessionSeconds }) >= requiredSeconds;
  if (!isDone || !canBecome(enrollment.enrollmentStatus, 'COMPLETED')) return enrollment;
  return { ...enrollment, enrollmentStatus: 'COMPLETED', completedAt: now };
}
