import type { Leaving, Machine, OpenSession, Work } from './tracker-state.ts';
import { claimDueAtMs, claimSent, hasClaimsOf, nextClaim } from './video-claims.ts';

/** What is to be asked of the server now; undefined: nothing, or not yet. */
export function nextWork(machine: Machine, nowMs: number): Work | undefined {
  if (!maySend(machine) || nowMs < machine.blockedUntilMs) return undefined;
  const { session, unanswered, leaving, lessonId } = machine;
  if (session === null) return startWork(machine);
  const { sessionId } = session;
  // First of all, with the number it had: the server knows by it whether it was heard before.
  if (unanswered !== null) return { kind: 'beat', sessionId, beat: unanswered };
  if (leaving !== null) return leavingWork({ machine, session, leaving });
  if (lessonId !== session.lessonId) return beatWork(machine, session);
  const completing = completionWork(machine, session);
  if (completing !== undefined) return completing;
  if (nowMs >= beatDueAtMs(session)) return beatWork(machine, session);
  const claimAtMs = claimDueAtMs(machine.claims);
  return claimAtMs !== null && nowMs >= claimAtMs ? claimWork(machine, session) : undefined;
}

/** When there may be something to do, if nothing happens before; null: nothing by time alone. */
export function wakeAtMs(machine: Machine, nowMs: number): number | null {
  if (!maySend(machine)) return null;
  if (nowMs < machine.blockedUntilMs) return machine.blockedUntilMs;
  const { session, claims } = machine;
  return session && Math.min(beatDueAtMs(session), claimDueAtMs(claims) ?? Number.POSITIVE_INFINITY);
}

const maySend = ({ task, isOnline, seat }: Machine): boolean => task === null && isOnline && seat === 'here';

const beatDueAtMs = ({ lastBeatAtMs, heartbeatSeconds }: OpenSession): number =>
  lastBeatAtMs + heartbeatSeconds * 1_000;

function startWork({ isWanted, ended, lessonId, leaving }: Machine): Work | undefined {
  const isDue = isWanted && ended === null && leaving === null;
  return isDue && lessonId !== null ? { kind: 'start', lessonId } : undefined;
}

function beatWork(machine: Machine, session: OpenSession): Work {
  const { sessionId, answeredSequence } = session;
  const lessonId = machine.lessonId ?? session.lessonId;
  const beat = { sequence: answeredSequence + 1, lessonId, engaged: machine.isEngaged };
  return { kind: 'beat', sessionId, beat };
}

function claimWork({ claims }: Machine, { sessionId }: OpenSession): Work | undefined {
  const claim = nextClaim(claims);
  return claim && { kind: 'claim', sessionId, claim };
}

/** The last claims, a heartbeat that credits the time up to now, then the completion, which counts both. */
function completionWork(machine: Machine, session: OpenSession): Work | undefined {
  const { completion, claims } = machine;
  if (completion === null) return undefined;
  const { lessonId, hasBeaten } = completion;
  if (hasClaimsOf(claims, lessonId)) return claimWork(machine, session);
  return hasBeaten
    ? { kind: 'complete', sessionId: session.sessionId, lessonId }
    : beatWork(machine, session);
}

function leavingWork(input: { machine: Machine; session: OpenSession; leaving: Leaving }): Work {
  const { machine, session, leaving } = input;
  // Another tab waits to count: what was watched here can be claimed later.
  const claim = leaving.to === 'stopped' ? claimWork(machine, session) : undefined;
  return claim ?? { kind: 'end', sessionId: session.sessionId, reason: leaving.reason };
}

/** The machine while the work is under way. */
export function begin(machine: Machine, work: Work, nowMs: number): Machine {
  const taskId = machine.nextTaskId;
  const next: Machine = { ...machine, task: { taskId, ...work }, nextTaskId: taskId + 1 };
  switch (work.kind) {
    case 'beat':
      return {
        ...next,
        unanswered: work.beat,
        // What was done before this heartbeat is told by it; one sent again tells what it told at first.
        isEngaged: machine.unanswered === null ? false : machine.isEngaged,
        session: machine.session && { ...machine.session, lastBeatAtMs: nowMs },
      };
    case 'claim':
      return { ...next, claims: claimSent(machine.claims, nowMs) };
    case 'start':
    case 'complete':
    case 'end':
      return next;
  }
}
