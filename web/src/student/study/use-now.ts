import { useEffect, useState } from 'react';
import { serverNow } from '../../shared/server-clock.ts';

/** The time, once a second while something is shown that depends on it. */
export function useNow(isRunning: boolean): Date {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    if (!isRunning) return;
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), 1_000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}
