import { RefusalError } from '../platform/refusal.ts';

/** Where a second look is nearly always enough. */
const FEW_TRIES = 4;

/**
 * Runs the work again while it is refused since something changed between looking up its documents and deciding
 * (STALE_READ). Each such refusal means that somebody else made progress; after `tries` the caller is told.
 * @param input.work told how often it was tried, from 1
 * @throws RefusalError STALE_READ after `tries`
 */
export async function untilFresh<T>({
  work,
  tries = FEW_TRIES,
}: {
  work: (attempt: number) => Promise<T>;
  tries?: number;
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
