import type { ReactNode } from 'react';
import type { Authorization } from '../../../../client/src/index.ts';
import { formatDay } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useLive } from '../../shared/use-live.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { BackToCourse, Enrolled } from '../course/enrolled.tsx';
import { Meter } from '../layout/meter.tsx';
import { PageBody } from '../layout/page.tsx';
import { BookLesson } from './book-lesson.tsx';
import { availableUnitsOf, hoursText } from './driving-words.ts';
import { LessonList } from './lesson-list.tsx';

export default function DrivingPage(): ReactNode {
  return <Enrolled title="Driving lessons">{scope => <Driving scope={scope} />}</Enrolled>;
}

function Driving({ scope }: { scope: EnrolledScope }): ReactNode {
  const { courseId, course, userId } = scope;
  const { seatbelt } = usePage();
  const all = useLive<readonly Authorization[]>(`authorizations/${userId}`, (reads, listener) =>
    reads.watchAuthorizations(seatbelt, { studentId: userId }, listener),
  );
  return (
    <>
      <BackToCourse courseId={courseId} title={course.title} />
      <PageBody title="Driving lessons" lead="Hours with your instructor, behind the wheel.">
        <LiveView live={all} missing={null} lines={4}>
          {found => <Authorizations found={found.filter(each => each.courseId === courseId)} />}
        </LiveView>
      </PageBody>
    </>
  );
}

function Authorizations({ found }: { found: readonly Authorization[] }): ReactNode {
  if (found.length === 0)
    return (
      <Notice>
        You have no driving lessons yet. The school enters them for you; ask there when you are ready.
      </Notice>
    );
  return found.map(authorization => (
    <OneAuthorization key={authorization.authorizationId} authorization={authorization} />
  ));
}

function OneAuthorization({ authorization }: { authorization: Authorization }): ReactNode {
  const { totalUnits, consumedUnits, reservedUnits, validFrom, validTo, timeZone } = authorization;
  return (
    <section className="card stack" aria-label="Your hours of driving">
      <Meter
        label="Driven"
        value={consumedUnits}
        maximum={totalUnits}
        text={`${consumedUnits} of ${hoursText(totalUnits)}`}
      />
      <p>
        {hoursText(reservedUnits)} booked, {hoursText(availableUnitsOf(authorization))} free. Valid from{' '}
        {formatDay({ at: validFrom, timeZone })} to {formatDay({ at: validTo, timeZone })}.
      </p>
      <LessonList authorization={authorization} />
      {availableUnitsOf(authorization) > 0 && <BookLesson authorization={authorization} />}
    </section>
  );
}
