import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatDuration, formatMoney } from '../../shared/format.ts';
import { paths } from '../routes.ts';
import { type Listed, seatsText } from './catalog.ts';

export function CourseCard({ course }: { course: Listed }): ReactNode {
  const { courseId, title, price, currency, minimumPaidToOpen, requiredSeconds } = course;
  const deposit = Math.min(minimumPaidToOpen, price);
  return (
    <li className="card course-card">
      <h3 className="title">
        <Link href={paths.course(courseId)}>{title}</Link>
      </h3>
      <dl className="facts">
        <div>
          <dt>Price</dt>
          <dd>{price === 0 ? 'Free' : formatMoney({ amount: price, currency })}</dd>
        </div>
        <div>
          <dt>Study time</dt>
          <dd>{formatDuration(requiredSeconds)}</dd>
        </div>
        <div>
          <dt>Seats</dt>
          <dd>{seatsText(course)}</dd>
        </div>
      </dl>
      {deposit < price && (
        <p className="muted small">
          Opens from {formatMoney({ amount: deposit, currency })}; the rest can follow.
        </p>
      )}
    </li>
  );
}
