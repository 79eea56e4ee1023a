import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Lesson, LessonProgress } from '../../../../client/src/index.ts';
import type { SessionTracker, TrackerState } from '../../../../client/src/study.ts';
import { usePage } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { useLive } from '../../shared/use-live.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { lessonOrderOf } from '../course/next-step.ts';
import { PageBody } from '../layout/page.tsx';
import { StudentRefusal } from '../layout/refusal.tsx';
import { useFocusAfter } from '../layout/use-focus-after.ts';
import { paths } from '../routes.ts';
import { LessonMeters } from './lesson-meters.tsx';
import { LessonVideo } from './lesson-video.tsx';
import type { PlayedStretch } from './played-stretch.ts';

interface Props {
  readonly scope: EnrolledScope;
  readonly lessonId: string;
  readonly tracker: SessionTracker;
  readonly state: TrackerState;
}

export function LessonPage(props: Props): ReactNode {
  const { scope, lessonId, tracker } = props;
  const { courseId, outline, userId } = scope;
  const { seatbelt } = usePage();
  const [playedSeconds, setPlayedSeconds] = useState(0);
  const lesson = outline.lessons.find(each => each.lessonId === lessonId);
  const progress = useLive<readonly LessonProgress[]>(`progress/${userId}/${courseId}`, (reads, listener) =>
    reads.watchProgress(seatbelt, { userId, courseId }, listener),
  );
  if (lesson === undefined)
    return (
      <PageBody title="There is no such lesson">
        <Link href={paths.course(courseId)}>Choose a lesson on the course’s page</Link>
      </PageBody>
    );
  return (
    <PageBody title={lesson.title}>
      <LessonBody
        lesson={lesson}
        onPlayed={stretch => {
          tracker.videoPlayed({ lessonId, ...stretch });
          setPlayedSeconds(seconds => seconds + stretch.toSeconds - stretch.fromSeconds);
        }}
      />
      <LiveView live={progress} missing={null} lines={2}>
        {found => <LessonEnd {...props} lesson={lesson} progress={found} playedSeconds={playedSeconds} />}
      </LiveView>
    </PageBody>
  );
}

function LessonBody(props: { lesson: Lesson; onPlayed: (stretch: PlayedStretch) => void }): ReactNode {
  const { lesson, onPlayed } = props;
  const { content } = lesson;
  const paragraphs = (content?.text ?? '').split(/\n\s*\n/).filter(text => text.trim() !== '');
  return (
    <>
      {typeof content?.videoUrl === 'string' && (
        <LessonVideo url={content.videoUrl} title={lesson.title} onPlayed={onPlayed} />
      )}
      <div className="prose">
        {paragraphs.length === 0 ? (
          <p className="muted">
            The school teaches this lesson outside of this page. Your time is counted here.
          </p>
        ) : (
          // The same sentence may stand twice; paragraphs never change places.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          paragraphs.map((text, index) => <p key={index}>{text}</p>)
        )}
      </div>
    </>
  );
}

type EndProps = Props & {
  readonly lesson: Lesson;
  readonly progress: readonly LessonProgress[];
  readonly playedSeconds: number;
};

function LessonEnd(props: EndProps): ReactNode {
  const { scope, lessonId, tracker, state, lesson, progress, playedSeconds } = props;
  const { courseId, enrollment } = scope;
  const [isCompleted, setCompleted] = useState(false);
  const complete = useAction(async () => {
    await tracker.completeLesson({ lessonId });
    setCompleted(true);
  });
  const isDone = isCompleted || enrollment.completedLessonIds.includes(lessonId);
  const done = useFocusAfter<HTMLDivElement>(isDone ? 'done' : 'studied');
  if (isDone)
    return (
      <div ref={done} tabIndex={-1}>
        <LessonDone scope={scope} lessonId={lessonId} />
      </div>
    );
  const canComplete = state.phase === 'counting' || state.phase === 'idle' || state.phase === 'offline';
  return (
    <section className="card stack" aria-label="Complete this lesson">
      <LessonMeters {...{ scope, lesson, progress, state, playedSeconds }}>
        {isFull => (
          <>
            <StudentRefusal error={complete.error} courseId={courseId} />
            <div className="row">
              <Button
                look="primary"
                isBusy={complete.isRunning}
                isDisabled={!isFull || !canComplete}
                busyLabel={state.phase === 'offline' ? 'Waiting for the network …' : 'Completing …'}
                onPress={complete.run}
              >
                Complete lesson
              </Button>
              {!isFull && <span className="muted">It can be completed once this is full.</span>}
            </div>
          </>
        )}
      </LessonMeters>
    </section>
  );
}

function LessonDone({ scope, lessonId }: { scope: EnrolledScope; lessonId: string }): ReactNode {
  const { courseId, course, outline } = scope;
  const order = lessonOrderOf(course);
  const next = order[order.indexOf(lessonId) + 1];
  const title = outline.lessons.find(each => each.lessonId === next)?.title ?? next;
  return (
    <Notice kind="good">
      <strong>This lesson is done.</strong>
      {next === undefined ? (
        <span>It was the last one. The course’s page shows what comes next.</span>
      ) : (
        <span>
          Next: <Link href={paths.lesson({ courseId, lessonId: next })}>{title}</Link>
        </span>
      )}
      <Link href={paths.course(courseId)}>To the course’s page</Link>
    </Notice>
  );
}
