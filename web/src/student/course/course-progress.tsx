import type { ReactNode } from 'react';
import type { Enrollment } from '../../../../client/src/index.ts';
import { formatDay, formatDuration, formatMoney } from '../../shared/format.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { Facts } from '../../shared/ui/facts.tsx';
import { Meter } from '../layout/meter.tsx';
import type { CourseScope } from './course-scope.tsx';
import { creditedSecondsOf, isPayable, lessonOrderOf } from './next-step.ts';

export function CourseProgress({
  scope,
}: {
  scope: CourseScope & { readonly enrollment: Enrollment };
}): ReactNode {
  const { course, enrollment, policy } = scope;
  const { requiredSeconds } = policy.rules;
  const credited = creditedSecondsOf(enrollment);
  const order = lessonOrderOf(course);
  const done = order.filter(lessonId => enrollment.completedLessonIds.includes(lessonId)).length;
  const { amountDue, amountPaid, amountRefunded, currency, expiresAt, timeZone } = enrollment;
  return (
    <section className="card stack" aria-label="Your progress">
      <Meter
        label="Study time"
        value={credited}
        maximum={requiredSeconds}
        text={`${formatDuration(credited)} of ${formatDuration(requiredSeconds)}`}
      />
      <Meter label="Lessons" value={done} maximum={order.length} text={`${done} of ${order.length}`} />
      <Facts
        facts={[
          ['Paid', formatMoney({ amount: amountPaid - amountRefunded, currency })],
          ...(amountDue === 0 || isPayable({ enrollment, now: serverNow() })
            ? ([['Left to pay', formatMoney({ amount: amountDue, currency })]] as const)
            : []),
          ...(expiresAt === null
            ? []
            : ([['To complete by', formatDay({ at: expiresAt, timeZone })]] as const)),
        ]}
      />
    </section>
  );
}
