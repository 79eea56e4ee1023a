import type { LessonProgress, Session } from '../../../../client/src/index.ts';

/** What the server has credited to a lesson so far: in closed sessions, and in the one that is open. */
export function lessonSecondsOf(input: {
  lessonId: string;
  progress: readonly LessonProgress[];
  session: Pick<Session, 'pendingLessonSeconds' | 'endedAt'> | null;
}): number {
  const { lessonId, progress, session } = input;
  const closed = progress.find(each => each.lessonId === lessonId)?.creditedSeconds ?? 0;
  const open =
    session === null || session.endedAt !== null ? 0 : (session.pendingLessonSeconds[lessonId] ?? 0);
  return closed + open;
}

/** Seconds of a video seen, each once. */
export const watchedSecondsOf = (watched: LessonProgress['watched']): number =>
  watched.reduce((sum, { from, to }) => sum + to - from, 0);
