import { z } from 'zod';
import type { Doc } from '../commit/index.ts';
import { LessonProgress, lessonProgressDoc } from '../compliance/lesson-progress.ts';
import { type TimeAdjustment, timeAdjustmentDoc } from '../enrollments/adjustment.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { Id } from '../platform/ids.ts';
import { QuizAllowance, QuizAttempt, QuizRecord } from './schema.ts';

/** Which student's which quiz. */
export interface QuizRecordKey extends EnrollmentKey {
  readonly quizId: Id;
}

export interface AttemptKey extends QuizRecordKey {
  readonly attemptId: Id;
}

export const quizRecordDoc = ({ quizId, ...key }: QuizRecordKey): Doc<QuizRecord> => ({
  path: `${enrollmentDoc(key).path}/quizzes/${quizId}`,
  schema: QuizRecord,
});

export const quizAttemptDoc = ({ attemptId, ...key }: AttemptKey): Doc<QuizAttempt> => ({
  path: `${quizRecordDoc(key).path}/attempts/${attemptId}`,
  schema: QuizAttempt,
});

export const quizAllowanceDoc = ({
  allowanceId,
  ...key
}: QuizRecordKey & { allowanceId: Id }): Doc<QuizAllowance> => ({
  path: `${quizRecordDoc(key).path}/allowances/${allowanceId}`,
  schema: QuizAllowance,
});

/** Named after the attempt whose end took the time back. */
export const examRestartDoc = ({ attemptId, ...key }: AttemptKey): Doc<TimeAdjustment> =>
  timeAdjustmentDoc({ ...key, adjustmentId: attemptId });

/** A lesson's progress is the receipt of its completion, which holds no more once the course begins anew. */
const LessonBegunAnew = LessonProgress.extend({ receipt: z.null() });

export const lessonBegunAnewDoc = (
  key: EnrollmentKey & { lessonId: Id },
): Doc<z.infer<typeof LessonBegunAnew>> => ({
  path: lessonProgressDoc(key).path,
  schema: LessonBegunAnew,
});

const AttemptPath = z.tuple([
  z.literal('users'),
  Id,
  z.literal('courses'),
  Id,
  z.literal('quizzes'),
  Id,
  z.literal('attempts'),
  Id,
]);

/** Whose attempt a path names. @throws ZodError if it names something else */
export function attemptKeyOf(path: string): AttemptKey {
  const [, userId, , courseId, , quizId, , attemptId] = AttemptPath.parse(path.split('/'));
  return { userId, courseId, quizId, attemptId };
}
