import type { Clock } from './clock.ts';
import type { SeatbeltError } from './errors.ts';
import type { Seatbelt } from './seatbelt.ts';
import type { TrackerHost } from './tracker-host.ts';
import type { TrackerChallenge, TrackerReason, TrackerState } from './tracker-state.ts';

/** The callables that a tracker uses. */
export type TrackerCalls = Pick<
  Seatbelt,
  | 'startSession'
  | 'heartbeat'
  | 'recordVideoProgress'
  | 'completeLesson'
  | 'endSession'
  | 'answerChallenge'
  | 'beaconUrl'
>;

export interface SessionTrackerOptions {
  readonly seatbelt: TrackerCalls;
  readonly userId: string;
  readonly courseId: string;
  /** What the student studies on, for the evidence; the browser's own name unless told. */
  readonly device?: string;
  readonly clock?: Clock;
  readonly host?: TrackerHost;
}

/** What a tracker tells of, by the event's name. */
export interface TrackerEvents {
  readonly state: TrackerState;
  /** A question to be put to the student; nothing is credited until it is answered. */
  readonly challenge: TrackerChallenge;
  /** It was answered, here or elsewhere, or its time is over. */
  readonly challengeSettled: { readonly challengeId: string };
  readonly ended: { readonly because: TrackerReason };
  /** The server refused a start, or a heartbeat: of a lesson that is locked, say. Whoever waits for it is told besides. */
  readonly refused: SeatbeltError;
}
