import { append } from '../evidence/chain.ts';
import { Id } from '../platform/ids.ts';
import type { Session, SessionEvent } from './schema.ts';

/** What an event says beyond what follows from the session itself. */
export type NewEvent = Pick<SessionEvent, 'eventId' | 'kind' | 'at'> &
  Partial<
    Pick<
      SessionEvent,
      'creditedSeconds' | 'lessonId' | 'engaged' | 'clientTime' | 'challenge' | 'endReason' | 'note'
    >
  >;

/** Name under which a heartbeat's event is stored: what makes it that heartbeat's receipt. */
export const heartbeatEventId = (sequence: number): Id => Id.parse(String(sequence).padStart(8, '0'));

/** The one event of a session's end: whoever closes it first writes it, in the commit that closes it. */
export const ENDED_EVENT_ID = Id.parse('ended');
export const STARTED_EVENT_ID = Id.parse('started');

/** Which chain a session's events are links of: no event can be moved to another session unnoticed. */
export const chainNameOf = ({
  userId,
  courseId,
  sessionId,
}: Pick<Session, 'userId' | 'courseId' | 'sessionId'>): string =>
  `users/${userId}/courses/${courseId}/sessions/${sessionId}`;

/**
 * The next event of a session, linked to the one before, and the session with its new head. The session must be as
 * the event leaves it: state, lesson and totals are taken from it.
 */
export function appendEvent({ session, event }: { session: Session; event: NewEvent }): {
  readonly session: Session;
  readonly event: SessionEvent;
} {
  const { link, head } = append({
    head: { length: session.eventCount, hash: session.headHash },
    content: {
      creditedSeconds: 0,
      engaged: null,
      clientTime: null,
      challenge: null,
      endReason: null,
      note: null,
      lessonId: session.lessonId,
      ...event,
      sessionId: session.sessionId,
      totalSeconds: session.creditedSeconds,
      state: session.state,
      retainUntil: session.retainUntil,
    },
  });
  return { session: { ...session, eventCount: head.length, headHash: head.hash }, event: link };
}
