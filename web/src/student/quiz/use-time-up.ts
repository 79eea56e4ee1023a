import { useEffect, useRef } from 'react';
import { serverNow } from '../../shared/server-clock.ts';

/** Browsers wait no longer than this in one go, and nobody keeps a page open for three weeks. */
const LONGEST_WAIT_MS = 2_000_000_000;

/**
 * Hands in when the time is over, so that the newest answers count and not those of the last save. A clock that is a
 * little late costs nothing: the server graces a few seconds.
 */
export function useTimeUp(input: { deadline: Date | null; isOver: boolean; onTimeUp: () => void }): void {
  const { deadline, isOver, onTimeUp } = input;
  const latest = useRef(onTimeUp);
  latest.current = onTimeUp;
  const deadlineMs = deadline?.getTime() ?? null;
  useEffect(() => {
    if (deadlineMs === null || isOver) return;
    const waitMs = Math.max(0, deadlineMs - serverNow().getTime());
    if (waitMs > LONGEST_WAIT_MS) return;
    const timer = setTimeout(() => latest.current(), waitMs);
    return () => clearTimeout(timer);
  }, [deadlineMs, isOver]);
}
