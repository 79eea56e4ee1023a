import { completedIfDone } from '../enrollments/learning.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import { Id } from '../platform/ids.ts';
import { type LessonProgress, newLessonProgress } from './lesson-progress.ts';
import type { ActiveSession, EndReason, Session, SessionEvent } from './schema.ts';
import { appendEvent, ENDED_EVENT_ID } from './session-events.ts';

/** What a session's end is written into. */
export interface ClosingDocuments {
  readonly enrollment: Enrollment;
  /** By lesson, as loaded: undefined where there is no progress yet. */
  readonly lessons: ReadonlyMap<Id, LessonProgress | undefined>;
  readonly activeSession: ActiveSession | undefined;
}

export interface Ending {
  readonly state: 'TERMINATED' | 'ABANDONED' | 'CLOSED';
  readonly endReason: EndReason;
  /** Of a session that nobody ended: its last accepted heartbeat, however late somebody notices. */
  readonly endedAt: Date;
  readonly note?: string;
  /** What the session was credited with in the step that ends it, if no event of its own tells of it. */
  readonly creditedSeconds?: number;
  readonly challenge?: SessionEvent['challenge'];
}

export interface ClosedSession {
  readonly session: Session;
  readonly event: SessionEvent;
  readonly enrollment: Enrollment;
  /** Those that the session's time was added to. */
  readonly lessons: readonly LessonProgress[];
  readonly activeSession: ActiveSession | undefined;
}

/**
 * The end of an open session: its seconds go to the enrollment and to its lessons, the student's place is free, its
 * beacon token is spent. Nothing more is credited. Everything belongs in one commit.
 * @returns undefined if a lesson's progress is missing among the documents: load them again by the session as it is
 */
export function closeSession({
  session,
  ending,
  documents,
}: {
  session: Session;
  ending: Ending;
  documents: ClosingDocuments;
}): ClosedSession | undefined {
  const pending = Object.entries(session.pendingLessonSeconds).map(([lessonId, seconds]) => ({
    lessonId: Id.parse(lessonId),
    seconds,
  }));
  if (pending.some(({ lessonId }) => !documents.lessons.has(lessonId))) return undefined;
  const { state, endReason, endedAt, note = null, creditedSeconds = 0, challenge = null } = ending;
  const ended = appendEvent({
    session: {
      ...session,
      state,
      endReason,
      endedAt,
      staleAt: null,
      beaconTokenHash: null,
      pendingLessonSeconds: {},
    },
    event: {
      eventId: ENDED_EVENT_ID,
      kind: 'ended',
      at: endedAt,
      endReason,
      note,
      creditedSeconds,
      challenge,
    },
  });
  return {
    ...ended,
    enrollment: withSessionTime({ enrollment: documents.enrollment, session, endedAt }),
    lessons: pending.map(({ lessonId, seconds }) => {
      const progress = documents.lessons.get(lessonId) ?? newLessonProgress(lessonId);
      return { ...progress, creditedSeconds: progress.creditedSeconds + seconds };
    }),
    activeSession: withoutSession({ activeSession: documents.activeSession, session, endedAt }),
  };
}

function withSessionTime({
  enrollment,
  session,
  endedAt,
}: {
  enrollment: Enrollment;
  session: Session;
  endedAt: Date;
}): Enrollment {
  const creditedSeconds = enrollment.creditedSeconds + session.creditedSeconds;
  return completedIfDone({
    enrollment: { ...enrollment, creditedSeconds },
    openSessionSeconds: 0,
    lessonIds: session.lessonIds,
    requiredSeconds: session.rules.requiredSeconds,
    now: endedAt,
  });
}

/** Undefined if the student's place belongs to another session. */
function withoutSession({
  activeSession,
  session,
  endedAt,
}: {
  activeSession: ActiveSession | undefined;
  session: Session;
  endedAt: Date;
}): ActiveSession | undefined {
  if (activeSession === undefined || !isActive(activeSession, session)) return undefined;
  const { countedUntil, studiedSinceBreakSeconds, breakEndsAt } = session;
  return {
    sessionId: null,
    courseId: null,
    startedAt: null,
    beaconSecret: null,
    last: { countedUntil, endedAt, studiedSinceBreakSeconds, breakEndsAt },
  };
}

/** Whether this is the student's one open session. The same id in another course is another session. */
export const isActive = (
  activeSession: ActiveSession,
  { sessionId, courseId }: Pick<Session, 'sessionId' | 'courseId'>,
): boolean => activeSession.sessionId === sessionId && activeSession.courseId === courseId;
