import { setTimeout as wait } from 'node:timers/promises';

/** What retrying needs from the world; tests hand in their own, so no test ever sleeps. */
export type RetryDeps = {
  /** Monotonic milliseconds: a jump of the wall clock must not end or prolong an operation. */
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Rejects when the signal, if there is one, aborts. */
  readonly sleep: (delayMs: number, signal?: AbortSignal) => Promise<void>;
};

export const systemRetryDeps: RetryDeps = {
  now: () => performance.now(),
  random: Math.random,
  sleep: (delayMs, signal) => wait(delayMs, undefined, signal === undefined ? {} : { signal }),
};
