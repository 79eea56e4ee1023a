import type { Doc } from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { Challenge, OpenSessionPointer, SessionSeconds, StaffAction, VerificationProfile } from './schema.ts';

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

export const staffActionDoc = ({ actionId, ...key }: EnrollmentKey & { actionId: Id }): Doc<StaffAction> => ({
  path: `${enrollmentDoc(key).path}/staffActions/${actionId}`,
  schema: StaffAction,
});

/** The compliance room writes it; it stands above this one, so its paths are named here once more. */
export const openSessionPointerDoc = (userId: Id): Doc<OpenSessionPointer> => ({
  path: `users/${userId}/private/activeSession`,
  schema: OpenSessionPointer,
});

export const sessionSecondsDoc = ({
  sessionId,
  ...key
}: EnrollmentKey & { sessionId: Id }): Doc<SessionSeconds> => ({
  path: `${enrollmentDoc(key).path}/sessions/${sessionId}`,
  schema: SessionSeconds,
});
