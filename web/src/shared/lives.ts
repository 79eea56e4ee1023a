import type { Live } from '../../../client/src/live.ts';

/** What is not there is an answer, too: null. */
export const orNull = <T>(live: Live<T>): Live<T | null> =>
  live.status === 'missing' ? { status: 'ready', data: null, isStale: false } : live;

/** What is read, seen as something else. */
export const mapped = <A, B>(live: Live<A>, to: (data: A) => B): Live<B> =>
  live.status === 'ready' ? { ...live, data: to(live.data) } : live;

/** What the rules hide looks like what is not there: nobody is told which of the two it is. */
export const missingIfHidden = <T>(live: Live<T>): Live<T> =>
  live.status === 'failed' && live.error.reason === 'NOT_FOUND' ? { status: 'missing' } : live;

/** Two reads as one: there once both are, failed or missing as soon as either is. */
export function both<A, B>(first: Live<A>, second: Live<B>): Live<readonly [A, B]> {
  if (first.status === 'failed') return first;
  if (second.status === 'failed') return second;
  if (first.status === 'missing' || second.status === 'missing') return { status: 'missing' };
  if (first.status === 'loading' || second.status === 'loading') return { status: 'loading' };
  return { status: 'ready', data: [first.data, second.data], isStale: first.isStale || second.isStale };
}

/** Reads of the same kind as one, in their order. */
export function allOf<T>(lives: readonly Live<T>[]): Live<readonly T[]> {
  const data: T[] = [];
  for (const live of lives) {
    if (live.status !== 'ready') return live;
    data.push(live.data);
  }
  return { status: 'ready', data, isStale: lives.some(live => live.status === 'ready' && live.isStale) };
}
