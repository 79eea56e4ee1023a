import { isOpen } from '../compliance/open-session.ts';
import type { Session, SessionEvent } from '../compliance/schema.ts';
import type { TimeAdjustment } from '../enrollments/adjustment.ts';
import { contradiction, sum, type Truth } from './truth.ts';

/** Credited time is that of the closed sessions, provided that days and sessions agree; taken back is what rows say. */
export function trueHours({
  sessions,
  days,
  adjustments,
}: {
  sessions: readonly Pick<Session, 'state' | 'creditedSeconds'>[];
  days: readonly { readonly creditedSeconds: number }[];
  adjustments: readonly Pick<TimeAdjustment, 'seconds'>[];
}): Truth {
  const ofDays = sum(days.map(day => day.creditedSeconds));
  const ofSessions = sum(sessions.map(session => session.creditedSeconds));
  if (ofDays !== ofSessions)
    return contradiction(`its days have ${ofDays} seconds, its sessions ${ofSessions}`);
  const closed = sessions.filter(session => !isOpen(session));
  return {
    expected: {
      creditedSeconds: sum(closed.map(session => session.creditedSeconds)),
      adjustedSeconds: sum(adjustments.map(({ seconds }) => seconds)),
    },
    contradictions: [],
  };
}

/** A session's links that say which lesson its seconds went to. */
export type Link = Pick<SessionEvent, 'kind' | 'lessonId' | 'creditedSeconds'>;

/** Adds up one session's chain, in its order: an event's seconds belong to the lesson that was open until then. */
export class LessonSeconds {
  readonly #byLesson = new Map<string, number>();
  #lessonId: string | null = null;

  add({ kind, lessonId, creditedSeconds }: Link): void {
    const lesson = this.#lessonId;
    if (lesson !== null && creditedSeconds > 0)
      this.#byLesson.set(lesson, (this.#byLesson.get(lesson) ?? 0) + creditedSeconds);
    // Completing a lesson does not lead anywhere.
    if (kind !== 'lessonCompleted') this.#lessonId = lessonId;
  }

  /** What has reached the lessons' own documents: an open session's pending seconds have not. */
  reached(pending: Session['pendingLessonSeconds']): ReadonlyMap<string, number> {
    return new Map(
      [...this.#byLesson].map(([lessonId, seconds]) => [lessonId, seconds - (pending[lessonId] ?? 0)]),
    );
  }
}

/** Whether a session's time counts since the course last began anew: those of before had all ended by then. */
export const isOfThisRound = (
  { endedAt }: Pick<Session, 'endedAt'>,
  adjustments: readonly Pick<TimeAdjustment, 'cause' | 'at'>[],
): boolean =>
  endedAt === null ||
  adjustments.every(({ cause, at }) => cause !== 'examRestart' || endedAt.getTime() > at.getTime());
