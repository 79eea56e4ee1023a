import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `stop` once at the first signal that asks to end, then ends with the exit code a shell expects. Further
 * signals are ignored meanwhile: one Ctrl-C reaches a command twice when npm passes it on too.
 */
export function onSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let stopping = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      const end = () => process.exit(128 + constants.signals[signal]);
      stop(signal).then(end, end);
    });
  }
}
