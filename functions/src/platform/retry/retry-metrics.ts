import { AsyncLocalStorage } from 'node:async_hooks';
import { ApiError } from './api-error.ts';

/** Counts since the process started. `giveUps` are the failures that more attempts might have cured. */
export type RetryCounts = {
  readonly calls: number;
  readonly attempts: number;
  readonly retries: number;
  readonly successes: number;
  readonly failures: number;
  readonly giveUps: number;
};

export type MetricsSnapshot = {
  readonly totals: RetryCounts;
  readonly operations: Readonly<Record<string, RetryCounts>>;
  /** What other layers add, the lane for one, by the name they registered. */
  readonly sources: Readonly<Record<string, object>>;
};

type MutableCounts = { -readonly [Name in keyof RetryCounts]: RetryCounts[Name] };

/** A name with an id in it would grow the table for ever; beyond this many names all count as one. */
const mostOperations = 200;
const overflowName = 'other';

const countsByOperation = new Map<string, MutableCounts>();
const sources = new Map<string, () => object>();
const currentCall = new AsyncLocalStorage<{ readonly name: string; attempted: boolean }>();

export const RetryMetrics = {
  /** Counts of all operations, in total and by name, and of the registered sources. */
  getMetrics(): MetricsSnapshot {
    const operations = Object.fromEntries(
      [...countsByOperation].map(([name, counts]) => [name, { ...counts }]),
    );
    const totals = emptyCounts();
    for (const counts of countsByOperation.values()) addCounts(totals, counts);
    return {
      totals,
      operations,
      sources: Object.fromEntries([...sources].map(([name, read]) => [name, read()])),
    };
  },

  /** For tests. Sources stay registered. */
  reset(): void {
    countsByOperation.clear();
  },
} as const;

/** Adds a layer's own totals to `getMetrics().sources[name]`; a second registration replaces the first. */
export function registerMetricsSource(name: string, read: () => object): void {
  sources.set(name, read);
}

/**
 * Counts an operation under a name. A `retryAsync` of the same name inside it is the same operation and
 * adds its attempts; so the two can be combined and nothing counts twice.
 *
 * @throws whatever the operation throws, unchanged.
 */
export async function withRetryMetrics<T>(name: string, operation: () => Promise<T>): Promise<T> {
  const scope = { name, attempted: false };
  const counts = countsOf(name);
  counts.calls += 1;
  try {
    const value = await currentCall.run(scope, operation);
    counts.successes += 1;
    return value;
  } catch (error) {
    counts.failures += 1;
    throw error;
  } finally {
    if (!scope.attempted) counts.attempts += 1;
  }
}

export type CallRecorder = {
  readonly attempted: (number: number) => void;
  readonly succeeded: () => void;
  readonly failed: (error: unknown) => void;
};

/** Opens the books for one call of `retryAsync`. */
export function recordCall(name: string): CallRecorder {
  const counts = countsOf(name);
  const scope = currentCall.getStore();
  const enclosing = scope?.name === name ? scope : undefined;
  const own = enclosing === undefined ? 1 : 0;
  counts.calls += own;
  return {
    attempted: number => {
      if (enclosing !== undefined) enclosing.attempted = true;
      counts.attempts += 1;
      if (number > 1) counts.retries += 1;
    },
    succeeded: () => {
      counts.successes += own;
    },
    failed: error => {
      counts.failures += own;
      if (error instanceof ApiError && error.stoppedBy !== 'notRetryable') counts.giveUps += 1;
    },
  };
}

function countsOf(name: string): MutableCounts {
  const known = countsByOperation.get(name);
  if (known !== undefined) return known;
  const key = countsByOperation.size < mostOperations ? name : overflowName;
  const counts = countsByOperation.get(key) ?? emptyCounts();
  countsByOperation.set(key, counts);
  return counts;
}

function emptyCounts(): MutableCounts {
  return { calls: 0, attempts: 0, retries: 0, successes: 0, failures: 0, giveUps: 0 };
}

function addCounts(sum: MutableCounts, counts: RetryCounts): void {
  sum.calls += counts.calls;
  sum.attempts += counts.attempts;
  sum.retries += counts.retries;
  sum.successes += counts.successes;
  sum.failures += counts.failures;
  sum.giveUps += counts.giveUps;
}
