import { useEffect, useState, useSyncExternalStore } from 'react';
import { SessionTracker, type TrackerState } from '../../../../client/src/study.ts';
import { usePage } from '../../shared/session.tsx';

/** One tracker for all lessons of a course; leaving them ends the session, so that its time counts. */
export function useTracker({
  userId,
  courseId,
}: {
  userId: string;
  courseId: string;
}): SessionTracker | undefined {
  const { seatbelt } = usePage();
  const [tracker, setTracker] = useState<SessionTracker | undefined>(undefined);
  useEffect(() => {
    const started = new SessionTracker({ seatbelt, userId, courseId });
    setTracker(started);
    return () => {
      void started.stop({ reason: 'left the lessons' });
    };
  }, [seatbelt, userId, courseId]);
  return tracker;
}

export function useTrackerState(tracker: SessionTracker): TrackerState {
  return useSyncExternalStore(
    onChange => tracker.on('state', onChange),
    () => tracker.state,
  );
}
