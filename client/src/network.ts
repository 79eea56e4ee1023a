import type { Clock } from './clock.ts';

/** Whether there is a network, as far as the browser knows. It may say yes and be wrong; it never says no wrongly. */
export interface Network {
  isOnline(): boolean;
  /** Tells of every change. @returns what ends it */
  watch(listener: (isOnline: boolean) => void): () => void;
}

export const browserNetwork: Network = {
  isOnline: () => typeof navigator === 'undefined' || navigator.onLine !== false,
  watch: listener => {
    if (typeof window === 'undefined') return () => undefined;
    const [on, off] = [() => listener(true), () => listener(false)];
    window.addEventListener('online', on);
    window.addEventListener('offline', off);
    return () => {
      window.removeEventListener('online', on);
      window.removeEventListener('offline', off);
    };
  },
};

/** Waits for the network. @returns whether it is there; false after `atMostMs` or an abort */
export function untilOnline(input: {
  network: Network;
  clock: Clock;
  atMostMs: number;
  signal: AbortSignal;
}): Promise<boolean> {
  const { network, clock, atMostMs, signal } = input;
  if (network.isOnline()) return Promise.resolve(true);
  return new Promise(resolve => {
    const settle = (isOnline: boolean): void => {
      unwatch();
      cancel();
      signal.removeEventListener('abort', onAbort);
      resolve(isOnline);
    };
    const onAbort = (): void => settle(false);
    const unwatch = network.watch(isOnline => {
      if (isOnline) settle(true);
    });
    const cancel = clock.after(atMostMs, () => settle(false));
    signal.addEventListener('abort', onAbort);
  });
}

/** Waits so many milliseconds, or until the signal aborts. */
export function pause(input: { clock: Clock; delayMs: number; signal: AbortSignal }): Promise<void> {
  const { clock, delayMs, signal } = input;
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const settle = (): void => {
      cancel();
      signal.removeEventListener('abort', settle);
      resolve();
    };
    const cancel = clock.after(delayMs, settle);
    signal.addEventListener('abort', settle);
  });
}
