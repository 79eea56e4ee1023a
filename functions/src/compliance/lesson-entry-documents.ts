import { courseDoc, lessonDoc } from '../catalog/store.ts';
import { type Load, readDocument, toWrite, type View } from '../commit/index.ts';
import type { EnrollmentKey } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { type LessonEntry, lessonBefore } from './lesson-entry.ts';
import { lessonProgressDoc } from './lesson-progress.ts';

/** Where to look whether a lesson may be entered. */
export interface LessonEntryPlace {
  readonly key: EnrollmentKey;
  readonly lessonId: Id;
  /** In the course's order as it was when the command was built. */
  readonly before: Id | undefined;
}

export async function lessonEntryPlaceOf({
  key,
  lessonId,
}: {
  key: EnrollmentKey;
  lessonId: Id;
}): Promise<LessonEntryPlace> {
  const course = await readDocument(courseDoc(key.courseId));
  return { key, lessonId, before: course === undefined ? undefined : lessonBefore({ course, lessonId }) };
}

/** None of it is written by who enters: an edit of the same moment comes after. */
export function lessonEntryLoads({ key, lessonId, before }: LessonEntryPlace): readonly Load[] {
  const progress = [lessonId, ...(before === undefined ? [] : [before])].map(id =>
    lessonProgressDoc({ ...key, lessonId: id }),
  );
  return [courseDoc(key.courseId), lessonDoc({ courseId: key.courseId, lessonId }), ...progress].map(toWrite);
}

export function lessonEntryIn(view: View, { key, lessonId, before }: LessonEntryPlace): LessonEntry {
  const progressOf = (id: Id) => view.get(lessonProgressDoc({ ...key, lessonId: id }));
  return {
    lessonId,
    before,
    course: view.get(courseDoc(key.courseId)),
    lesson: view.get(lessonDoc({ courseId: key.courseId, lessonId })),
    progress: progressOf(lessonId),
    beforeProgress: before === undefined ? undefined : progressOf(before),
  };
}
