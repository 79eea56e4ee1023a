import type { ReactNode } from 'react';
import { formatDay, formatDuration, formatMoney } from '../../shared/format.ts';
import { PageBody } from '../layout/page.tsx';
import { CourseLinks } from './course-links.tsx';
import { CourseProgress } from './course-progress.tsx';
import { type CourseScope, useCourseScope } from './course-scope.tsx';
import { LeaveCourse } from './leave-course.tsx';
import { NextStepCard } from './next-step-card.tsx';
import { CourseOutline } from './outline.tsx';
import { enrollmentTag } from './status-words.ts';

/** Where a student sees how the course stands, and the one thing to do next. */
export function CourseHomePage(): ReactNode {
  const scope = useCourseScope();
  const { course, enrollment } = scope;
  const tag = enrollment === null ? undefined : enrollmentTag(enrollment);
  return (
    <PageBody
      title={course.title}
      lead={tag === undefined ? undefined : <span className={`tag ${tag.tone}`}>{tag.label}</span>}
    >
      <NextStepCard scope={scope} />
      {enrollment === null ? (
        <CourseFacts scope={scope} />
      ) : (
        <>
          <CourseProgress scope={{ ...scope, enrollment }} />
          <CourseLinks scope={scope} />
        </>
      )}
      <CourseOutline scope={scope} />
      {enrollment !== null && <LeaveCourse enrollment={enrollment} />}
    </PageBody>
  );
}

function CourseFacts({ scope }: { scope: CourseScope }): ReactNode {
  const { course, policy } = scope;
  const { price, currency, terms } = course;
  const { completeWithin } = policy.terms;
  return (
    <section className="card" aria-label="About this course">
      <dl className="facts">
        <div>
          <dt>Price</dt>
          <dd>{price === 0 ? 'Free' : formatMoney({ amount: price, currency })}</dd>
        </div>
        {terms.minimumPaidToOpen < price && (
          <div>
            <dt>Opens from</dt>
            <dd>{formatMoney({ amount: terms.minimumPaidToOpen, currency })}</dd>
          </div>
        )}
        <div>
          <dt>Study time</dt>
          <dd>{formatDuration(policy.rules.requiredSeconds)}</dd>
        </div>
        {completeWithin !== null && (
          <div>
            <dt>To complete by</dt>
            <dd>{formatDay({ at: inSeconds(completeWithin.seconds) })}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1_000);
