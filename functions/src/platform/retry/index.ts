export { ApiError, type ApiErrorDetails, type StopReason } from './api-error.ts';
export type { Classification, FailureKind, FailureReason } from './classification.ts';
export { classify } from './classify.ts';
export {
  backoffMs,
  type DelayInput,
  fullJitterDelayMs,
  type JitterName,
  plusMinusTenPercent,
} from './delay.ts';
export { type Delays, exhaustedDelays, type ProfileName, profiles, type RetryProfile } from './profiles.ts';
export { type AttemptContext, type RetriedOperation, retryAsync } from './retry-async.ts';
export { RetryBudget, type RetryBudgetOptions, sharedRetryBudget } from './retry-budget.ts';
export { type RetryDeps, systemRetryDeps } from './retry-deps.ts';
export { RetryHandler } from './retry-handler.ts';
export {
  type MetricsSnapshot,
  type RetryCounts,
  RetryMetrics,
  registerMetricsSource,
  withRetryMetrics,
} from './retry-metrics.ts';
export type { RetryOptions } from './retry-policy.ts';
