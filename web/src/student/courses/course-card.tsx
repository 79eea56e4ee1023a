import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatDuration, formatMoney } from '../../shared/format.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { paths } from '../routes.ts';
import { depositOf, type Listed, priceText, seatsText } from './catalog.ts';

export function CourseCard({ course }: { course: Listed }): ReactNode {
  const { courseId, title, price, currency, requiredSeconds } = course;
  const deposit = depositOf(course);
  return (
    <li className="card course-card">
      <h3 className="title">
        <Link href={paths.course(courseId)}>{title}</Link>
      </h3>
      <Facts
        facts={[
          ['Price', priceText({ price, currency })],
          ['Study time', formatDuration(requiredSeconds)],
          ['Seats', seatsText(course)],
        ]}
      />
      {deposit !== undefined && (
        <p className="muted small">
          Opens from {formatMoney({ amount: deposit, currency })}; the rest can follow.
        </p>
      )}
    </li>
  );
}
