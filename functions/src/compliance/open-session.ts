import type { Id } from '../platform/ids.ts';
import type { Session } from './schema.ts';

/** Whether anything may still happen in a session. One that nobody closed yet may be stale all the same. */
export const isOpen = ({ state }: Pick<Session, 'state'>): boolean =>
  state === 'ACTIVE' || state === 'IDLE' || state === 'ON_BREAK';

/** Without a heartbeat for so long a session is over, as of the last one, however late the sweep. */
export function isStale({ lastAcceptedAt, rules }: Session, now: Date): boolean {
  return now.getTime() - lastAcceptedAt.getTime() >= rules.staleSeconds * 1_000;
}

/** What a session credited to a lesson and has not handed over yet, and the session without it. */
export function takePendingLesson({ session, lessonId }: { session: Session; lessonId: Id }): {
  readonly session: Session;
  readonly seconds: number;
} {
  const { [lessonId]: seconds = 0, ...pendingLessonSeconds } = session.pendingLessonSeconds;
  return { session: { ...session, pendingLessonSeconds }, seconds };
}
