import { setTimeout as sleep } from 'node:timers/promises';

export type Pausable = {
  /** Stops the process, as if its machine stood still, and lets it go on after so long. */
  readonly pause: (input: { forMs: number; signal: AbortSignal }) => Promise<void>;
  /** Lets it go on, whatever happened. */
  readonly release: () => void;
};

/** A process of ours that can stand still. It goes on when this process ends, however that comes. */
export function pausable(pid: number): Pausable {
  let isPaused = false;
  const send = (signal: NodeJS.Signals) => {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended: nothing stands still any more.
    }
  };
  const release = () => {
    if (isPaused) send('SIGCONT');
    isPaused = false;
  };
  process.on('exit', release);
  return {
    pause: async ({ forMs, signal }) => {
      if (signal.aborted || isPaused) return;
      isPaused = true;
      send('SIGSTOP');
      await sleep(forMs, undefined, { signal }).catch(() => undefined);
      release();
    },
    release,
  };
}
