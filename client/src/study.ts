export { SessionTracker } from './session-tracker.ts';
export type { SessionTrackerOptions, TrackerCalls, TrackerEvents } from './tracker-options.ts';
export type { TrackerChallenge, TrackerReason, TrackerState, VideoSeconds } from './tracker-state.ts';
export type { Stretch } from './video-claims.ts';
