import type { SeatbeltError } from './errors.ts';

/** What a caller may say about one call. */
export interface CallOptions {
  /** Names the user's intent where the request alone does not: two payments of $100 wanted on purpose are two intents. */
  readonly intent?: string;
  /**
   * Repeats the very request that bore this id, instead of making one for a new intent: `startQuizAttempt` with
   * `openAttemptId` of the quiz record shows the questions of the open attempt again.
   */
  readonly requestId?: string;
  /** Stops waiting and trying. What was sent already may still happen, and keeps its id for the next try. */
  readonly signal?: AbortSignal;
  /** An attempt failed and another follows: for «still trying …». */
  readonly onRetry?: (retry: Retry) => void;
}

export interface Retry {
  /** The number of the attempt that failed, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly error: SeatbeltError;
}

/** How a call went, for a page's own metrics. Nothing of the request is in it. */
export interface CallReport {
  readonly name: string;
  readonly attempts: number;
  readonly elapsedMs: number;
  /** `ok`, or the reason of the error. */
  readonly outcome: string;
}

/** Where intents and drafts are kept: as much of the browser's `Storage` as is needed of it. May throw. */
export type IntentStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface SeatbeltOptions {
  /** Where the functions run; `us-central1` unless told. */
  readonly region?: string;
  /** Where functions answer under `/{project}/{region}/`: `http://127.0.0.1:5002` of the local stack, say. */
  readonly functionsOrigin?: string;
  /** `localStorage` where it works, memory otherwise. */
  readonly storage?: IntentStorage;
  readonly onCall?: (report: CallReport) => void;
}
