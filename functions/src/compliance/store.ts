import type { Doc } from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { ActiveSession, Session, SessionEvent, StudyDay } from './schema.ts';

export interface SessionKey extends EnrollmentKey {
  readonly sessionId: Id;
}

export const sessionDoc = ({ sessionId, ...key }: SessionKey): Doc<Session> => ({
  path: `${enrollmentDoc(key).path}/sessions/${sessionId}`,
  schema: Session,
});

export const sessionEventDoc = ({
  eventId,
  ...key
}: SessionKey & { eventId: string }): Doc<SessionEvent> => ({
  path: `${sessionDoc(key).path}/events/${eventId}`,
  schema: SessionEvent,
});

export const activeSessionDoc = (userId: Id): Doc<ActiveSession> => ({
  path: `users/${userId}/private/activeSession`,
  schema: ActiveSession,
});

export const studyDayDoc = ({ dayKey, ...key }: EnrollmentKey & { dayKey: string }): Doc<StudyDay> => ({
  path: `${enrollmentDoc(key).path}/days/${dayKey}`,
  schema: StudyDay,
});
