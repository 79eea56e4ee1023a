import { RefusalError } from '../platform/refusal.ts';

/** Staff replace a certificate, or two serials are alike: either is rare, twice in a row does not happen. */
const MAX_TRIES = 4;

/** Does it again, on what is stored by then, while a decision says that it was made on something older. */
export async function againIfStale<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const isStale = error instanceof RefusalError && error.refusal.reason === 'STALE_READ';
      if (!isStale || tries >= MAX_TRIES) throw error;
    }
  }
}
