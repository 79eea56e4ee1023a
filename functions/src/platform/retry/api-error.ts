import type { Classification } from './classification.ts';

/** Why no further attempt was made. */
export type StopReason = 'notRetryable' | 'attemptsUsedUp' | 'deadline' | 'budgetEmpty' | 'cancelled';

export type ApiErrorDetails = {
  readonly operation: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly classification: Classification;
  readonly stoppedBy: StopReason;
  /** An attempt, not necessarily the last one, ended without a definite answer: the effect may be there. */
  readonly outcomeUnknown: boolean;
  readonly cause: unknown;
};

/**
 * The last failure of a retried operation. The message is for operators and holds no text of the cause: an
 * SDK's message may quote a document path or a customer's data. The cause itself stays on `cause`.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly operation: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly classification: Classification;
  readonly stoppedBy: StopReason;
  readonly outcomeUnknown: boolean;

  constructor(details: ApiErrorDetails) {
    super(describe(details), { cause: details.cause });
    this.operation = details.operation;
    this.attempts = details.attempts;
    this.elapsedMs = details.elapsedMs;
    this.classification = details.classification;
    this.stoppedBy = details.stoppedBy;
    this.outcomeUnknown = details.outcomeUnknown;
  }
}

function describe(details: ApiErrorDetails): string {
  const attempts = details.attempts === 1 ? '1 attempt' : `${details.attempts} attempts`;
  const elapsed = `${Math.round(details.elapsedMs)} ms`;
  const { kind, reason } = details.classification;
  return `${details.operation} failed after ${attempts} in ${elapsed}: ${kind}/${reason} (${details.stoppedBy})`;
}
