import type { Course, Lesson } from '../catalog/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { LessonProgress } from './lesson-progress.ts';
import type { Session } from './schema.ts';

/** Every lesson of the course in the order in which they are taken: one that two modules name, where it comes first. */
export const lessonOrderOf = ({ modules }: Pick<Course, 'modules'>): readonly Id[] => [
  ...new Set(modules.flatMap(({ lessonIds }) => lessonIds)),
];

/** The one that has to be done first; undefined for the first, and for a lesson that the course does not have. */
export function lessonBefore({
  course,
  lessonId,
}: {
  course: Pick<Course, 'modules'>;
  lessonId: Id;
}): Id | undefined {
  const order = lessonOrderOf(course);
  return order[order.indexOf(lessonId) - 1];
}

/** What entering a lesson is decided on, as stored. */
export interface LessonEntry {
  readonly lessonId: Id;
  readonly course: Course | undefined;
  readonly lesson: Lesson | undefined;
  readonly progress: LessonProgress | undefined;
  /** Whose progress `beforeProgress` is: the course may have changed since it was looked up. */
  readonly before: Id | undefined;
  readonly beforeProgress: LessonProgress | undefined;
}

export interface EnteredLesson {
  readonly kind: 'entered';
  readonly lessonId: Id;
  /** What may still be credited to it; null: no bound. */
  readonly lessonLeftSeconds: number | null;
}

/** What the session pins of the lesson, or why the student may not be in it yet. */
export function enterLesson({
  entry,
  pendingLessonSeconds,
}: {
  entry: LessonEntry;
  pendingLessonSeconds: Session['pendingLessonSeconds'];
}): EnteredLesson | Refusal {
  const { lessonId, course, lesson, progress } = entry;
  if (course === undefined || lesson === undefined || !lessonOrderOf(course).includes(lessonId))
    return refuse('LESSON_NOT_FOUND');
  const before = lessonBefore({ course, lessonId });
  if (before !== entry.before) return refuse('STALE_READ');
  const isDone = (done: LessonProgress | undefined) => (done?.completedAt ?? null) !== null;
  if (before !== undefined && !isDone(entry.beforeProgress) && !isDone(progress))
    return refuse('LESSON_LOCKED');
  if (lesson.maximumSeconds === null) return { kind: 'entered', lessonId, lessonLeftSeconds: null };
  const credited = (progress?.creditedSeconds ?? 0) + (pendingLessonSeconds[lessonId] ?? 0);
  return { kind: 'entered', lessonId, lessonLeftSeconds: Math.max(0, lesson.maximumSeconds - credited) };
}
