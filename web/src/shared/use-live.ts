import { useEffect, useState } from 'react';
import { SeatbeltError } from '../../../client/src/index.ts';
import type { Live, Unwatch } from '../../../client/src/live.ts';
import { type Page, usePage } from './session.tsx';

type Reads = Awaited<ReturnType<Page['liveReads']>>;
type Watch<T> = (reads: Reads, listener: (live: Live<T>) => void) => Unwatch;

/**
 * What is read now, and again whenever it changes.
 * @param key what the read depends on; another key reads anew, the same goes on
 */
export function useLive<T>(key: string, watch: Watch<T>): Live<T> {
  const page = usePage();
  const [found, setFound] = useState<{ key: string; live: Live<T> }>({ key, live: { status: 'loading' } });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `watch` is another function at each rendering; `key` tells when it means something else.
  useEffect(() => {
    let isWanted = true;
    let unwatch: Unwatch = () => undefined;
    const tell = (live: Live<T>): void => {
      if (isWanted) setFound({ key, live });
    };
    page.liveReads().then(
      reads => {
        if (isWanted) unwatch = watch(reads, tell);
      },
      () => tell({ status: 'failed', error: SeatbeltError.offline(key) }),
    );
    return () => {
      isWanted = false;
      unwatch();
    };
  }, [page, key]);
  return found.key === key ? found.live : { status: 'loading' };
}
