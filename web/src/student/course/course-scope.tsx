import { createContext, type ReactNode, useContext } from 'react';
import type { Course, Enrollment, PolicyVersion } from '../../../../client/src/index.ts';
import type { Live, Outline } from '../../../../client/src/live.ts';
import { both, missingIfHidden, orNull } from '../../shared/lives.ts';
import { usePage, useSignIn } from '../../shared/session.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { nothing, once, useLive } from '../../shared/use-live.ts';
import { useRefreshAt } from '../layout/use-refresh-at.ts';
import { NoSuchCourse } from './no-such-course.tsx';

/** What every page of a course works with, read once for all of them. */
export interface CourseScope {
  readonly courseId: string;
  readonly course: Course;
  /** Null for whoever is not enrolled, or not signed in. */
  readonly enrollment: Enrollment | null;
  readonly outline: Outline;
  /** The rules the student enrolled under; else those of today. */
  readonly policy: PolicyVersion;
  readonly userId: string | null;
}

/** The scope of somebody who is enrolled. */
export type EnrolledScope = CourseScope & { readonly enrollment: Enrollment; readonly userId: string };

const ScopeContext = createContext<CourseScope | undefined>(undefined);

export function useCourseScope(): CourseScope {
  const scope = useContext(ScopeContext);
  if (scope === undefined) throw new Error('CourseScopeProvider is missing above.');
  return scope;
}

export function CourseScopeProvider({
  courseId,
  children,
}: {
  courseId: string;
  children: ReactNode;
}): ReactNode {
  const signIn = useSignIn();
  const userId = signIn.status === 'signedIn' ? signIn.user.uid : null;
  const found = useCourseAndEnrollment({ courseId, userId });
  return (
    <LiveView
      live={signIn.status === 'unknown' ? { status: 'loading' } : found}
      missing={<NoSuchCourse />}
      lines={5}
    >
      {([course, enrollment]) => (
        <WithOutline course={course} enrollment={enrollment} userId={userId}>
          {children}
        </WithOutline>
      )}
    </LiveView>
  );
}

function useCourseAndEnrollment(input: {
  courseId: string;
  userId: string | null;
}): Live<readonly [Course, Enrollment | null]> {
  const { courseId, userId } = input;
  const { seatbelt } = usePage();
  const course = useLive<Course>(`course/${courseId}`, (reads, listener) =>
    reads.watchCourse(seatbelt, { courseId }, listener),
  );
  const enrollment = useLive<Enrollment>(`enrollment/${userId}/${courseId}`, (reads, listener) =>
    userId === null
      ? nothing(reads, listener)
      : reads.watchEnrollment(seatbelt, { userId, courseId }, listener),
  );
  return both(missingIfHidden(course), orNull(enrollment));
}

function WithOutline(props: {
  course: Course;
  enrollment: Enrollment | null;
  userId: string | null;
  children: ReactNode;
}): ReactNode {
  const { course, enrollment, userId, children } = props;
  const { courseId } = course;
  const { policyId, policyVersion } = enrollment ?? course;
  const { seatbelt } = usePage();
  // Nothing is written at that instant, and yet every page of the course has something else to say from then on.
  useRefreshAt(enrollment?.expiresAt ?? null);
  const outline = useLive<Outline>(
    `outline/${courseId}`,
    once(reads => reads.readOutline(seatbelt, { courseId })),
  );
  const policy = useLive<PolicyVersion>(
    `policy/${policyId}/${policyVersion}`,
    once(reads => reads.readPolicy(seatbelt, { policyId, policyVersion })),
  );
  return (
    <LiveView live={both(outline, policy)} missing={<NoSuchCourse />} lines={5}>
      {([lessonsAndQuizzes, rules]) => (
        <ScopeContext
          value={{ courseId, course, enrollment, outline: lessonsAndQuizzes, policy: rules, userId }}
        >
          {children}
        </ScopeContext>
      )}
    </LiveView>
  );
}
