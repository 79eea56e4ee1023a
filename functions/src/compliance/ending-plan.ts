import { type Refusal, refuse } from '../platform/refusal.ts';
import { type ClosedSession, type ClosingDocuments, closeSession, type Ending } from './closing.ts';
import { lostAccessOf } from './course-access.ts';
import { creditTime } from './credit.ts';
import { newsOf, pauseOf } from './identity-checks.ts';
import { isStale } from './open-session.ts';
import type { Session, StudyDay } from './schema.ts';
import type { StudyDays } from './study-days.ts';

export interface EndingPlan {
  readonly kind: 'ending';
  readonly closed: ClosedSession;
  /** Those that changed. */
  readonly days: readonly StudyDay[];
}

/** As of the last heartbeat: for a page that went away, a session that nobody heard of, one that another replaced. */
export const lapsedEnding = (session: Session): Ending => ({
  state: 'ABANDONED',
  endReason: 'stale',
  endedAt: session.lastAcceptedAt,
});

/**
 * The student ends the session: what was studied since the last heartbeat counts as in one more heartbeat.
 * @returns STALE_READ if a document is missing that the session has come to need
 */
export function planStudentEnding({
  session,
  days,
  documents,
  note,
  now,
}: {
  session: Session;
  days: StudyDays;
  documents: ClosingDocuments;
  note: string;
  now: Date;
}): EndingPlan | Refusal {
  if (isStale(session, now))
    return planEnding({ session, documents, ending: { ...lapsedEnding(session), note } });
  const { enrollment } = documents;
  const pause = pauseOf({ identity: enrollment.identity, session, now });
  const lost = lostAccessOf(enrollment, now);
  const credited = creditTime({ session, days, now, pause, closedAt: lost?.closedAt ?? null });
  const news = newsOf({ identity: enrollment.identity, session });
  const ending: Ending = {
    ...(lost === undefined
      ? { state: 'TERMINATED', endReason: 'student' }
      : { state: 'CLOSED', endReason: lost.endReason }),
    endedAt: now,
    note,
    creditedSeconds: credited.seconds,
    challenge: news,
  };
  const noticed = {
    ...credited.session,
    noticedChallengeId: news?.challengeId ?? session.noticedChallengeId,
  };
  return planEnding({ session: noticed, documents, ending, days: credited.days });
}

/** Ends the session without crediting anything. */
export function planEnding({
  session,
  documents,
  ending,
  days = [],
}: {
  session: Session;
  documents: ClosingDocuments;
  ending: Ending;
  days?: readonly StudyDay[];
}): EndingPlan | Refusal {
  const closed = closeSession({ session, ending, documents });
  return closed === undefined ? refuse('STALE_READ') : { kind: 'ending', closed, days };
}
