import type { ReactNode } from 'react';
import type { SessionTracker } from '../../../../client/src/study.ts';
import { Skeleton } from '../../shared/ui/live-view.tsx';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { BackToCourse, Enrolled } from '../course/enrolled.tsx';
import { LessonPage } from './lesson-page.tsx';
import { StudyCheck } from './study-check.tsx';
import { TrackerStrip } from './tracker-strip.tsx';
import { useStudying } from './use-studying.ts';
import { useTracker, useTrackerState } from './use-tracker.ts';

/** All lessons of a course below one tracker: going on to the next lesson goes on with the session. */
export default function StudyArea({ lessonId }: { lessonId: string }): ReactNode {
  return <Enrolled title="Lesson">{scope => <Study scope={scope} lessonId={lessonId} />}</Enrolled>;
}

function Study({ scope, lessonId }: { scope: EnrolledScope; lessonId: string }): ReactNode {
  const { courseId, course, userId } = scope;
  const tracker = useTracker({ userId, courseId });
  return (
    <>
      <BackToCourse courseId={courseId} title={course.title} />
      {tracker === undefined ? (
        <Skeleton lines={5} />
      ) : (
        <Tracked scope={scope} lessonId={lessonId} tracker={tracker} />
      )}
    </>
  );
}

function Tracked(props: { scope: EnrolledScope; lessonId: string; tracker: SessionTracker }): ReactNode {
  const { scope, lessonId, tracker } = props;
  const state = useTrackerState(tracker);
  const studying = useStudying({ tracker, lessonId });
  return (
    <>
      <TrackerStrip courseId={scope.courseId} state={state} studying={studying} />
      <LessonPage key={lessonId} scope={scope} lessonId={lessonId} tracker={tracker} state={state} />
      <StudyCheck
        tracker={tracker}
        check={state.challenge}
        timeZone={scope.enrollment.timeZone}
        onSettled={studying.tell}
      />
    </>
  );
}
