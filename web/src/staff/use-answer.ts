import { useCallback, useEffect, useRef, useState } from 'react';

/** What a callable answered: the last answer stays in sight while it is asked again. */
export type Asked<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: Error }
  | { readonly status: 'ready'; readonly data: T; readonly isAgain: boolean; readonly error: Error | null };

/** The same in another form, once it is there. */
export const mapAsked = <T, U>(asked: Asked<T>, of: (data: T) => U): Asked<U> =>
  asked.status === 'ready' ? { ...asked, data: of(asked.data) } : asked;

interface Found<T> {
  readonly key: string;
  readonly asked: Asked<T>;
}

/**
 * Asks once, and again when it is told to.
 * @param key what is asked depends on it; another key asks anew and forgets what was there
 */
export function useAnswer<T>(key: string, ask: () => Promise<T>): { asked: Asked<T>; again: () => void } {
  const [found, setFound] = useState<Found<T>>({ key, asked: { status: 'loading' } });
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is what asks again.
  useEffect(() => {
    let isWanted = true;
    setFound(before => ({ key, asked: whileAsking(before, key) }));
    latest.current().then(
      data => isWanted && setFound({ key, asked: { status: 'ready', data, isAgain: false, error: null } }),
      (failure: unknown) =>
        isWanted && setFound(before => ({ key, asked: afterFailure(before, asError(failure)) })),
    );
    return () => {
      isWanted = false;
    };
  }, [key, turn]);
  const again = useCallback(() => setTurn(before => before + 1), []);
  return { asked: found.key === key ? found.asked : { status: 'loading' }, again };
}

function whileAsking<T>(before: Found<T>, key: string): Asked<T> {
  if (before.key !== key || before.asked.status !== 'ready') return { status: 'loading' };
  return { ...before.asked, isAgain: true };
}

/** What was known before stays, with what went wrong above it. */
function afterFailure<T>({ asked }: Found<T>, error: Error): Asked<T> {
  return asked.status === 'ready' ? { ...asked, isAgain: false, error } : { status: 'failed', error };
}

const asError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error(String(failure));
