import { type Load, readDocument, toWrite, type View } from '../commit/index.ts';
import type { EnrollmentKey } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { OpenSessionPointer } from './schema.ts';
import { openSessionPointerDoc, sessionSecondsDoc } from './store.ts';

/** What an open session of this course has earned, for a command that decides on the time credited in all. */
export interface OpenSessionSeconds {
  readonly loads: readonly Load[];
  /** Or STALE_READ, if another session is open by now. */
  in(view: View): number | Refusal;
}

/**
 * A session's seconds stand in its own document while it is open and on the enrollment afterwards; both change in
 * one commit, which the enrollment's precondition guards. Loaded unguarded: a heartbeat that comes between adds a
 * few seconds, and they are nobody's to take back or to verify here.
 */
export async function openSessionSecondsOf(key: EnrollmentKey): Promise<OpenSessionSeconds> {
  const pointer = openSessionPointerDoc(key.userId);
  const sessionId = sessionIdIn({ pointer: await readDocument(pointer), courseId: key.courseId });
  const session = sessionId === undefined ? undefined : sessionSecondsDoc({ ...key, sessionId });
  return {
    loads: [pointer, ...(session === undefined ? [] : [session])].map(toWrite),
    in: view => {
      const isSame = sessionIdIn({ pointer: view.get(pointer), courseId: key.courseId }) === sessionId;
      if (!isSame) return refuse('STALE_READ');
      const seconds = session === undefined ? undefined : view.get(session);
      return seconds === undefined || seconds.endedAt !== null ? 0 : seconds.creditedSeconds;
    },
  };
}

function sessionIdIn({
  pointer,
  courseId,
}: {
  pointer: OpenSessionPointer | undefined;
  courseId: Id;
}): Id | undefined {
  return pointer?.courseId === courseId && pointer.sessionId !== null ? pointer.sessionId : undefined;
}
