import { type Change, create, type Load, toCreate, toWrite, update, type View } from '../commit/index.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { Id } from '../platform/ids.ts';
import type { ClosedSession, ClosingDocuments } from './closing.ts';
import { lessonProgressDoc } from './lesson-progress.ts';
import type { Session } from './schema.ts';
import { ENDED_EVENT_ID } from './session-events.ts';
import { activeSessionDoc, type SessionKey, sessionDoc, sessionEventDoc } from './store.ts';

/** Where a session's end is written, known from the session as it was when the command was built. */
export interface ClosingPlace {
  readonly key: SessionKey;
  readonly lessonIds: readonly Id[];
}

/** @param alsoLessonIds lessons that the command itself may credit before it closes */
export function closingPlaceOf({
  session,
  alsoLessonIds = [],
}: {
  session: Session;
  alsoLessonIds?: readonly Id[];
}): ClosingPlace {
  const { userId, courseId, sessionId, lessonId, pendingLessonSeconds } = session;
  const pending = Object.keys(pendingLessonSeconds).map(id => Id.parse(id));
  const here = lessonId === null ? [] : [lessonId];
  return {
    key: { userId, courseId, sessionId },
    lessonIds: [...new Set([...pending, ...here, ...alsoLessonIds])],
  };
}

/** The session and its enrollment among them. */
export function closingLoads({ key, lessonIds }: ClosingPlace): readonly Load[] {
  return [
    toWrite(sessionDoc(key)),
    toWrite(enrollmentDoc(key)),
    toWrite(activeSessionDoc(key.userId)),
    ...lessonIds.map(lessonId => toWrite(lessonProgressDoc({ ...key, lessonId }))),
    // Written with the session's own version as precondition, so a closed session is never met with it absent.
    toCreate(sessionEventDoc({ ...key, eventId: ENDED_EVENT_ID })),
  ];
}

export function closingDocumentsIn(view: View, { key, lessonIds }: ClosingPlace): ClosingDocuments {
  const enrollment = view.get(enrollmentDoc(key));
  if (enrollment === undefined) throw new Error(`The session ${key.sessionId} has no enrollment.`);
  const lessons = lessonIds.map(
    lessonId => [lessonId, view.get(lessonProgressDoc({ ...key, lessonId }))] as const,
  );
  return { enrollment, lessons: new Map(lessons), activeSession: view.get(activeSessionDoc(key.userId)) };
}

/** All that a closed session writes; `closed.activeSession` is left to the caller with `keepsActiveSession`. */
export function closingChanges({
  closed,
  view,
  keepsActiveSession = false,
}: {
  closed: ClosedSession;
  view: View;
  keepsActiveSession?: boolean;
}): readonly Change[] {
  const { userId, courseId, sessionId } = closed.session;
  const key = { userId, courseId, sessionId };
  const lessons = closed.lessons.map(lesson => {
    const doc = lessonProgressDoc({ ...key, lessonId: lesson.lessonId });
    return view.get(doc) === undefined ? create(doc, lesson) : update(doc, lesson);
  });
  return [
    update(sessionDoc(key), closed.session),
    create(sessionEventDoc({ ...key, eventId: closed.event.eventId }), closed.event),
    update(enrollmentDoc(key), closed.enrollment),
    ...lessons,
    ...(closed.activeSession === undefined || keepsActiveSession
      ? []
      : [update(activeSessionDoc(userId), closed.activeSession)]),
  ];
}
