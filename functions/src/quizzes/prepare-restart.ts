import { courseDoc } from '../catalog/store.ts';
import { lanes, readDocument, untilFresh } from '../commit/index.ts';
import { closeCommand } from '../compliance/close-command.ts';
import type { Ending } from '../compliance/closing.ts';
import { closingPlaceOf } from '../compliance/closing-documents.ts';
import { lessonOrderOf } from '../compliance/lesson-entry.ts';
import { isOpen } from '../compliance/open-session.ts';
import type { Session } from '../compliance/schema.ts';
import { activeSessionDoc, sessionDoc } from '../compliance/store.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';

/**
 * Before a course begins anew: ends the student's open session in it, so that its time is among what is taken back
 * and every lesson of the new round is completed in a session of that round.
 * @returns the course's lessons, whose progress begins anew as well, and those that were done and the course dropped:
 *   else one that came back could never be done again
 */
export async function prepareRestart(key: EnrollmentKey): Promise<readonly Id[]> {
  await endOpenSession(key);
  const [course, enrollment] = await Promise.all([
    readDocument(courseDoc(key.courseId)),
    readDocument(enrollmentDoc(key)),
  ]);
  const outline = course === undefined ? [] : lessonOrderOf(course);
  return [...new Set([...outline, ...(enrollment?.completedLessonIds ?? [])])];
}

async function endOpenSession({ userId, courseId }: EnrollmentKey): Promise<void> {
  const place = await readDocument(activeSessionDoc(userId));
  const sessionId = place?.courseId === courseId ? place.sessionId : null;
  if (sessionId === null) return;
  await untilFresh({
    work: async () => {
      const session = await readDocument(sessionDoc({ userId, courseId, sessionId }));
      if (session === undefined || !isOpen(session)) return;
      const operation = 'endSessionForRestart';
      await lanes().submit(closeCommand({ operation, place: closingPlaceOf({ session }), endingOf }));
    },
  });
}

const endingOf = ({ lastAcceptedAt }: Session): Ending => ({
  state: 'CLOSED',
  endReason: 'accessLost',
  endedAt: lastAcceptedAt,
  note: 'the course begins anew',
});
