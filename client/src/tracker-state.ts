import type { Callables } from './contract/callables.ts';
import type { SeatbeltError } from './errors.ts';
import type { Claim, VideoClaims } from './video-claims.ts';

/** Why no time is counted here. */
export type TrackerReason =
  | 'otherTab'
  | 'otherDevice'
  | 'dailyLimit'
  | 'locked'
  | 'accessLost'
  | 'stale'
  | 'refused';

/** A question that waits for its answer; nothing is credited until then. */
export interface TrackerChallenge {
  readonly challengeId: string;
  readonly questionId: string;
  readonly prompt: string;
  readonly expiresAt: Date;
}

/** What a page shows of a student's time. All figures are the server's. */
export interface TrackerState {
  readonly phase:
    | 'stopped'
    | 'starting'
    | 'counting'
    | 'idle'
    | 'onBreak'
    | 'challenged'
    | 'offline'
    | 'elsewhere'
    | 'ended';
  readonly sessionId: string | null;
  readonly lessonId: string | null;
  /** In this session so far. */
  readonly creditedSeconds: number;
  /** On this legal day, all sessions of the course together. */
  readonly todaySeconds: number;
  /** What the daily limit leaves; null: there is none. */
  readonly remainingTodaySeconds: number | null;
  /** Why it is not counting, where there is something to say. */
  readonly because: TrackerReason | null;
  readonly heartbeatSeconds: number;
  readonly challenge: TrackerChallenge | null;
  /** By lesson, as of the last claim. */
  readonly video: Readonly<Record<string, VideoSeconds>>;
}

export interface VideoSeconds {
  readonly watchedSeconds: number;
  readonly requiredSeconds: number;
}

/** What other tabs are told of the one that counts. */
export type Figures = Pick<TrackerState, 'creditedSeconds' | 'todaySeconds' | 'remainingTodaySeconds'>;

/** A heartbeat as it is sent, and sent again with the same number until an answer came. */
export interface Beat {
  readonly sequence: number;
  readonly lessonId: string;
  readonly engaged: boolean;
}

export interface OpenSession {
  readonly sessionId: string;
  readonly beaconToken: string;
  readonly heartbeatSeconds: number;
  readonly remainingAtStartSeconds: number | null;
  readonly creditedSeconds: number;
  /** Where the server knows the student to be. */
  readonly lessonId: string;
  /** Of the last heartbeat that was answered. */
  readonly answeredSequence: number;
  /** When the session was started or a heartbeat was last sent. */
  readonly lastBeatAtMs: number;
  readonly state: Callables['heartbeat']['answer']['state'];
}

/** One thing that is asked of the server. Of one tracker only one is under way. */
export type Task = { readonly taskId: number } & Work;
export type Work =
  | { readonly kind: 'start'; readonly lessonId: string }
  | { readonly kind: 'beat'; readonly sessionId: string; readonly beat: Beat }
  | { readonly kind: 'claim'; readonly sessionId: string; readonly claim: Claim }
  | { readonly kind: 'complete'; readonly sessionId: string; readonly lessonId: string }
  | { readonly kind: 'end'; readonly sessionId: string; readonly reason: string };

export interface Completion {
  readonly lessonId: string;
  readonly hasBeaten: boolean;
  /** Sessions that closed under it. */
  readonly failures: number;
}

/** Why the session is being ended, and what follows: another tab counts, the student stops, or the course is locked. */
export type Leaving = { readonly to: 'otherTab' | 'stopped' | 'locked'; readonly reason: string };

/** Everything the tracker knows. Changed by `step` alone. */
export interface Machine {
  /** Whether the page wants time to be counted. */
  readonly isWanted: boolean;
  /** What the election among the browser's tabs said: this tab counts, another one does, or nothing yet. */
  readonly seat: 'none' | 'electing' | 'here' | 'otherTab';
  readonly isOnline: boolean;
  /** After a failure nothing is sent before. */
  readonly blockedUntilMs: number;
  /** Failures in a row. */
  readonly failures: number;
  readonly ended: TrackerReason | null;
  /** The refusal by which the last start, or the last completion, came to nothing. */
  readonly error: SeatbeltError | null;
  readonly leaving: Leaving | null;
  readonly session: OpenSession | null;
  /** Where the student is, whether the server knows or not. */
  readonly lessonId: string | null;
  readonly task: Task | null;
  readonly nextTaskId: number;
  readonly unanswered: Beat | null;
  /** A sign of life since the last heartbeat. */
  readonly isEngaged: boolean;
  /** Sessions started since the last heartbeat that counted: more than one, and starting another does not help. */
  readonly startsInVain: number;
  readonly challenge: TrackerChallenge | null;
  readonly claims: VideoClaims;
  readonly completion: Completion | null;
  readonly video: TrackerState['video'];
  readonly todaySeconds: number;
  /** Of the tab that counts, while it is another one. */
  readonly told: Figures | null;
}

/** What an attempt at a task came to. */
export type Result =
  | {
      readonly kind: 'started';
      readonly lessonId: string;
      readonly answer: Callables['startSession']['answer'];
    }
  | { readonly kind: 'beaten'; readonly beat: Beat; readonly answer: Callables['heartbeat']['answer'] }
  | {
      readonly kind: 'claimed';
      readonly claim: Claim;
      readonly answer: Callables['recordVideoProgress']['answer'];
    }
  | { readonly kind: 'completed'; readonly answer: Callables['completeLesson']['answer'] }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly error: SeatbeltError };

export type TrackerEvent =
  | { readonly kind: 'startWanted'; readonly lessonId: string }
  | { readonly kind: 'takeOverWanted' }
  | { readonly kind: 'elected' }
  | { readonly kind: 'notElected' }
  | { readonly kind: 'handOverAsked' }
  | { readonly kind: 'told'; readonly figures: Figures }
  | { readonly kind: 'lessonWanted'; readonly lessonId: string }
  | { readonly kind: 'signOfLife' }
  | {
      readonly kind: 'played';
      readonly lessonId: string;
      readonly fromSeconds: number;
      readonly toSeconds: number;
    }
  | { readonly kind: 'challengeAnswered'; readonly challengeId: string; readonly isLocked: boolean }
  | { readonly kind: 'completionWanted'; readonly lessonId: string }
  | { readonly kind: 'stopWanted'; readonly reason: string }
  | { readonly kind: 'pageLeft' }
  | { readonly kind: 'pageRestored' }
  | { readonly kind: 'network'; readonly isOnline: boolean }
  | { readonly kind: 'tick' }
  | { readonly kind: 'settled'; readonly taskId: number; readonly result: Result };

/** What is to be done outside. What a page is told besides follows from the machine itself. */
export type Effect =
  | { readonly kind: 'run'; readonly task: Task }
  | { readonly kind: 'elect' }
  /** Lets another tab count; `waits` to count again once no other does. */
  | { readonly kind: 'release'; readonly waits: boolean }
  | { readonly kind: 'beacon'; readonly token: string }
  | { readonly kind: 'refused'; readonly error: SeatbeltError }
  | { readonly kind: 'completed'; readonly answer: Callables['completeLesson']['answer'] };

export interface Step {
  readonly machine: Machine;
  readonly effects: readonly Effect[];
}
