import { courseDoc, lessonDoc } from '../catalog/store.ts';
import {
  apply,
  type Command,
  create,
  fingerprintOf,
  lanes,
  readDocument,
  toCreate,
  toRead,
  toWrite,
  update,
} from '../commit/index.ts';
import { lessonProgressDoc } from '../compliance/lesson-progress.ts';
import { sessionDoc, sessionEventDoc } from '../compliance/store.ts';
import { type Pins, pinsOf } from '../enrollments/pins.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { completeLesson as complete, lessonEventId } from './lesson-completion.ts';
import { type LessonPlace, placeOf } from './outline.ts';
import { type CompleteLessonAnswer, CompleteLessonOutcome, CompleteLessonRequest } from './wire.ts';

interface Completing {
  readonly userId: Id;
  readonly request: CompleteLessonRequest;
  readonly place: LessonPlace | undefined;
  readonly rules: Pins['policy']['rules'];
}

/**
 * Reads 4 (enrollment, session, the lesson's outline and progress), and the course once outside; writes 4 (enrollment,
 * session, event, progress): two more than evidence alone would need, since the list of lessons that are done is the
 * enrollment's, which also says whether the lesson before is among them, and the chain's head the session's.
 *
 * The student's progress in the lesson is the receipt: a lesson is completed once, whichever request does it. The
 * outline may change at any time and is read without a guard: an edit of the same moment comes after.
 */
export function completeLessonCommand(input: Completing): Command<CompleteLessonOutcome> {
  const { userId, place, rules } = input;
  const { courseId, lessonId, sessionId } = input.request;
  const key = { userId, courseId };
  const eventId = lessonEventId(lessonId);
  const enrollment = enrollmentDoc(key);
  const session = sessionDoc({ ...key, sessionId });
  const event = sessionEventDoc({ ...key, sessionId, eventId });
  const progress = lessonProgressDoc({ ...key, lessonId });
  const outline = lessonDoc({ courseId, lessonId });
  return {
    operation: 'completeLesson',
    aggregate: enrollment.path,
    receipt: { doc: progress, fingerprint: fingerprintOf('completeLesson', { courseId, lessonId }) },
    loads: [...[enrollment, session, progress].map(toWrite), toCreate(event), toRead(outline)],
    outcomeSchema: CompleteLessonOutcome,
    decide: view => {
      const known = view.get(progress);
      const result = complete({
        enrollment: view.get(enrollment),
        session: view.get(session),
        progress: known,
        place,
        lesson: view.get(outline),
        rules,
        eventId,
        now: view.now,
      });
      if (result.kind === 'refused') return result;
      const courseCompleted = result.enrollment.completedAt !== null;
      const answer = {
        completedAt: view.now.toISOString(),
        nextLessonId: place?.nextLessonId ?? null,
        moduleCompleted: place?.isLastOfModule ?? false,
        courseCompleted,
      };
      return apply(answer, [
        known === undefined ? create(progress, result.progress) : update(progress, result.progress),
        create(event, result.event),
        update(session, result.session),
        update(enrollment, result.enrollment),
      ]);
    },
  };
}

/** Marks a lesson as done, once its time is spent, its video seen and the lesson before it done. */
export const completeLesson = defineCallable({
  name: 'completeLesson',
  request: CompleteLessonRequest,
  handler: async ({ uid, data }): Promise<CompleteLessonAnswer> => {
    const { courseId, lessonId } = data;
    const { policy } = await pinsOf({ userId: uid, courseId });
    const course = await readDocument(courseDoc(courseId));
    const place = course && placeOf({ course, lessonId });
    const command = completeLessonCommand({ userId: uid, request: data, place, rules: policy.rules });
    const { outcome, replayed } = await lanes().submit(command);
    return { ...outcome, replayed };
  },
});
