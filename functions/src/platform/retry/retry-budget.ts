export type RetryBudgetOptions = {
  /** Tokens a first attempt pays in; a retry takes out one. 0.1 allows a tenth of the calls to be retries. */
  readonly depositPerCall?: number;
  /** Tokens at the start, and the level time alone refills to. */
  readonly reserve?: number;
  /** So slow that a process with nothing but failures hardly retries, and a quiet one has its reserve back. */
  readonly refillPerSecond?: number;
  /** What a good hour can save up for a bad minute. */
  readonly maximum?: number;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
};

/**
 * A token bucket that keeps retries at a tenth of the calls. Without it a backend that fails every call gets
 * its load multiplied by the attempts allowed, just when it can bear least.
 *
 * Holds: calls sent ≤ first attempts × (1 + depositPerCall) + reserve + refillPerSecond × seconds.
 */
export class RetryBudget {
  readonly #depositPerCall: number;
  readonly #reserve: number;
  readonly #refillPerSecond: number;
  readonly #maximum: number;
  readonly #now: () => number;
  #tokens: number;
  #refilledAtMs: number;

  constructor(options: RetryBudgetOptions = {}) {
    this.#depositPerCall = options.depositPerCall ?? 0.1;
    this.#reserve = options.reserve ?? 10;
    this.#refillPerSecond = options.refillPerSecond ?? 0.5;
    this.#maximum = Math.max(options.maximum ?? 100, this.#reserve);
    this.#now = options.now ?? (() => performance.now());
    this.#tokens = this.#reserve;
    this.#refilledAtMs = this.#now();
  }

  /** To be called once for every first attempt, however many retries follow. */
  deposit(calls = 1): void {
    this.#refill();
    this.#tokens = Math.min(this.#maximum, this.#tokens + calls * this.#depositPerCall);
  }

  /** Takes one token for one retry. False: do not retry, hand out the last failure. */
  tryWithdraw(): boolean {
    this.#refill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Tokens left, for metrics. */
  get available(): number {
    this.#refill();
    return this.#tokens;
  }

  #refill(): void {
    const nowMs = this.#now();
    const elapsedSeconds = Math.max(0, nowMs - this.#refilledAtMs) / 1_000;
    this.#refilledAtMs = nowMs;
    if (this.#tokens >= this.#reserve) return;
    this.#tokens = Math.min(this.#reserve, this.#tokens + elapsedSeconds * this.#refillPerSecond);
  }
}

/** The process's own bucket: every layer that retries draws from this one, or the tenth is counted twice. */
export const sharedRetryBudget = new RetryBudget();
