import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { type ClientReason, isSeatbeltError, type Reason } from '../../../../client/src/index.ts';
import { Refusal } from '../../shared/ui/notice.tsx';
import { paths, signInPath } from '../routes.ts';

/** What went wrong, with the way on wherever it lies on another page. */
export function StudentRefusal(props: {
  error: Error | null;
  courseId?: string;
  onRetry?: () => void;
}): ReactNode {
  const { error, courseId, onRetry } = props;
  const [location] = useLocation();
  if (error === null) return null;
  const way = isSeatbeltError(error) ? wayOn({ reason: error.reason, location, courseId }) : undefined;
  return (
    <div className="stack tight">
      <Refusal error={error} {...(onRetry === undefined ? {} : { onRetry })} />
      {way !== undefined && (
        <Link className="button" href={way.to}>
          {way.label}
        </Link>
      )}
    </div>
  );
}

interface Way {
  readonly to: string;
  readonly label: string;
}

function wayOn(input: {
  reason: Reason | ClientReason;
  location: string;
  courseId: string | undefined;
}): Way | undefined {
  const { reason, location, courseId } = input;
  if (reason === 'SIGN_IN_EXPIRED' || reason === 'SIGN_IN_REQUIRED')
    return { to: signInPath({ next: location, isAgain: true }), label: 'Sign in again' };
  if (reason === 'COURSE_NOT_FOUND') return { to: paths.courses, label: 'See all courses' };
  if (courseId === undefined) return undefined;
  return wayInCourse({ reason, location, courseId });
}

function wayInCourse(input: { reason: string; location: string; courseId: string }): Way | undefined {
  const { reason, location, courseId } = input;
  const course = paths.course(courseId);
  if (reason === 'IDENTITY_NOT_REGISTERED')
    return { to: paths.questions(courseId), label: 'Answer the questions' };
  if (reason === 'SOLD_OUT') return { to: paths.courses, label: 'See all courses' };
  if (leadsToCourse.has(reason) && location !== course) return { to: course, label: 'To the course’s page' };
  return undefined;
}

const leadsToCourse: ReadonlySet<string> = new Set([
  'ACCESS_LOCKED',
  'IDENTITY_LOCKED',
  'ENROLLMENT_NOT_FOUND',
  'ENROLLMENT_EXPIRED',
  'ENROLLMENT_CLOSED',
  'ENROLLMENT_WAITLISTED',
  'LESSON_LOCKED',
  'LESSON_NOT_FOUND',
  'NOTHING_DUE',
  'HOURS_MISSING',
  'DAILY_LIMIT',
  'ANSWERS_REGISTERED',
  'ATTEMPT_CLOSED',
  'ALREADY_ENROLLED',
]);
