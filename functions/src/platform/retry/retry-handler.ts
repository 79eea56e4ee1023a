import { type RetriedOperation, retryAsync } from './retry-async.ts';
import type { RetryOptions } from './retry-policy.ts';

/** `retryAsync` with its delays given as numbers, for callers that keep one handler for many operations. */
export class RetryHandler {
  readonly #options: RetryOptions;

  /**
   * @param maxAttempts attempts in all, the first included.
   * @param initialDelayMs backoff after the first failure, doubled after each further one.
   * @param maxDelayMs cap of the backoff.
   * @param options anything else `retryAsync` takes; without `deadlineMs` only the attempts end it.
   */
  constructor(
    maxAttempts: number,
    initialDelayMs: number,
    maxDelayMs: number,
    options: Omit<RetryOptions, 'profile' | 'maxAttempts'> = {},
  ) {
    if (!(initialDelayMs >= 0) || !(maxDelayMs >= initialDelayMs)) {
      throw new RangeError('delays must satisfy 0 <= initialDelayMs <= maxDelayMs');
    }
    const profile = { initialDelayMs, maxDelayMs, minDelayMs: 0, maxAttempts };
    this.#options = { deadlineMs: Number.POSITIVE_INFINITY, ...options, profile, maxAttempts };
  }

  /** Runs the operation under this handler's policy; errors as of `retryAsync`. */
  execute<T>(operation: RetriedOperation<T>, name: string): Promise<T> {
    return retryAsync(operation, name, this.#options);
  }
}
