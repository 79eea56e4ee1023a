/** Lets callers wait until something that comes and goes is idle. */
export type IdleSignal = {
  readonly announce: () => void;
  /** Resolves at the next announcement; rejects after `timeoutMs`, saying what `describe` says. */
  readonly wait: (limit: { readonly timeoutMs: number; readonly describe: () => string }) => Promise<void>;
};

export function createIdleSignal(): IdleSignal {
  const listeners = new Set<() => void>();
  return {
    announce: () => {
      for (const tell of [...listeners]) tell();
    },
    wait: ({ timeoutMs, describe }) =>
      new Promise((resolve, reject) => {
        const tell = () => {
          clearTimeout(timer);
          listeners.delete(tell);
          resolve();
        };
        const timer = setTimeout(() => {
          listeners.delete(tell);
          reject(new Error(`${describe()} after ${timeoutMs} ms.`));
        }, timeoutMs);
        listeners.add(tell);
      }),
  };
}
