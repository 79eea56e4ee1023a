import { useEffect, useState } from 'react';
import type { SessionTracker } from '../../../../client/src/study.ts';
import { useAction } from '../../shared/use-action.ts';

export interface Studying {
  /** Counts here from now on, after it ended or while it counts elsewhere. */
  readonly goOn: () => void;
  readonly takeOver: () => void;
  readonly isBusy: boolean;
  readonly error: Error | null;
  /** What was last to be said: of an identity check, say. */
  readonly news: string;
  readonly tell: (news: string) => void;
}

/** Long enough to be read twice; it lies over the lesson. */
const NEWS_LAST_MS = 15_000;

/** Keeps the tracker where the student is: it begins with the first lesson that is opened and follows to the next. */
export function useStudying({ tracker, lessonId }: { tracker: SessionTracker; lessonId: string }): Studying {
  const [refused, setRefused] = useState<Error | null>(null);
  const [news, tell] = useState('');
  useEffect(() => {
    if (news === '') return;
    const timer = setTimeout(() => tell(''), NEWS_LAST_MS);
    return () => clearTimeout(timer);
  }, [news]);
  const begin = useAction((place: { lessonId: string }) => tracker.start(place));
  const takeOver = useAction(() => tracker.takeOver());
  const { run: start } = begin;
  useEffect(() => tracker.on('refused', setRefused), [tracker]);
  useEffect(() => {
    setRefused(null);
    const { phase } = tracker.state;
    if (phase === 'stopped' || phase === 'ended') start({ lessonId });
    else tracker.enterLesson({ lessonId }).catch(setRefused);
  }, [tracker, lessonId, start]);
  return {
    goOn: () => {
      setRefused(null);
      start({ lessonId });
    },
    takeOver: () => {
      setRefused(null);
      takeOver.run();
    },
    isBusy: begin.isRunning || takeOver.isRunning,
    error: begin.error ?? takeOver.error ?? refused,
    news,
    tell,
  };
}
