import { courseDoc, lessonDoc } from '../catalog/store.ts';
import { type Load, toWrite, type View } from '../commit/index.ts';
import type { EnrollmentKey } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import type { LessonEntry } from './lesson-entry.ts';
import { lessonProgressDoc } from './lesson-progress.ts';

/** Where to look whether a lesson may be entered, besides the enrollment. */
export interface LessonEntryPlace {
  readonly key: EnrollmentKey;
  readonly lessonId: Id;
}

/** None of it is written by who enters: an edit of the same moment comes after. */
export function lessonEntryLoads({ key, lessonId }: LessonEntryPlace): readonly Load[] {
  const { courseId } = key;
  return [
    toWrite(courseDoc(courseId)),
    toWrite(lessonDoc({ courseId, lessonId })),
    toWrite(lessonProgressDoc({ ...key, lessonId })),
  ];
}

export function lessonEntryIn(view: View, { key, lessonId }: LessonEntryPlace): LessonEntry {
  const { courseId } = key;
  return {
    lessonId,
    course: view.get(courseDoc(courseId)),
    lesson: view.get(lessonDoc({ courseId, lessonId })),
    progress: view.get(lessonProgressDoc({ ...key, lessonId })),
  };
}
