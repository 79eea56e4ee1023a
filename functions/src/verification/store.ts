import type { Doc } from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { Challenge, VerificationProfile } from './schema.ts';

export const verificationProfileDoc = (userId: Id): Doc<VerificationProfile> => ({
  path: `users/${userId}/private/verificationProfile`,
  schema: VerificationProfile,
});

export const challengeDoc = ({
  challengeId,
  ...key
}: EnrollmentKey & { challengeId: Id }): Doc<Challenge> => ({
  path: `${enrollmentDoc(key).path}/challenges/${challengeId}`,
  schema: Challenge,
});
