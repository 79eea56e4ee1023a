import type { Doc } from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { QuizAttempt, QuizRecord } from './schema.ts';

export interface QuizRecordKey extends EnrollmentKey {
  readonly quizId: Id;
}

export const quizRecordDoc = ({ quizId, ...key }: QuizRecordKey): Doc<QuizRecord> => ({
  path: `${enrollmentDoc(key).path}/quizzes/${quizId}`,
  schema: QuizRecord,
});

export const quizAttemptDoc = ({
  attemptId,
  ...key
}: QuizRecordKey & { attemptId: Id }): Doc<QuizAttempt> => ({
  path: `${quizRecordDoc(key).path}/attempts/${attemptId}`,
  schema: QuizAttempt,
});
