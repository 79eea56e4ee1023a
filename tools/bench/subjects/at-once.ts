import type { Call } from './subject.ts';

/** The same calls, so many of them under way at a time; the others wait in order, as in a client's queue. */
export function atOnce({ calls, limit }: { calls: readonly Call[]; limit: number }): Call[] {
  const waiting: (() => void)[] = [];
  let free = limit;
  const enter = (): Promise<void> | undefined => {
    if (free > 0) {
      free -= 1;
      return undefined;
    }
    return new Promise(resolve => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return calls.map(call => async () => {
    await enter();
    return call().finally(leave);
  });
}
