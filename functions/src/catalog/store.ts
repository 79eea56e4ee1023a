import type { Doc } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { Course, PolicyVersion, Seats } from './schema.ts';

export const courseDoc = (courseId: Id): Doc<Course> => ({ path: `courses/${courseId}`, schema: Course });

export const seatsDoc = (courseId: Id): Doc<Seats> => ({
  path: `courses/${courseId}/counters/seats`,
  schema: Seats,
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
