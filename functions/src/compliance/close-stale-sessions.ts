import { onSchedule } from 'firebase-functions/scheduler';
import { lanes, readDocument, untilFresh } from '../commit/index.ts';
import { systemClock } from '../platform/clock.ts';
import '../platform/environment.ts';
import { log } from '../platform/log.ts';
import { expireOverdueChallenges } from '../verification/expire-overdue-challenges.ts';
import { type CloseOutcome, closeCommand } from './close-command.ts';
import { closingPlaceOf } from './closing-documents.ts';
import { lapsedEnding } from './ending-plan.ts';
import { isStale } from './open-session.ts';
import { findStaleSessions } from './queries.ts';
import type { Session } from './schema.ts';
import { type SessionKey, sessionDoc } from './store.ts';

/** Closed at once; more would only queue up behind each other's commits. */
const PAGE_SIZE = 50;

export interface StaleCounts {
  readonly closed: number;
  readonly unchanged: number;
  readonly failed: number;
}

/**
 * Ends every open session that was silent too long at `now`, each as of its last heartbeat, so that it does not
 * matter how late this comes. One that fails is counted and left to the next run.
 */
export async function closeSilentSessions({ now }: { now: Date }): Promise<StaleCounts> {
  const counts = { closed: 0, unchanged: 0, failed: 0 };
  for await (const page of findStaleSessions({ now, pageSize: PAGE_SIZE })) {
    for (const closing of await Promise.allSettled(page.map(key => closeIfStale({ key, now })))) {
      if (closing.status === 'fulfilled') counts[closing.value] += 1;
      else {
        counts.failed += 1;
        log.error('closeStaleSessions', closing.reason);
      }
    }
  }
  log.info('closeStaleSessions', counts);
  return counts;
}

/** Decides again on what is stored by then: a heartbeat may just have come in. */
export function closeIfStale({ key, now }: { key: SessionKey; now: Date }): Promise<CloseOutcome['result']> {
  const endingOf = (session: Session) => (isStale(session, now) ? lapsedEnding(session) : undefined);
  return untilFresh({
    work: async () => {
      const session = await readDocument(sessionDoc(key));
      if (session === undefined || endingOf(session) === undefined) return 'unchanged';
      const place = closingPlaceOf({ session });
      const command = closeCommand({ operation: 'closeStaleSessions', place, endingOf });
      return (await lanes().submit(command)).outcome.result;
    },
  });
}

/** The normal end of a session: a page that goes away hardly ever says so. Settles silent identity checks as well. */
export const closeStaleSessions = onSchedule(
  { schedule: 'every 5 minutes', timeoutSeconds: 270, retryCount: 1 },
  async () => {
    const now = systemClock.now();
    const checks = await expireOverdueChallenges({ now });
    const sessions = await closeSilentSessions({ now });
    const failed = checks.failed + sessions.failed;
    // Told to the scheduler, so that it runs again and the failure shows.
    if (failed > 0) throw new Error(`Sessions or checks that could not be closed: ${failed}.`);
  },
);
