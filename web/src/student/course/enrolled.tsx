import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Notice } from '../../shared/ui/notice.tsx';
import { PageBody } from '../layout/page.tsx';
import { SignedIn } from '../layout/signed-in.tsx';
import { paths } from '../routes.ts';
import { type EnrolledScope, useCourseScope } from './course-scope.tsx';

/** A page of the course that is for those who are enrolled; the others are shown the way in. */
export function Enrolled({
  title,
  children,
}: {
  title: string;
  children: (scope: EnrolledScope) => ReactNode;
}): ReactNode {
  return (
    <SignedIn>
      <Inside title={title}>{children}</Inside>
    </SignedIn>
  );
}

function Inside({
  title,
  children,
}: {
  title: string;
  children: (scope: EnrolledScope) => ReactNode;
}): ReactNode {
  const scope = useCourseScope();
  const { enrollment, userId, courseId, course } = scope;
  if (enrollment !== null && userId !== null) return children({ ...scope, enrollment, userId });
  return (
    <PageBody title={title} lead={course.title}>
      <Notice>
        <span>You are not enrolled in this course yet.</span>
        <Link href={paths.course(courseId)}>To the course’s page</Link>
      </Notice>
    </PageBody>
  );
}

/** The way back to the course, above the heading of each of its pages. */
export function BackToCourse({ courseId, title }: { courseId: string; title: string }): ReactNode {
  return (
    <nav aria-label="Breadcrumb" className="breadcrumb small no-print">
      <Link href={paths.course(courseId)}>← {title}</Link>
    </nav>
  );
}
