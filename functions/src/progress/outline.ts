import type { PolicyRules } from '../catalog/policy-rules.ts';
import type { Course, Lesson } from '../catalog/schema.ts';
import { lessonOrderOf } from '../compliance/lesson-entry.ts';
import type { Id } from '../platform/ids.ts';

/** Where a lesson stands in its course. */
export interface LessonPlace {
  readonly previousLessonId: Id | null;
  readonly nextLessonId: Id | null;
  /** With the lessons in their order, the module is done once its last one is. */
  readonly isLastOfModule: boolean;
  /** The whole outline, in its order. */
  readonly lessonIds: readonly Id[];
}

/** Undefined for a lesson that the course does not have, or does not have any more. */
export function placeOf({ course, lessonId }: { course: Course; lessonId: Id }): LessonPlace | undefined {
  const order = lessonOrderOf(course);
  const index = order.indexOf(lessonId);
  if (index === -1) return undefined;
  const home = course.modules.find(module => module.lessonIds.includes(lessonId));
  return {
    previousLessonId: order[index - 1] ?? null,
    nextLessonId: order[index + 1] ?? null,
    isLastOfModule: home?.lessonIds.at(-1) === lessonId,
    lessonIds: order,
  };
}

/** Seconds of a lesson's video that have to be seen; rounded up, since 89.9 % is not 90 %. */
export function requiredVideoSeconds({
  lesson,
  rules,
}: {
  lesson: Pick<Lesson, 'videoSeconds'>;
  rules: Pick<PolicyRules, 'video'>;
}): number {
  return Math.ceil((lesson.videoSeconds * rules.video.requiredPercent) / 100);
}
