import { type ReactNode, useEffect, useState } from 'react';
import { useOnline } from '../use-online.ts';
import { Notice } from './notice.tsx';

/** What this browser remembers comes first and the server's word a moment later: only what stays old is worth a word. */
const PATIENCE_MS = 2_000;

/** That what is shown may have changed. The student page says at its top that there is no network: once is enough. */
export function StaleNotice({ audience }: { audience: 'student' | 'staff' }): ReactNode {
  const isOnline = useOnline();
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLasting || (audience === 'student' && !isOnline)) return null;
  return <Notice kind="warn">There is no connection right now. This is how it stood last.</Notice>;
}
