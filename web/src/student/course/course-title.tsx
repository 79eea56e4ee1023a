import type { ReactNode } from 'react';
import type { Course } from '../../../../client/src/index.ts';
import { usePage } from '../../shared/session.tsx';
import { useLive } from '../../shared/use-live.ts';

/** A course by its title; by its id until that has come, and where the course is not published any more. */
export function CourseTitle({ courseId }: { courseId: string }): ReactNode {
  const { seatbelt } = usePage();
  const course = useLive<Course>(`course/${courseId}`, (reads, listener) =>
    reads.watchCourse(seatbelt, { courseId }, listener),
  );
  return course.status === 'ready' ? course.data.title : courseId;
}
