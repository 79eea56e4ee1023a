import type { ReactNode } from 'react';
import type { StudyDay } from '../../../../client/src/index.ts';
import { formatDuration } from '../../shared/format.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { usePage } from '../../shared/session.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useLive } from '../../shared/use-live.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { BackToCourse, Enrolled } from '../course/enrolled.tsx';
import { creditedSecondsOf } from '../course/next-step.ts';
import { Meter } from '../layout/meter.tsx';
import { PageBody } from '../layout/page.tsx';
import { dayKeyOf, daysToDraw } from './chart-scale.ts';
import { DaysTable } from './days-table.tsx';
import { DownloadRecord } from './download-record.tsx';
import { HoursChart } from './hours-chart.tsx';

export default function HoursPage(): ReactNode {
  return <Enrolled title="Hours per day">{scope => <Hours scope={scope} />}</Enrolled>;
}

function Hours({ scope }: { scope: EnrolledScope }): ReactNode {
  const { courseId, course, userId } = scope;
  const { seatbelt } = usePage();
  const days = useLive<readonly StudyDay[]>(`days/${userId}/${courseId}`, (reads, listener) =>
    reads.watchDays(seatbelt, { userId, courseId }, listener),
  );
  return (
    <>
      <BackToCourse courseId={courseId} title={course.title} />
      <PageBody title="Hours per day">
        <LiveView live={days} missing={null} lines={6}>
          {found => <Drawn scope={scope} days={found} />}
        </LiveView>
        <DownloadRecord courseId={courseId} />
      </PageBody>
    </>
  );
}

const LEAST_DAYS = 7;
const MOST_DAYS = 28;

function Drawn({ scope, days }: { scope: EnrolledScope; days: readonly StudyDay[] }): ReactNode {
  const { enrollment, policy } = scope;
  const { timeZone } = enrollment;
  const { requiredSeconds, dailyLimit } = policy.rules;
  const limitSeconds = dailyLimit.mode === 'none' ? null : dailyLimit.seconds;
  const lastDayKey = dayKeyOf({ at: serverNow(), timeZone });
  const drawn = daysToDraw({ days, lastDayKey, least: LEAST_DAYS, most: MOST_DAYS });
  const today = days.find(({ dayKey }) => dayKey === lastDayKey)?.creditedSeconds ?? 0;
  const credited = creditedSecondsOf(enrollment);
  return (
    <>
      <section className="card stack" aria-label="In all">
        <Meter
          label="Credited in all"
          value={credited}
          maximum={requiredSeconds}
          text={`${formatDuration(credited)} of ${formatDuration(requiredSeconds)}`}
        />
        {limitSeconds !== null && (
          <Meter
            label={dailyLimit.mode === 'rolling24h' ? 'Today (a limit for any 24 hours)' : 'Today'}
            value={today}
            maximum={limitSeconds}
            text={`${formatDuration(today)} of at most ${formatDuration(limitSeconds)}`}
          />
        )}
      </section>
      {days.length === 0 ? (
        <Notice>Nothing has been studied yet. Each day with a lesson appears here.</Notice>
      ) : (
        <section className="card stack" aria-labelledby="days">
          <h2 id="days">The last {drawn.length} days</h2>
          <HoursChart days={drawn} limitSeconds={limitSeconds} />
          <DaysTable days={days} />
        </section>
      )}
      <p className="muted small">
        Days are those of {timeZone}. Time in a lesson that is still open counts in all once you leave it.
      </p>
    </>
  );
}
