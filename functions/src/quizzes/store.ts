import { z } from 'zod';
import type { Doc } from '../commit/index.ts';
import { TimeAdjustment } from '../compliance/schema.ts';
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
export const examRestartDoc = ({ attemptId, ...key }: AttemptKey): Doc<TimeAdjustment> => ({
  path: `${enrollmentDoc(key).path}/adjustments/${attemptId}`,
  schema: TimeAdjustment,
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
