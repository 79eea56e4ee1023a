import { z } from 'zod';
import type { Doc } from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { Id } from '../platform/ids.ts';

/** `…/lessons/{lessonId}`: sessions add time when they close, videos add ranges, completion happens once. */
export const LessonProgress = z.object({
  lessonId: Id,
  /** Of closed sessions, and of an open one up to the lesson's completion. */
  creditedSeconds: z.int().min(0),
  /** Disjoint, in order; each second of the video that was played. */
  watched: z.array(z.object({ from: z.int().min(0), to: z.int().min(1) })).max(500),
  /** Server time of the last video checkpoint: watched time never runs faster than time itself allows. */
  watchedAt: z.date().nullable(),
  completedAt: z.date().nullable(),
});
export type LessonProgress = z.infer<typeof LessonProgress>;

export const lessonProgressDoc = ({
  lessonId,
  ...key
}: EnrollmentKey & { lessonId: Id }): Doc<LessonProgress> => ({
  path: `${enrollmentDoc(key).path}/lessons/${lessonId}`,
  schema: LessonProgress,
});

export const newLessonProgress = (lessonId: Id): LessonProgress => ({
  lessonId,
  creditedSeconds: 0,
  watched: [],
  watchedAt: null,
  completedAt: null,
});
