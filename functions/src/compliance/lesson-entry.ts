import type { Course, Lesson } from '../catalog/schema.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { LessonProgress } from './lesson-progress.ts';
import type { Session } from './schema.ts';

/** Every lesson of the course in the order in which they are taken: one that two modules name, where it comes first. */
export const lessonOrderOf = ({ modules }: Pick<Course, 'modules'>): readonly Id[] => [
  ...new Set(modules.flatMap(({ lessonIds }) => lessonIds)),
];

/** What entering a lesson is decided on, as stored. */
export interface LessonEntry {
  readonly lessonId: Id;
  readonly course: Course | undefined;
  readonly lesson: Lesson | undefined;
  readonly progress: LessonProgress | undefined;
}

export interface EnteredLesson {
  readonly kind: 'entered';
  readonly lessonId: Id;
  /** What may still be credited to it; null: no bound. */
  readonly lessonLeftSeconds: number | null;
}

/**
 * What the session pins of the lesson, or why the student may not be in it yet: the lesson before has to be done. Who
 * has done a lesson may look at it again, whatever the course put before it since.
 */
export function enterLesson({
  entry,
  enrollment: { completedLessonIds },
  pendingLessonSeconds,
}: {
  entry: LessonEntry;
  enrollment: Pick<Enrollment, 'completedLessonIds'>;
  pendingLessonSeconds: Session['pendingLessonSeconds'];
}): EnteredLesson | Refusal {
  const { lessonId, course, lesson, progress } = entry;
  const order = course === undefined ? [] : lessonOrderOf(course);
  const index = order.indexOf(lessonId);
  if (lesson === undefined || index === -1) return refuse('LESSON_NOT_FOUND');
  const before = order[index - 1];
  const isOpen = [before, lessonId].some(id => id === undefined || completedLessonIds.includes(id));
  if (!isOpen) return refuse('LESSON_LOCKED');
  if (lesson.maximumSeconds === null) return { kind: 'entered', lessonId, lessonLeftSeconds: null };
  const credited = (progress?.creditedSeconds ?? 0) + (pendingLessonSeconds[lessonId] ?? 0);
  return { kind: 'entered', lessonId, lessonLeftSeconds: Math.max(0, lesson.maximumSeconds - credited) };
}
