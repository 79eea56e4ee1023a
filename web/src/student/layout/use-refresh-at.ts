import { useEffect, useReducer } from 'react';
import { serverNow } from '../../shared/server-clock.ts';
import { callAt } from './call-at.ts';

/** Draws anew at that moment: what a page says of it («from ten o’clock») is over then. */
export function useRefreshAt(at: Date | null): void {
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  const atMs = at?.getTime() ?? null;
  useEffect(() => {
    if (atMs === null || atMs < serverNow().getTime()) return;
    return callAt({ atMs: atMs + 1, call: refresh });
  }, [atMs]);
}
