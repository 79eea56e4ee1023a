import type { SeatbeltError } from './errors.ts';
import type { Leaving, Machine, Step, TrackerReason } from './tracker-state.ts';

/** What is left once a session is no more. */
const withoutSession = {
  session: null,
  task: null,
  unanswered: null,
  challenge: null,
  leaving: null,
} as const;

/** Sessions in a row that were over before a heartbeat counted: a third would fare no better. */
const MAX_STARTS_IN_VAIN = 2;
/** A lesson is tried to be completed in so many sessions. */
const MAX_COMPLETIONS = 2;

export const still = (machine: Machine): Step => ({ machine, effects: [] });

/** Nothing is counted any more until the page asks for it again. */
export function endFor(machine: Machine, because: TrackerReason, error: SeatbeltError | null): Step {
  const { leaving } = machine;
  // Whoever is leaving anyway need not be told why they cannot stay.
  if (leaving !== null && leaving.to !== 'locked') return leave(machine, leaving);
  return {
    machine: { ...machine, ...withoutSession, isWanted: false, ended: because, error, completion: null },
    effects: error !== null && because === 'refused' ? [{ kind: 'refused', error }] : [],
  };
}

/** The server has closed the session, by its rules or for want of heartbeats: another one is started. */
export function sessionGone(machine: Machine, error: SeatbeltError | null): Step {
  if (machine.leaving !== null) return leave(machine, machine.leaving);
  if (machine.startsInVain >= MAX_STARTS_IN_VAIN) return endFor(machine, 'stale', error);
  const { completion } = machine;
  const failures = (completion?.failures ?? 0) + 1;
  const again = completion && { ...completion, failures, hasBeaten: false };
  return still({
    ...machine,
    ...withoutSession,
    error,
    completion: failures < MAX_COMPLETIONS ? again : null,
  });
}

/** The session has been ended here on purpose. */
export function leave(machine: Machine, { to }: Leaving): Step {
  if (to === 'locked') return endFor({ ...machine, leaving: null }, 'locked', null);
  const left: Machine = { ...machine, ...withoutSession, error: null, completion: null };
  const waits = to === 'otherTab';
  return {
    machine: waits ? { ...left, seat: 'otherTab' } : { ...left, seat: 'none', isWanted: false, ended: null },
    effects: [{ kind: 'release', waits }],
  };
}

/** The page goes away: a beacon ends the session, and the tab's seat is free. */
export function leavePage(machine: Machine): Step {
  const token = machine.session?.beaconToken;
  const isWanted = machine.isWanted && machine.leaving?.to !== 'stopped';
  return {
    machine: { ...machine, ...withoutSession, isWanted, seat: 'none', completion: null, startsInVain: 0 },
    effects: [
      ...(token === undefined ? [] : [{ kind: 'beacon' as const, token }]),
      { kind: 'release', waits: false },
    ],
  };
}

/** Another tab counts from now on. */
export function standAside(machine: Machine): Step {
  if (machine.leaving?.to === 'stopped') return leave(machine, machine.leaving);
  return still({ ...machine, ...withoutSession, seat: 'otherTab', completion: null });
}
