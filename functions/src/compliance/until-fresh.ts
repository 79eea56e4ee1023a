import { RefusalError } from '../platform/refusal.ts';

/**
 * Runs the work again while it is refused since something changed between looking up its documents and deciding.
 * Each such refusal means that somebody else made progress.
 * @param work told how often it was tried, from 1
 * @throws RefusalError STALE_READ after `tries`
 */
export async function untilFresh<T>({
  tries,
  work,
}: {
  tries: number;
  work: (attempt: number) => Promise<T>;
}): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      const isStaleRead = error instanceof RefusalError && error.refusal.reason === 'STALE_READ';
      if (!isStaleRead || attempt >= tries) throw error;
    }
  }
}
