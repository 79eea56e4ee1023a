import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Authorization } from '../../../../client/src/index.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { usePage } from '../../shared/session.tsx';
import { nothing, useLive } from '../../shared/use-live.ts';
import { paths } from '../routes.ts';
import type { CourseScope } from './course-scope.tsx';
import { isPayable } from './next-step.ts';

export function CourseLinks({ scope }: { scope: CourseScope }): ReactNode {
  const { courseId, enrollment } = scope;
  const hasDriving = useHasDriving(scope);
  if (enrollment === null || enrollment.enrollmentStatus === 'WAITLISTED') return null;
  const links = [
    { to: paths.hours(courseId), label: 'Hours per day' },
    { to: paths.receipts(courseId), label: 'Receipts' },
    ...(isPayable({ enrollment, now: serverNow() }) ? [{ to: paths.pay(courseId), label: 'Pay' }] : []),
    ...(hasDriving ? [{ to: paths.driving(courseId), label: 'Driving lessons' }] : []),
    { to: paths.certificate(courseId), label: 'Certificate' },
  ];
  return (
    <nav aria-label="This course" className="row">
      {links.map(({ to, label }) => (
        <Link key={to} className="button" href={to}>
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** The school may authorize hours in a course whose rules say nothing of driving, too: asked for only there. */
function useHasDriving({ courseId, policy, userId }: CourseScope): boolean {
  const { seatbelt } = usePage();
  const studentId = policy.rules.driving === undefined ? userId : null;
  const all = useLive<readonly Authorization[]>(`authorizations/${studentId}`, (reads, listener) =>
    studentId === null
      ? nothing(reads, listener)
      : reads.watchAuthorizations(seatbelt, { studentId }, listener),
  );
  if (policy.rules.driving !== undefined) return true;
  return all.status === 'ready' && all.data.some(each => each.courseId === courseId);
}
