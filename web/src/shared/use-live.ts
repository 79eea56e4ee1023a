import { useEffect, useState } from 'react';
import { isSeatbeltError, SeatbeltError } from '../../../client/src/index.ts';
import type { Live, Unwatch } from '../../../client/src/live.ts';
import type { Page } from './open-page.ts';
import { usePage } from './session.tsx';

export type Reads = Awaited<ReturnType<Page['liveReads']>>;
export type Watch<T> = (reads: Reads, listener: (live: Live<T>) => void) => Unwatch;

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
      (failure: unknown) => tell({ status: 'failed', error: notRead({ what: key, failure }) }),
    );
    return () => {
      isWanted = false;
      unwatch();
    };
  }, [page, key]);
  return found.key === key ? found.live : { status: 'loading' };
}

/** Firestore's code is loaded when something is first read; without a network it cannot come. */
export const codeDidNotCome = (callable: string): SeatbeltError =>
  new SeatbeltError({
    code: 'unavailable',
    reason: 'OFFLINE',
    retryable: true,
    fields: [],
    message: 'You are offline.',
    callable,
    attempts: 0,
  });

/** Of a read without a client's words for its failure: the network is gone, or the school does not answer. */
export const notRead = ({ what, failure }: { what: string; failure: unknown }): SeatbeltError =>
  navigator.onLine
    ? new SeatbeltError({
        code: 'unavailable',
        reason: 'NO_ANSWER',
        retryable: true,
        fields: [],
        message: 'No answer right now.',
        callable: what,
        attempts: 1,
        cause: failure,
      })
    : codeDidNotCome(what);

/** A read that is done once, where a watch is wanted: what never changes while somebody looks. */
export const once =
  <T>(read: (reads: Reads) => Promise<T>): Watch<T> =>
  (reads, listener) => {
    read(reads).then(
      data => listener({ status: 'ready', data, isStale: false }),
      (failure: unknown) =>
        listener({
          status: 'failed',
          error: isSeatbeltError(failure) ? failure : notRead({ what: 'read', failure }),
        }),
    );
    return () => undefined;
  };

/** Where there is nothing to read: nobody is signed in, or nothing is open. */
export const nothing = <T>(_reads: Reads, listener: (live: Live<T>) => void): Unwatch => {
  listener({ status: 'missing' });
  return () => undefined;
};
