import type { SeatbeltError } from './errors.ts';
import type { Effect, Leaving, Machine, Step, TrackerReason, Wish } from './tracker-state.ts';

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

export const failedWishes = (wishes: readonly Wish[], error: SeatbeltError | null): readonly Effect[] =>
  wishes.map(wish => ({ kind: 'failed', wish, error }));

/** Nothing is counted any more until the page asks for it again. */
export function endFor(machine: Machine, because: TrackerReason, error: SeatbeltError | null): Step {
  const { leaving } = machine;
  // Whoever is leaving anyway need not be told why they cannot stay.
  if (leaving !== null && leaving.to !== 'locked') return leave(machine, leaving);
  const effects: readonly Effect[] = [
    ...settledChallenge(machine),
    ...(error !== null && because === 'refused' ? [{ kind: 'refused' as const, error }] : []),
    { kind: 'ended', because },
    ...failedWishes(['start', 'lesson', 'complete'], error),
  ];
  return {
    machine: { ...machine, ...withoutSession, isWanted: false, ended: because, completion: null },
    effects,
  };
}

/** The server has closed the session, by its rules or for want of heartbeats: another one is started. */
export function sessionGone(machine: Machine, error: SeatbeltError | null): Step {
  if (machine.leaving !== null) return leave(machine, machine.leaving);
  if (machine.startsInVain >= MAX_STARTS_IN_VAIN) return endFor(machine, 'stale', error);
  const { completion } = machine;
  const failures = (completion?.failures ?? 0) + 1;
  const isGivenUp = completion !== null && failures >= MAX_COMPLETIONS;
  return {
    machine: {
      ...machine,
      ...withoutSession,
      completion: completion === null || isGivenUp ? null : { ...completion, failures, hasBeaten: false },
    },
    effects: [
      ...settledChallenge(machine),
      { kind: 'fulfilled', wish: 'lesson' },
      ...(isGivenUp ? failedWishes(['complete'], error) : []),
    ],
  };
}

/** The session has been ended here on purpose. */
export function leave(machine: Machine, leaving: Leaving): Step {
  const left: Machine = { ...machine, ...withoutSession, completion: null };
  const dropped = failedWishes(['complete'], null);
  switch (leaving.to) {
    case 'otherTab':
      return {
        machine: { ...left, seat: 'otherTab' },
        effects: [...settledChallenge(machine), ...dropped, { kind: 'release', waits: true }],
      };
    case 'stopped':
      return {
        machine: { ...left, seat: 'none', isWanted: false, ended: null },
        effects: [
          ...settledChallenge(machine),
          ...dropped,
          ...failedWishes(['start', 'lesson'], null),
          { kind: 'release', waits: false },
          { kind: 'fulfilled', wish: 'stop' },
        ],
      };
    case 'locked':
      return endFor({ ...machine, leaving: null }, 'locked', null);
  }
}

/** The page goes away: a beacon ends the session, and the tab's seat is free. */
export function leavePage(machine: Machine): Step {
  const token = machine.session?.beaconToken;
  const isWanted = machine.isWanted && machine.leaving?.to !== 'stopped';
  return {
    machine: { ...machine, ...withoutSession, isWanted, seat: 'none', completion: null, startsInVain: 0 },
    effects: [
      ...(token === undefined ? [] : [{ kind: 'beacon' as const, token }]),
      ...settledChallenge(machine),
      ...failedWishes(['complete'], null),
      { kind: 'release', waits: false },
    ],
  };
}

/** Another tab counts from now on. */
export function standAside(machine: Machine): Step {
  if (machine.leaving?.to === 'stopped') return leave(machine, machine.leaving);
  return {
    machine: { ...machine, ...withoutSession, seat: 'otherTab', completion: null },
    effects: [
      ...settledChallenge(machine),
      ...failedWishes(['complete'], null),
      { kind: 'fulfilled', wish: 'start' },
      { kind: 'fulfilled', wish: 'lesson' },
    ],
  };
}

export const settledChallenge = ({ challenge }: Machine): readonly Effect[] =>
  challenge === null ? [] : [{ kind: 'challengeSettled', challengeId: challenge.challengeId }];
