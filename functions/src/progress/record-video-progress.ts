import { lessonDoc } from '../catalog/store.ts';
import {
  apply,
  type Command,
  create,
  fingerprintOf,
  lanes,
  toRead,
  toWrite,
  update,
} from '../commit/index.ts';
import { lessonProgressDoc } from '../compliance/lesson-progress.ts';
import { sessionDoc } from '../compliance/store.ts';
import { type Pins, pinsOf } from '../enrollments/pins.ts';
import { enrollmentDoc, requestDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import type { Id } from '../platform/ids.ts';
import { refuse } from '../platform/refusal.ts';
import { requiredVideoSeconds } from './outline.ts';
import { admitStudent } from './study-gate.ts';
import { watchVideo } from './video-checkpoint.ts';
import { secondsIn } from './watched-ranges.ts';
import {
  type RecordVideoProgressAnswer,
  RecordVideoProgressOutcome,
  RecordVideoProgressRequest,
} from './wire.ts';

/**
 * Reads 4 (enrollment, session, the lesson's outline and progress), writes 2 (request, progress). The enrollment and
 * the session only gate: nobody who changes them reads what is written here.
 */
export function recordVideoProgressCommand(input: {
  readonly userId: Id;
  readonly request: RecordVideoProgressRequest;
  readonly rules: Pins['policy']['rules'];
}): Command<RecordVideoProgressOutcome> {
  const { userId, request, rules } = input;
  const { courseId, lessonId, sessionId, from, to, requestId } = request;
  const key = { userId, courseId };
  const enrollment = enrollmentDoc(key);
  const session = sessionDoc({ ...key, sessionId });
  const progress = lessonProgressDoc({ ...key, lessonId });
  const outline = lessonDoc({ courseId, lessonId });
  return {
    operation: 'recordVideoProgress',
    aggregate: progress.path,
    receipt: {
      doc: requestDoc({ key, requestId }),
      fingerprint: fingerprintOf('recordVideoProgress', request),
    },
    loads: [...[enrollment, session, progress].map(toWrite), toRead(outline)],
    outcomeSchema: RecordVideoProgressOutcome,
    decide: view => {
      const { now } = view;
      const student = admitStudent({ enrollment: view.get(enrollment), session: view.get(session), now });
      if (student.kind === 'refused') return student;
      const lesson = view.get(outline);
      if (lesson === undefined) return refuse('LESSON_NOT_FOUND');
      const known = view.get(progress);
      const { videoSeconds } = lesson;
      const claim = { from, to };
      const { session: open } = student;
      const seen = watchVideo({
        lessonId,
        progress: known,
        session: open,
        claim,
        videoSeconds,
        rules,
        now,
      });
      const outcome = {
        watchedSeconds: secondsIn(seen.watched, videoSeconds),
        requiredSeconds: requiredVideoSeconds({ lesson, rules }),
      };
      return apply(outcome, [known === undefined ? create(progress, seen) : update(progress, seen)]);
    },
  };
}

/** A checkpoint of a lesson's video: which stretch of it was played since the last one. */
export const recordVideoProgress = defineCallable({
  name: 'recordVideoProgress',
  request: RecordVideoProgressRequest,
  handler: async ({ uid, data }): Promise<RecordVideoProgressAnswer> => {
    const { policy } = await pinsOf({ userId: uid, courseId: data.courseId });
    const command = recordVideoProgressCommand({ userId: uid, request: data, rules: policy.rules });
    const { outcome, replayed } = await lanes().submit(command);
    return { ...outcome, replayed };
  },
});
