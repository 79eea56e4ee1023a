import type { PolicyRules } from '../catalog/policy-rules.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { Session, SessionRules, SessionState } from './schema.ts';

const openStates: readonly SessionState[] = ['ACTIVE', 'IDLE', 'ON_BREAK'];

export const isOpen = ({ state }: Pick<Session, 'state'>): boolean => openStates.includes(state);

/** For everything that only an open session may do: heartbeats, videos, completing a lesson. */
export function refuseUnlessOpen(session: Session | undefined): Refusal | undefined {
  if (session === undefined) return refuse('NOT_FOUND');
  if (isOpen(session)) return undefined;
  return refuse(session.endReason === 'superseded' ? 'SESSION_SUPERSEDED' : 'SESSION_CLOSED');
}

export const staleAtOf = (lastAcceptedAt: Date, { staleSeconds }: Pick<SessionRules, 'staleSeconds'>): Date =>
  new Date(lastAcceptedAt.getTime() + staleSeconds * 1_000);

/** Whether nothing was heard of the session for longer than the policy allows: it ended at its last heartbeat. */
export const isStale = ({ lastAcceptedAt, rules }: Session, now: Date): boolean =>
  now.getTime() > staleAtOf(lastAcceptedAt, rules).getTime();

/**
 * Moves what an open session has credited to one lesson out of it, for whoever adds it to `…/lessons/{lessonId}` in
 * the same commit: so that no second reaches the lesson twice.
 */
export function takePendingLesson({ session, lessonId }: { session: Session; lessonId: Id }): {
  readonly session: Session;
  readonly seconds: number;
} {
  const { [lessonId]: seconds = 0, ...others } = session.pendingLessonSeconds;
  return { session: { ...session, pendingLessonSeconds: others }, seconds };
}

/** What of the policy a session pins at its start. */
export const sessionRulesFrom = (rules: PolicyRules): SessionRules => ({
  heartbeatSeconds: rules.heartbeatSeconds,
  maximumGapSeconds: rules.maximumGapSeconds,
  idleSeconds: rules.idleSeconds,
  staleSeconds: rules.staleSeconds,
  breakEverySeconds: rules.breakEverySeconds,
  breakSeconds: rules.breakSeconds,
  dailyLimit: rules.dailyLimit,
  requiredSeconds: rules.requiredSeconds,
  retentionYears: rules.retentionYears,
});

/** The last moment on which a record made then must still be kept. */
export function retainUntil({ from, years }: { from: Date; years: number }): Date {
  const until = new Date(from);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  return until;
}
