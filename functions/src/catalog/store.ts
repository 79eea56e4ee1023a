import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
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
