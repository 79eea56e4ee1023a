import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { paths } from '../routes.ts';
import type { CourseScope } from './course-scope.tsx';

export function CourseLinks({ scope }: { scope: CourseScope }): ReactNode {
  const { courseId, enrollment, policy } = scope;
  if (enrollment === null || enrollment.enrollmentStatus === 'WAITLISTED') return null;
  const links = [
    { to: paths.hours(courseId), label: 'Hours per day' },
    { to: paths.receipts(courseId), label: 'Receipts' },
    ...(enrollment.amountDue > 0 ? [{ to: paths.pay(courseId), label: 'Pay' }] : []),
    ...(policy.rules.driving === undefined
      ? []
      : [{ to: paths.driving(courseId), label: 'Driving lessons' }]),
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
