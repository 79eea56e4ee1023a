import type { Clock } from './clock.ts';
import type { GivenAnswer } from './contract/documents.ts';
import type { SeatbeltError } from './errors.ts';
import type { Network } from './network.ts';
import type { IntentStorage } from './options.ts';
import type { Seatbelt } from './seatbelt.ts';

export interface AttemptPlace {
  readonly courseId: string;
  readonly quizId: string;
  readonly attemptId: string;
}

export interface AttemptDraftOptions extends AttemptPlace {
  readonly seatbelt: Pick<Seatbelt, 'saveQuizAnswers' | 'submitQuizAttempt'>;
  readonly userId: string;
  /** `savedSequence` and `answers` of the attempt's document. */
  readonly savedSequence: number;
  readonly saved: readonly GivenAnswer[];
  /** `localStorage` where it works, memory otherwise. */
  readonly storage?: IntentStorage;
  readonly clock?: Clock;
  readonly network?: Network;
}

/** Of the attempt's document, as it is by now. */
export interface SavedAnswers {
  readonly savedSequence: number;
  readonly answers: readonly GivenAnswer[];
}

/**
 * - saved: the server has all answers.
 * - changed: it will have them in a moment. Where there is an `error`: after a refused save with the next change or when
 *   they are handed in, after a refused hand-in in a moment, too.
 * - offline: they are kept in this browser until there is a network again.
 * - closed: the attempt is over, by its time, by staff or in another tab; `error` says which.
 */
export interface DraftState {
  readonly phase: 'saved' | 'changed' | 'saving' | 'offline' | 'submitting' | 'submitted' | 'closed';
  /** When the server last saved. */
  readonly savedAt: Date | null;
  readonly error: SeatbeltError | null;
}
