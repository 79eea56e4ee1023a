import type { Clock } from './clock.ts';
import { isSeatbeltError, type SeatbeltError } from './errors.ts';
import { type Network, pause } from './network.ts';

const FIRST_PATIENCE_MS = 2_000;
const LONGEST_PATIENCE_MS = 60_000;

/**
 * Tries for as long as the signal lets it, unless it is refused for good: again after a while, for a browser may believe
 * in a network that is none, and at once when the network changes.
 * @throws SeatbeltError
 */
export async function untilAnswered<T>(input: {
  work: () => Promise<T>;
  failed: (error: SeatbeltError) => void;
  network: Network;
  clock: Clock;
  signal: AbortSignal;
}): Promise<T> {
  const { network, clock, signal } = input;
  for (let delayMs = FIRST_PATIENCE_MS; ; delayMs = Math.min(LONGEST_PATIENCE_MS, delayMs * 2)) {
    try {
      return await input.work();
    } catch (error) {
      if (!isSeatbeltError(error) || !error.retryable || signal.aborted) throw error;
      input.failed(error);
      await pause({ clock, delayMs, signal, network });
      if (signal.aborted) throw error;
    }
  }
}
