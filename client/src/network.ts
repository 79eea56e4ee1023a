import type { Clock } from './clock.ts';
import { endAll, listen } from './listen.ts';

/** Whether there is a network, as far as the browser knows. It may say yes and be wrong; it never says no wrongly. */
export interface Network {
  isOnline(): boolean;
  /** Tells of every change. @returns what ends it */
  watch(listener: (isOnline: boolean) => void): () => void;
}

export const browserNetwork: Network = {
  isOnline: () => globalThis.navigator?.onLine !== false,
  watch: listener => {
    if (globalThis.window === undefined) return () => undefined;
    return listen(window, ['online', 'offline'], ({ type }) => listener(type === 'online'));
  },
};

/** Waits so many milliseconds, until the signal aborts, or until the network given changes. */
export function pause(input: {
  clock: Clock;
  delayMs: number;
  signal: AbortSignal;
  network?: Network;
}): Promise<void> {
  const { clock, delayMs, signal, network } = input;
  return new Promise(resolve => {
    if (signal.aborted) return resolve();
    const settle = (): void => {
      end();
      resolve();
    };
    const end = endAll([
      listen(signal, ['abort'], settle),
      clock.after(delayMs, settle),
      network?.watch(settle) ?? (() => undefined),
    ]);
  });
}
