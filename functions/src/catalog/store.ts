import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { AnswerKey, Quiz } from './quiz.ts';
import { Course, Lesson, PolicyVersion, Seats } from './schema.ts';

export const courseDoc = (courseId: Id): Doc<Course> => ({ path: `courses/${courseId}`, schema: Course });

export const seatsDoc = (courseId: Id): Doc<Seats> => ({
  path: `courses/${courseId}/counters/seats`,
  schema: Seats,
});

export const lessonDoc = ({ courseId, lessonId }: { courseId: Id; lessonId: Id }): Doc<Lesson> => ({
  path: `courses/${courseId}/lessons/${lessonId}`,
  schema: Lesson,
});

export const policyVersionDoc = ({
  policyId,
  version,
}: {
  policyId: Id;
  version: number;
}): Doc<PolicyVersion> => ({
  path: `policies/${policyId}/versions/${version}`,
  schema: PolicyVersion,
});

interface QuizKey {
  readonly courseId: Id;
  readonly quizId: Id;
}

export const quizDoc = ({ courseId, quizId }: QuizKey): Doc<Quiz> => ({
  path: `courses/${courseId}/quizzes/${quizId}`,
  schema: Quiz,
});

/** The current pool with its key. */
export const answerKeyDoc = (key: QuizKey): Doc<AnswerKey> => ({
  path: `${quizDoc(key).path}/private/answerKey`,
  schema: AnswerKey,
});

/** A revision's pool and key, never changed. */
export const answerKeyRevisionDoc = ({
  revision,
  ...key
}: QuizKey & { revision: number }): Doc<AnswerKey> => ({
  path: `${quizDoc(key).path}/private/answerKey_${revision}`,
  schema: AnswerKey,
});
