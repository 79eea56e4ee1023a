import { sharedRetryBudget } from '../../../src/platform/retry/index.ts';

/** How many retries this process has left, whatever went before. Few of them make a long outage a short test. */
export function allowRetries(count: number): void {
  while (sharedRetryBudget.tryWithdraw());
  sharedRetryBudget.deposit(10 * count);
}
