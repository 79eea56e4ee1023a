import { endFor, leave, leavePage, standAside, still } from './tracker-ending.ts';
import { settle } from './tracker-results.ts';
import type { Leaving, Machine, Step, TrackerEvent } from './tracker-state.ts';
import { lastClaims, played } from './video-claims.ts';

/** What an event changes by itself, before anything is asked of the server. */
export function react(machine: Machine, event: TrackerEvent, nowMs: number): Step {
  switch (event.kind) {
    case 'startWanted':
      return startWanted(machine, event.lessonId);
    case 'takeOverWanted':
      return stand({ ...wanted(machine), isEngaged: true });
    case 'elected':
      return still({ ...machine, seat: 'here', told: null });
    case 'notElected':
      return standAside(machine);
    case 'handOverAsked':
      return machine.seat === 'here'
        ? leaveFor(machine, { to: 'otherTab', reason: 'otherTab' })
        : still(machine);
    case 'told':
      return still(machine.seat === 'here' ? machine : { ...machine, told: event.figures });
    case 'lessonWanted':
      return still({ ...machine, lessonId: event.lessonId, isEngaged: true });
    case 'signOfLife':
      return still(machine.isEngaged ? machine : { ...machine, isEngaged: true });
    case 'played':
      return still({ ...machine, isEngaged: true, claims: played(machine.claims, event) });
    case 'challengeAnswered':
      return challengeAnswered(machine, event);
    case 'completionWanted':
      return completionWanted(machine, event.lessonId);
    case 'stopWanted':
      return leaveFor(machine, { to: 'stopped', reason: event.reason });
    case 'pageLeft':
      return leavePage(machine);
    case 'pageRestored':
      return pageRestored(machine);
    case 'network':
      return networkChanged(machine, event.isOnline);
    case 'tick':
      return still(machine);
    case 'settled':
      return settled(machine, event, nowMs);
  }
}

/** A task that is no longer waited for (the page was left, another tab took over) has nothing more to say. */
function settled(machine: Machine, event: Extract<TrackerEvent, { kind: 'settled' }>, nowMs: number): Step {
  const { task } = machine;
  if (task === null || task.taskId !== event.taskId) return still(machine);
  return settle({ machine, task, result: event.result, nowMs });
}

const wanted = (machine: Machine): Machine => ({
  ...machine,
  isWanted: true,
  ended: null,
  error: null,
  startsInVain: 0,
  blockedUntilMs: 0,
  // Whoever stopped wants to go on after all; a session that has ended by then is followed by another.
  leaving: machine.leaving?.to === 'stopped' ? null : machine.leaving,
});

function startWanted(before: Machine, lessonId: string): Step {
  const machine: Machine = { ...wanted(before), lessonId, isEngaged: true };
  return machine.seat === 'none' ? stand(machine) : still(machine);
}

/** For election, unless this tab was elected; one that waits in line is there already. */
const stand = (machine: Machine): Step => ({
  machine: { ...machine, seat: machine.seat === 'here' ? 'here' : 'electing' },
  effects: machine.seat === 'none' ? [{ kind: 'elect' }] : [],
});

function challengeAnswered(
  before: Machine,
  { challengeId, isLocked }: { challengeId: string; isLocked: boolean },
): Step {
  const isOpen = before.challenge?.challengeId === challengeId;
  const machine: Machine = { ...before, challenge: isOpen ? null : before.challenge, isEngaged: true };
  return isLocked ? leaveFor(machine, { to: 'locked', reason: 'locked' }) : still(machine);
}

function completionWanted(machine: Machine, lessonId: string): Step {
  const { seat, isWanted, completion, claims } = machine;
  if (!isWanted || seat === 'otherTab' || machine.leaving !== null) return still({ ...machine, error: null });
  return still({
    ...machine,
    isEngaged: true,
    error: null,
    completion: completion ?? { lessonId, hasBeaten: false, failures: 0 },
    claims: lastClaims(claims, lessonId),
  });
}

/** Ends the session first, if there is one and somebody to tell. */
function leaveFor(machine: Machine, leaving: Leaving): Step {
  // Another tab that asks meanwhile gets the seat anyway, and the page must not count again once that tab is closed.
  if (machine.leaving?.to === 'stopped') return still(machine);
  const { session, task, isOnline, failures, seat } = machine;
  const isBusy = session !== null || task !== null;
  if (isBusy && isOnline && failures === 0 && seat === 'here') return still({ ...machine, leaving });
  return leaving.to === 'locked' ? endFor(machine, 'locked', null) : leave(machine, leaving);
}

/** Nobody who wants to leave is kept waiting for a network. */
function networkChanged(before: Machine, isOnline: boolean): Step {
  const machine: Machine = { ...before, isOnline, blockedUntilMs: 0 };
  const { leaving } = machine;
  return isOnline || leaving === null ? still(machine) : leave(machine, leaving);
}

/** From the browser's back-forward cache: whatever ran before is over. */
function pageRestored(machine: Machine): Step {
  return machine.isWanted && machine.seat === 'none' ? stand(machine) : still(machine);
}
