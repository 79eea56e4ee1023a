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
  const underWay = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (!isRunning) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isRunning]);
  const run = useCallback((input: Input) => {
    // State alone is too late: two clicks can come before the next picture.
    if (underWay.current) return;
    underWay.current = true;
    setRunning(true);
    setError(null);
    latest
      .current(input)
      .catch((failure: unknown) => setError(asError(failure)))
      .finally(() => {
        underWay.current = false;
        setRunning(false);
      });
  }, []);
  const reset = useCallback(() => setError(null), []);
  return { run, isRunning, isSlow, error, reset };
}

const asError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error(String(failure));
