import type { StopReason } from './api-error.ts';
import type { Classification } from './classification.ts';
import { type JitterName, jitteredDelayMs } from './delay.ts';
import { exhaustedDelays, type ProfileName, profiles, type RetryProfile } from './profiles.ts';
import { type RetryBudget, sharedRetryBudget } from './retry-budget.ts';
import { type RetryDeps, systemRetryDeps } from './retry-deps.ts';

export type RetryOptions = {
  /** Delays and number of attempts; `network` unless told. */
  readonly profile?: ProfileName | RetryProfile;
  /** Attempts in all, the first included; the profile's unless told. */
  readonly maxAttempts?: number;
  /** For all attempts and waits together; 10 s unless told. `Infinity` for none. */
  readonly deadlineMs?: number;
  readonly jitter?: JitterName;
  /** The operation bears an id under which it can be applied only once. INTERNAL, UNKNOWN and UNAUTHENTICATED need that. */
  readonly carriesId?: boolean;
  /** Ends the operation at once, also while it waits. */
  readonly signal?: AbortSignal;
  readonly budget?: RetryBudget;
  readonly deps?: Partial<RetryDeps>;
};

export type RetryPolicy = {
  readonly profile: RetryProfile;
  readonly maxAttempts: number;
  readonly deadlineMs: number;
  readonly jitter: JitterName;
  readonly carriesId: boolean;
  readonly budget: RetryBudget;
  readonly deps: RetryDeps;
};

const defaultDeadlineMs = 10_000;

/** Fills in the defaults. Throws RangeError for a policy that could never end or never start. */
export function toRetryPolicy(options: RetryOptions): RetryPolicy {
  const chosen = options.profile ?? 'network';
  const profile = typeof chosen === 'string' ? profiles[chosen] : chosen;
  const maxAttempts = options.maxAttempts ?? profile.maxAttempts;
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
  if (!Number.isSafeInteger(maxAttempts) || maxAttempts < 1) {
    throw new RangeError('maxAttempts must be an integer of at least 1');
  }
  if (!(deadlineMs > 0)) throw new RangeError('deadlineMs must be above 0');
  return {
    profile,
    maxAttempts,
    deadlineMs,
    jitter: options.jitter ?? 'full',
    carriesId: options.carriesId ?? false,
    budget: options.budget ?? sharedRetryBudget,
    deps: { ...systemRetryDeps, ...options.deps },
  };
}

export type NextStep =
  | { readonly action: 'wait'; readonly delayMs: number }
  | { readonly action: 'stop'; readonly stoppedBy: StopReason };

/** What follows a failed attempt. Pure but for `random`; the budget is asked afterwards, by the loop. */
export function nextStep(input: {
  readonly classification: Classification;
  readonly attempt: number;
  readonly elapsedMs: number;
  readonly policy: RetryPolicy;
}): NextStep {
  const { classification, attempt, elapsedMs, policy } = input;
  if (!mayRepeat({ classification, carriesId: policy.carriesId })) {
    return { action: 'stop', stoppedBy: 'notRetryable' };
  }
  if (attempt >= policy.maxAttempts) return { action: 'stop', stoppedBy: 'attemptsUsedUp' };
  const delayMs = jitteredDelayMs({
    attempt,
    profile: classification.retry === 'long' ? exhaustedDelays : policy.profile,
    jitter: policy.jitter,
    random: policy.deps.random,
  });
  // A wait that ends at the deadline leaves no time for the attempt after it: fail now, not later.
  if (elapsedMs + delayMs >= policy.deadlineMs) return { action: 'stop', stoppedBy: 'deadline' };
  return { action: 'wait', delayMs };
}

function mayRepeat(input: { readonly classification: Classification; readonly carriesId: boolean }): boolean {
  switch (input.classification.retry) {
    case 'always':
    case 'long':
      return true;
    case 'withId':
      return input.carriesId;
    // Loading again is the lane's work; the identical call would fail the same way.
    case 'afterReload':
    case 'never':
      return false;
  }
}
