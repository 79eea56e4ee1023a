import { react } from './tracker-events.ts';
import type { Machine, Step, TrackerEvent } from './tracker-state.ts';
import { begin, nextWork } from './tracker-tasks.ts';
import { noClaims } from './video-claims.ts';

export const initialMachine = ({ isOnline }: { isOnline: boolean }): Machine => ({
  isWanted: false,
  seat: 'none',
  isOnline,
  blockedUntilMs: 0,
  failures: 0,
  ended: null,
  error: null,
  leaving: null,
  session: null,
  lessonId: null,
  task: null,
  nextTaskId: 1,
  unanswered: null,
  isEngaged: false,
  startsInVain: 0,
  challenge: null,
  claims: noClaims,
  completion: null,
  video: {},
  todaySeconds: 0,
  told: null,
});

/**
 * The tracker as a pure function: what an event makes of it, and what is to be done then. It holds
 * - one thing is asked of the server at a time, a heartbeat without an answer before anything else;
 * - a heartbeat's number is one more than that of the last that was answered;
 * - within `heartbeatSeconds` of a heartbeat another is sent only for a lesson entered or to be completed.
 */
export function step(machine: Machine, event: TrackerEvent, nowMs: number): Step {
  const reacted = react(machine, event, nowMs);
  const work = nextWork(reacted.machine, nowMs);
  if (work === undefined) return reacted;
  const begun = begin(reacted.machine, work, nowMs);
  return begun.task === null
    ? reacted
    : { machine: begun, effects: [...reacted.effects, { kind: 'run', task: begun.task }] };
}
