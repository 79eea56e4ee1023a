import type { Id } from '../platform/ids.ts';
import type { Session, SessionRules } from './schema.ts';

/** Whether anything may still happen in a session. One that nobody closed yet may be stale all the same. */
export const isOpen = ({ state }: Pick<Session, 'state'>): boolean =>
  state === 'ACTIVE' || state === 'IDLE' || state === 'ON_BREAK';

/** The last moment at which a heartbeat is still in time. */
export const staleAtOf = (lastAcceptedAt: Date, { staleSeconds }: Pick<SessionRules, 'staleSeconds'>): Date =>
  new Date(lastAcceptedAt.getTime() + staleSeconds * 1_000);

/** Later than `staleSeconds` after its last heartbeat a session is over, as of that one, however late the sweep. */
export const isStale = ({ lastAcceptedAt, rules }: Session, now: Date): boolean =>
  now.getTime() > staleAtOf(lastAcceptedAt, rules).getTime();

/** What a session credited to a lesson and has not handed over yet, and the session without it. */
export function takePendingLesson({ session, lessonId }: { session: Session; lessonId: Id }): {
  readonly session: Session;
  readonly seconds: number;
} {
  const { [lessonId]: seconds = 0, ...pendingLessonSeconds } = session.pendingLessonSeconds;
  return { session: { ...session, pendingLessonSeconds }, seconds };
}
