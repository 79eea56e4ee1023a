import { RefusalError } from '../platform/refusal.ts';

const TRIES = 4;

/**
 * Works again on what is stored by then, if what named its documents changed meanwhile (STALE_READ). Each time
 * somebody else got through; after a few the caller is told.
 */
export async function withFreshReads<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt < TRIES; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isStale = error instanceof RefusalError && error.refusal.reason === 'STALE_READ';
      if (!isStale) throw error;
    }
  }
  return work();
}
