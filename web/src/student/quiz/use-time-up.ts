import { useEffect, useRef } from 'react';
import { callAt } from '../layout/call-at.ts';

/** Until the server, whose clock is ours within seconds, is sure to see the time as over. */
const LATE_MS = 5_000;

interface Ending {
  readonly deadline: Date | null;
  readonly graceSeconds: number;
  /** Whether the newest answers are another tab's or device's. */
  readonly isBehind: boolean;
}

/**
 * When a page ends an attempt by itself: at the deadline, so that the newest answers count and not those of the last
 * save. A page that is behind leaves that to the one that is not, or to the server, and asks for the result once the
 * grace is over for sure.
 */
export function endsItselfAt({ deadline, graceSeconds, isBehind }: Ending): Date | null {
  if (deadline === null || !isBehind) return deadline;
  return new Date(deadline.getTime() + graceSeconds * 1_000 + LATE_MS);
}

/** Hands in when the time is over. A clock that is a little late costs nothing: the server graces a few seconds. */
export function useTimeUp(input: Ending & { isOver: boolean; onTimeUp: () => void }): void {
  const { isOver, onTimeUp } = input;
  const latest = useRef(onTimeUp);
  latest.current = onTimeUp;
  const endsAtMs = endsItselfAt(input)?.getTime() ?? null;
  useEffect(() => {
    if (endsAtMs === null || isOver) return;
    return callAt({ atMs: endsAtMs, call: () => latest.current() });
  }, [endsAtMs, isOver]);
}
