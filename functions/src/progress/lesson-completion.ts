import { createHash } from 'node:crypto';
import { minimumSecondsOf } from '../catalog/lesson-time.ts';
import type { PolicyRules } from '../catalog/policy-rules.ts';
import type { Lesson } from '../catalog/schema.ts';
import { type LessonProgress, newLessonProgress } from '../compliance/lesson-progress.ts';
import { takePendingLesson } from '../compliance/open-session.ts';
import type { Session, SessionEvent } from '../compliance/schema.ts';
import { appendEvent } from '../compliance/session-events.ts';
import { completedIfDone, withLessonDone } from '../enrollments/learning.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { type LessonPlace, requiredVideoSeconds } from './outline.ts';
import { admitStudent } from './study-gate.ts';
import { secondsIn } from './watched-ranges.ts';

export interface LessonCompleted {
  readonly kind: 'completed';
  readonly enrollment: Enrollment;
  readonly session: Session;
  readonly progress: LessonProgress;
  readonly event: SessionEvent;
}

export interface CompletionFacts {
  readonly enrollment: Enrollment | undefined;
  readonly session: Session | undefined;
  readonly progress: LessonProgress | undefined;
  /** Undefined: the course does not have the lesson, or not any more. */
  readonly place: LessonPlace | undefined;
  readonly lesson: Lesson | undefined;
  readonly rules: PolicyRules;
  /** Name of the event in the session's chain. */
  readonly eventId: Id;
  readonly now: Date;
}

/**
 * Completes a lesson once. Counted is what was credited up to the last heartbeat: what a student has read since
 * then is nobody's word but the client's.
 *
 * @returns the refusals of the gate; LESSON_NOT_FOUND; LESSON_LOCKED before the lesson before it is done;
 *   LESSON_TOO_SHORT; VIDEO_NOT_WATCHED; ILLEGAL_TRANSITION for a lesson that is completed already
 */
export function completeLesson(facts: CompletionFacts): LessonCompleted | Refusal {
  const { place, lesson, rules, now } = facts;
  const student = admitStudent(facts);
  if (student.kind === 'refused') return student;
  if (lesson === undefined || place === undefined) return refuse('LESSON_NOT_FOUND');
  const { lessonId } = lesson;
  const { previousLessonId, lessonIds } = place;
  const { completedLessonIds } = student.enrollment;
  if (previousLessonId !== null && !completedLessonIds.includes(previousLessonId))
    return refuse('LESSON_LOCKED');
  const before = facts.progress ?? newLessonProgress(lessonId);
  if (before.completedAt !== null) return refuse('ILLEGAL_TRANSITION');
  const { session, seconds } = takePendingLesson({ session: student.session, lessonId });
  const creditedSeconds = before.creditedSeconds + seconds;
  if (creditedSeconds < minimumSecondsOf({ lesson, rules })) return refuse('LESSON_TOO_SHORT');
  if (secondsIn(before.watched, lesson.videoSeconds) < requiredVideoSeconds({ lesson, rules }))
    return refuse('VIDEO_NOT_WATCHED');
  const enrollment = completedIfDone({
    enrollment: withLessonDone({ enrollment: student.enrollment, lessonId, lessonIds }),
    openSessionSeconds: session.creditedSeconds,
    lessonIds,
    requiredSeconds: rules.requiredSeconds,
    now,
  });
  return {
    kind: 'completed',
    enrollment,
    progress: { ...before, creditedSeconds, completedAt: now },
    ...appendEvent({
      session,
      event: { eventId: facts.eventId, kind: 'lessonCompleted', at: now, lessonId },
    }),
  };
}

/** A lesson completes once, so it names its event. An id that leaves no room for the word is told by its hash. */
export function lessonEventId(lessonId: Id): Id {
  const name = Id.safeParse(`lesson-${lessonId}`);
  if (name.success) return name.data;
  return Id.parse(`lesson-${createHash('sha256').update(lessonId).digest('hex')}`);
}
