import { useCallback, useEffect, useRef, useState } from 'react';

export interface Action<Input> {
  /** Does nothing while it is under way: a second click is the same intent. */
  readonly run: (input: Input) => void;
  readonly isRunning: boolean;
  /** Set once it takes longer than usual. */
  readonly isSlow: boolean;
  /** A refusal is a `SeatbeltError`. */
  readonly error: Error | null;
  readonly reset: () => void;
}

const SLOW_AFTER_MS = 3_000;

/** What a button does: shows at once that it was pressed, once however often that is, and what came of it. */
export function useAction<Input = void>(work: (input: Input) => Promise<void>): Action<Input> {
  const [isRunning, setRunning] = useState(false);
  const [isSlow, setSlow] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const underWay = useRef<symbol | null>(null);
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (!isRunning) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isRunning]);
  const end = useCallback((turn: symbol | null) => {
    if (underWay.current !== turn) return;
    underWay.current = null;
    setRunning(false);
  }, []);
  useEffect(() => {
    // The browser's Back shows a page as it was left, its busy button included; what that waited for never comes.
    const free = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) end(underWay.current);
    };
    window.addEventListener('pageshow', free);
    return () => window.removeEventListener('pageshow', free);
  }, [end]);
  const run = useCallback(
    (input: Input) => {
      // State alone is too late: two clicks can come before the next picture.
      if (underWay.current !== null) return;
      const turn = Symbol('turn');
      underWay.current = turn;
      setRunning(true);
      setError(null);
      latest
        .current(input)
        .catch((failure: unknown) => {
          if (underWay.current === turn) setError(asError(failure));
        })
        .finally(() => end(turn));
    },
    [end],
  );
  const reset = useCallback(() => setError(null), []);
  return { run, isRunning, isSlow, error, reset };
}

const asError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error(String(failure));
