/** The server's network profile, with more patience: a person waits for this, and may be in a tunnel. */
export const MAX_ATTEMPTS = 6;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 10_000;
/** A server over its limit gets at least this long. */
const RELIEF_MS = 1_000;

/**
 * Milliseconds before the next attempt: anywhere up to 100·2ⁿ, so that clients that failed together do not return
 * together.
 * @param input.attempt the number of the attempt that failed, from 1
 * @param input.random uniform in [0, 1)
 */
export function delayAfterMs(input: { attempt: number; code: string; random: () => number }): number {
  const ceilingMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (input.attempt - 1));
  const isOverloaded = input.code === 'resource-exhausted';
  const floorMs = isOverloaded ? RELIEF_MS : 0;
  return Math.round(floorMs + input.random() * Math.max(ceilingMs, floorMs));
}

const DEPOSIT = 0.1;
const RESERVE = 10;
const MAXIMUM = 100;
const REFILL_PER_SECOND = 0.5;

/**
 * Keeps a page's retries at a tenth of its calls, beyond a reserve of ten: without it all pages together would multiply
 * the load of a server that fails, just when it can bear least.
 */
export class RetryBudget {
  readonly #nowMs: () => number;
  #tokens = RESERVE;
  #refilledAtMs: number;

  /** @param nowMs a clock in milliseconds that never goes back */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#refilledAtMs = nowMs();
  }

  /** Once for each call, however many retries follow. */
  deposit(): void {
    this.#refill();
    this.#tokens = Math.min(MAXIMUM, this.#tokens + DEPOSIT);
  }

  /** Takes a token for a retry. False: hand out the failure. */
  tryWithdraw(): boolean {
    this.#refill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  #refill(): void {
    const nowMs = this.#nowMs();
    const elapsedSeconds = (nowMs - this.#refilledAtMs) / 1_000;
    this.#refilledAtMs = nowMs;
    if (this.#tokens >= RESERVE) return;
    this.#tokens = Math.min(RESERVE, this.#tokens + elapsedSeconds * REFILL_PER_SECOND);
  }
}
