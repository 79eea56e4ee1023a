import { onSchedule } from 'firebase-functions/scheduler';
import { systemClock } from '../platform/clock.ts';
import '../platform/environment.ts';
import { log } from '../platform/log.ts';
import { finishOverdue } from './finish-overdue.ts';
import { findOverdueAttempts } from './queries.ts';

/** Ended at once; more would only queue up behind each other's commits. */
const PAGE_SIZE = 50;

export interface FinishCounts {
  readonly finished: number;
  readonly unchanged: number;
  readonly failed: number;
}

/** Ends every open attempt whose time was over at `now`. One that fails is counted and left to the next run. */
export async function closeOverdueAttempts({ now }: { now: Date }): Promise<FinishCounts> {
  const counts = { finished: 0, unchanged: 0, failed: 0 };
  for await (const page of findOverdueAttempts({ now, pageSize: PAGE_SIZE })) {
    const endings = page.map(key => finishOverdue({ key, now }));
    for (const ending of await Promise.allSettled(endings)) {
      if (ending.status === 'fulfilled') counts[ending.value ? 'finished' : 'unchanged'] += 1;
      else {
        counts.failed += 1;
        log.error('finishOverdueAttempts', ending.reason);
      }
    }
  }
  log.info('finishOverdueAttempts', counts);
  return counts;
}

/** However late it runs, an attempt ends at its deadline with what had been saved by then. */
export const finishOverdueAttempts = onSchedule(
  { schedule: 'every 5 minutes', timeoutSeconds: 300 },
  async () => {
    const { failed } = await closeOverdueAttempts({ now: systemClock.now() });
    // Told to the scheduler, so that the failure shows; the next run tries again.
    if (failed > 0) throw new Error(`Attempts that could not be ended: ${failed}.`);
  },
);
