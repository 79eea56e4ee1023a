import type { Callables } from './contract/callables.ts';
import type { SeatbeltError } from './errors.ts';
import { endFor, leave, sessionGone, still } from './tracker-ending.ts';
import type { Beat, Machine, Result, Step, Task, TrackerReason } from './tracker-state.ts';
import { type Claim, claimSettled } from './video-claims.ts';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

type Failed = { readonly machine: Machine; readonly task: Task; readonly error: SeatbeltError };

/** What follows from what a task came to. */
export function settle(input: { machine: Machine; task: Task; result: Result; nowMs: number }): Step {
  const { task, result, nowMs } = input;
  const machine: Machine = { ...input.machine, task: null };
  if (result.kind === 'failed') return failed({ machine, task, error: result.error, nowMs });
  const heard: Machine = { ...machine, failures: 0, blockedUntilMs: 0 };
  switch (result.kind) {
    case 'started':
      return started({ machine: heard, ...result, nowMs });
    case 'beaten':
      return beaten({ machine: heard, ...result });
    case 'claimed':
      return claimed({ machine: heard, ...result });
    case 'completed':
      return {
        machine: { ...heard, completion: null },
        effects: [{ kind: 'completed', answer: result.answer }],
      };
    case 'closed':
      return heard.leaving === null ? sessionGone(heard, null) : leave(heard, heard.leaving);
  }
}

function started(input: {
  machine: Machine;
  lessonId: string;
  answer: Callables['startSession']['answer'];
  nowMs: number;
}): Step {
  const { machine, lessonId, answer, nowMs } = input;
  const { sessionId, beaconToken, heartbeatSeconds, remainingTodaySeconds } = answer;
  return still({
    ...machine,
    isEngaged: false,
    startsInVain: machine.startsInVain + 1,
    session: {
      sessionId,
      beaconToken,
      heartbeatSeconds,
      remainingAtStartSeconds: remainingTodaySeconds,
      creditedSeconds: 0,
      lessonId,
      answeredSequence: 0,
      lastBeatAtMs: nowMs,
      state: 'ACTIVE',
    },
  });
}

function beaten(input: { machine: Machine; beat: Beat; answer: Callables['heartbeat']['answer'] }): Step {
  const { beat, answer } = input;
  const { creditedSeconds, todaySeconds, state } = answer;
  const machine: Machine = { ...input.machine, unanswered: null, todaySeconds };
  // Only the refusal of the next start says why: a limit, a lock, or nothing at all.
  if (state !== 'ACTIVE' && state !== 'IDLE' && state !== 'ON_BREAK') return sessionGone(machine, null);
  const { session, completion } = machine;
  const { lessonId, sequence: answeredSequence } = beat;
  return still({
    ...machine,
    startsInVain: 0,
    challenge: challengeIn(machine, answer),
    completion: completion && { ...completion, hasBeaten: true },
    session: session && { ...session, creditedSeconds, state, lessonId, answeredSequence },
  });
}

function challengeIn({ challenge }: Machine, { challenge: asked }: Callables['heartbeat']['answer']) {
  if (asked === undefined) return null;
  return asked.challengeId === challenge?.challengeId
    ? challenge
    : { ...asked, expiresAt: new Date(asked.expiresAt) };
}

function claimed(input: {
  machine: Machine;
  claim: Claim;
  answer: Callables['recordVideoProgress']['answer'];
}): Step {
  const { machine, claim, answer } = input;
  const { watchedSeconds, requiredSeconds } = answer;
  const video = { ...machine.video, [claim.lessonId]: { watchedSeconds, requiredSeconds } };
  return still({ ...machine, video, claims: claimSettled(machine.claims, claim) });
}

function failed(input: Failed & { nowMs: number }): Step {
  const { machine, error, nowMs } = input;
  if (!error.retryable) return refused(input);
  // Whoever wants to leave does not wait for a network; the server ends the session by itself.
  if (machine.leaving !== null) return leave(machine, machine.leaving);
  const failures = machine.failures + 1;
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  return still({ ...machine, failures, blockedUntilMs: nowMs + pauseMs });
}

/** Refusals that say that no time is counted for the time being. */
const endings: Readonly<Partial<Record<SeatbeltError['reason'], TrackerReason>>> = {
  SESSION_SUPERSEDED: 'otherDevice',
  DAILY_LIMIT: 'dailyLimit',
  IDENTITY_LOCKED: 'locked',
  ACCESS_LOCKED: 'accessLost',
  ENROLLMENT_NOT_FOUND: 'accessLost',
  ENROLLMENT_CLOSED: 'accessLost',
  ENROLLMENT_EXPIRED: 'accessLost',
  SIGN_IN_REQUIRED: 'refused',
  SIGN_IN_EXPIRED: 'refused',
};

function refused(input: Failed): Step {
  const { machine, task, error } = input;
  const because = endings[error.reason];
  if (because !== undefined) return endFor(machine, because, error);
  const isGone = error.reason === 'SESSION_CLOSED' || error.reason === 'NOT_FOUND';
  if (isGone && task.kind !== 'start') return sessionGone(machine, error);
  switch (task.kind) {
    case 'start':
      return endFor(machine, 'refused', error);
    case 'beat':
      return beatRefused({ machine, beat: task.beat, error });
    case 'claim':
      return still({ ...machine, claims: claimSettled(machine.claims, task.claim) });
    case 'complete':
      return still({ ...machine, error, completion: null });
    case 'end':
      return machine.leaving === null ? sessionGone(machine, error) : leave(machine, machine.leaving);
  }
}

/** It was not heard, so its number is free; a lesson that may not be entered is left again, if not left already. */
function beatRefused(input: { machine: Machine; beat: Beat; error: SeatbeltError }): Step {
  const { machine, beat, error } = input;
  const { session, lessonId } = machine;
  const isTaken = error.reason === 'REQUEST_ID_REUSED';
  return {
    machine: {
      ...machine,
      unanswered: null,
      error,
      completion: null,
      lessonId: session !== null && lessonId === beat.lessonId ? session.lessonId : lessonId,
      session: session && (isTaken ? { ...session, answeredSequence: beat.sequence } : session),
    },
    effects: [{ kind: 'refused', error }],
  };
}
