import { type ReactNode, useEffect, useState } from 'react';
import type { Lesson, LessonProgress, Session } from '../../../../client/src/index.ts';
import type { TrackerState } from '../../../../client/src/study.ts';
import { formatDuration } from '../../shared/format.ts';
import { usePage } from '../../shared/session.tsx';
import { nothing, useLive } from '../../shared/use-live.ts';
import type { EnrolledScope } from '../course/course-scope.tsx';
import { minimumSecondsOf, requiredVideoSeconds } from '../course/lesson-time.ts';
import { Meter } from '../layout/meter.tsx';
import { lessonSecondsOf, watchedSecondsOf } from './lesson-seconds.ts';

interface Props {
  readonly scope: EnrolledScope;
  readonly lesson: Lesson;
  readonly progress: readonly LessonProgress[];
  readonly state: TrackerState;
  /** Of its video, since the lesson was opened. */
  readonly playedSeconds: number;
  readonly children: (isFull: boolean) => ReactNode;
}

/** How far the lesson is: its time and its video, as the server has counted them. */
export function LessonMeters(props: Props): ReactNode {
  const { scope, lesson, progress, state, playedSeconds, children } = props;
  const { rules } = scope.policy;
  const { lessonId } = lesson;
  const session = useOpenSession({ scope, sessionId: state.sessionId });
  const credited = lessonSecondsOf({ lessonId, progress, session });
  const uncounted = useSecondsSince({
    mark: `${lessonId}/${credited}`,
    isRunning: state.phase === 'counting',
  });
  const needed = minimumSecondsOf({ lesson, rules });
  const shown = Math.min(needed, credited + uncounted);
  const video = videoOf({
    lesson,
    progress,
    state,
    playedSeconds,
    needed: requiredVideoSeconds({ lesson, rules }),
  });
  // Completing sends the time that has passed since the last heartbeat; a second is left for the way.
  const isFull = credited + Math.max(0, uncounted - 1) >= needed && video.watched >= video.needed;
  return (
    <>
      {needed > 0 && (
        <Meter
          label="Time in this lesson"
          value={shown}
          maximum={needed}
          text={`${formatDuration(shown)} of ${formatDuration(needed)}`}
        />
      )}
      {video.needed > 0 && (
        <Meter
          label="Video watched"
          value={video.watched}
          maximum={video.needed}
          text={`${formatDuration(video.watched)} of ${formatDuration(video.needed)}`}
        />
      )}
      {children(isFull)}
    </>
  );
}

function videoOf(input: {
  lesson: Lesson;
  progress: readonly LessonProgress[];
  state: TrackerState;
  playedSeconds: number;
  needed: number;
}): { watched: number; needed: number } {
  const { lesson, progress, state, playedSeconds, needed } = input;
  const stored = progress.find(each => each.lessonId === lesson.lessonId);
  const told = state.video[lesson.lessonId]?.watchedSeconds ?? 0;
  const known = Math.max(told, stored === undefined ? 0 : watchedSecondsOf(stored.watched));
  // What plays is told to the server every fifteen seconds; shown it is at once. Seen twice it counts once, there.
  const watched = Math.max(known, Math.floor(playedSeconds));
  return { watched: Math.min(watched, needed), needed };
}

function useOpenSession(input: { scope: EnrolledScope; sessionId: string | null }): Session | null {
  const { scope, sessionId } = input;
  const { userId, courseId } = scope;
  const { seatbelt } = usePage();
  const live = useLive<Session>(`session/${sessionId}`, (reads, listener) =>
    sessionId === null
      ? nothing(reads, listener)
      : reads.watchSession(seatbelt, { userId, courseId, sessionId }, listener),
  );
  return live.status === 'ready' ? live.data : null;
}

/** Seconds that the student has been counting since the server last said how much there is. */
function useSecondsSince({ mark, isRunning }: { mark: string; isRunning: boolean }): number {
  const [since, setSince] = useState({ mark, seconds: 0 });
  useEffect(() => {
    setSince({ mark, seconds: 0 });
    if (!isRunning) return;
    const timer = setInterval(() => setSince(({ seconds }) => ({ mark, seconds: seconds + 1 })), 1_000);
    return () => clearInterval(timer);
  }, [mark, isRunning]);
  return since.mark === mark ? since.seconds : 0;
}
