import { useEffect, useRef } from 'react';

/** Does something every so often while the page is in sight; a hidden one asks nobody anything. */
export function useEvery({ periodMs, work }: { periodMs: number; work: () => void }): void {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') latest.current();
    }, periodMs);
    return () => clearInterval(timer);
  }, [periodMs]);
}
