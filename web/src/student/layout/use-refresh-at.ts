import { useEffect, useReducer } from 'react';
import { serverNow } from '../../shared/server-clock.ts';

/** Browsers wait no longer than this in one go; what is weeks away is looked at again when the page is. */
const LONGEST_WAIT_MS = 2_000_000_000;

/** Draws anew at that moment: what a page says of it («from ten o’clock») is over then. */
export function useRefreshAt(at: Date | null): void {
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  const atMs = at?.getTime() ?? null;
  useEffect(() => {
    if (atMs === null) return;
    const waitMs = atMs - serverNow().getTime();
    if (waitMs < 0 || waitMs > LONGEST_WAIT_MS) return;
    const timer = setTimeout(refresh, waitMs + 1);
    return () => clearTimeout(timer);
  }, [atMs]);
}
