export {
  SessionTracker,
  type SessionTrackerOptions,
  type TrackerCalls,
  type TrackerEvents,
} from './session-tracker.ts';
export type { TrackerChallenge, TrackerReason, TrackerState, VideoSeconds } from './tracker-state.ts';
export type { Stretch } from './video-claims.ts';
