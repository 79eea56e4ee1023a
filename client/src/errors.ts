import type { Reason } from './contract/reasons.ts';

export type { Reason };

/**
 * What only the client can say.
 * - OFFLINE: there was no network for a minute.
 * - NO_ANSWER: every try failed before an answer came; what was asked for may have happened.
 * - SIGN_IN_EXPIRED: the user has to sign in again.
 * - ABORTED: the caller's signal.
 */
export type ClientReason = 'OFFLINE' | 'NO_ANSWER' | 'SIGN_IN_EXPIRED' | 'ABORTED';

/** One field of the request that is wrong: its path (`amount`, `answers.3.text`) and a sentence for people. */
export interface FieldIssue {
  readonly path: string;
  readonly message: string;
}

/** What is known of a failed attempt. */
export interface Failure {
  /** Firebase's word for it: `failed-precondition`, `unavailable` … */
  readonly code: string;
  readonly reason: Reason | ClientReason;
  /** Whether the same request, with the same id, may be tried again after a moment. */
  readonly retryable: boolean;
  readonly fields: readonly FieldIssue[];
  /** A sentence for people. */
  readonly message: string;
}

/** The one error that a method rejects with. Switch on `reason`; `message` is a sentence for people. */
export class SeatbeltError extends Error {
  override readonly name = 'SeatbeltError';
  readonly code: string;
  readonly reason: Reason | ClientReason;
  readonly retryable: boolean;
  readonly fields: readonly FieldIssue[];
  readonly callable: string;
  /** Sent in all; 0 where nothing was. */
  readonly attempts: number;

  constructor(failure: Failure & { callable: string; attempts: number; cause?: unknown }) {
    super(failure.message, { cause: failure.cause });
    this.code = failure.code;
    this.reason = failure.reason;
    this.retryable = failure.retryable;
    this.fields = failure.fields;
    this.callable = failure.callable;
    this.attempts = failure.attempts;
  }
}

/** By name, not by class: a page may hold two copies of this package. */
export function isSeatbeltError(error: unknown): error is SeatbeltError {
  return error instanceof Error && error.name === 'SeatbeltError' && 'reason' in error;
}
