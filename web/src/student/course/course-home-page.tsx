import type { ReactNode } from 'react';
import { formatDay, formatDuration, formatMoney } from '../../shared/format.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { depositOf, priceText } from '../courses/catalog.ts';
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
  const tag = enrollment === null ? undefined : enrollmentTag({ enrollment, now: serverNow() });
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
  const deposit = depositOf({ price, minimumPaidToOpen: terms.minimumPaidToOpen });
  return (
    <section className="card" aria-label="About this course">
      <Facts
        facts={[
          ['Price', priceText({ price, currency })],
          ...(deposit === undefined
            ? []
            : ([['Opens from', formatMoney({ amount: deposit, currency })]] as const)),
          ['Study time', formatDuration(policy.rules.requiredSeconds)],
          ...(completeWithin === null
            ? []
            : ([['To complete by', formatDay({ at: inSeconds(completeWithin.seconds) })]] as const)),
        ]}
      />
    </section>
  );
}

const inSeconds = (seconds: number): Date => new Date(serverNow().getTime() + seconds * 1_000);
