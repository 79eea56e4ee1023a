import type { Figures, Machine, OpenSession, TrackerState } from './tracker-state.ts';

/** A policy may say less often; until it has spoken nothing is sent. */
const UNTOLD_HEARTBEAT_SECONDS = 60;

/** What a page is shown. */
export function viewOf(machine: Machine): TrackerState {
  const { session, lessonId, challenge, video, ended } = machine;
  const phase = phaseOf(machine);
  return {
    phase,
    because: ended ?? (phase === 'elsewhere' ? 'otherTab' : null),
    sessionId: session?.sessionId ?? null,
    lessonId,
    heartbeatSeconds: session?.heartbeatSeconds ?? UNTOLD_HEARTBEAT_SECONDS,
    challenge,
    video,
    ...figuresOf(machine),
  };
}

function phaseOf(machine: Machine): TrackerState['phase'] {
  const { ended, isWanted, seat, session } = machine;
  if (ended !== null) return 'ended';
  if (!isWanted) return 'stopped';
  if (seat === 'otherTab') return 'elsewhere';
  if (!machine.isOnline || machine.failures > 0) return 'offline';
  return session === null ? 'starting' : sessionPhase(machine, session);
}

function sessionPhase({ challenge }: Machine, { state }: OpenSession): TrackerState['phase'] {
  if (challenge !== null) return 'challenged';
  if (state === 'ON_BREAK') return 'onBreak';
  return state === 'IDLE' ? 'idle' : 'counting';
}

function figuresOf({ seat, told, session, todaySeconds }: Machine): Figures {
  if (seat === 'otherTab' && told !== null) return told;
  const creditedSeconds = session?.creditedSeconds ?? 0;
  const atStart = session?.remainingAtStartSeconds ?? null;
  const remainingTodaySeconds = atStart === null ? null : Math.max(0, atStart - creditedSeconds);
  return { creditedSeconds, todaySeconds, remainingTodaySeconds };
}
