import { useCallback, useEffect, useState } from 'react';
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
  const { run: start, reset: forgetBegin } = begin;
  const { run: take, reset: forgetTakeOver } = takeOver;
  // What is tried now has its own answer; an earlier refusal would contradict it.
  const forget = useCallback(() => {
    setRefused(null);
    forgetBegin();
    forgetTakeOver();
  }, [forgetBegin, forgetTakeOver]);
  useEffect(() => tracker.on('refused', setRefused), [tracker]);
  useEffect(() => {
    forget();
    const { phase } = tracker.state;
    if (phase === 'stopped' || phase === 'ended') start({ lessonId });
    else tracker.enterLesson({ lessonId }).catch(setRefused);
  }, [tracker, lessonId, start, forget]);
  return {
    goOn: () => {
      forget();
      start({ lessonId });
    },
    takeOver: () => {
      forget();
      take();
    },
    isBusy: begin.isRunning || takeOver.isRunning,
    error: begin.error ?? takeOver.error ?? refused,
    news,
    tell,
  };
}
