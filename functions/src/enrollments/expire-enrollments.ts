import { onSchedule } from 'firebase-functions/scheduler';
import { z } from 'zod';
import { apply, type Command, lanes, toWrite, update } from '../commit/index.ts';
import { systemClock } from '../platform/clock.ts';
import '../platform/environment.ts';
import { log } from '../platform/log.ts';
import { expire } from './expiry.ts';
import { findOverdue } from './queries.ts';
import { type EnrollmentKey, enrollmentDoc } from './store.ts';

/** Closed at once; more would only queue up behind each other's commits. */
const PAGE_SIZE = 50;

const ExpiryOutcome = z.object({ result: z.enum(['expired', 'unchanged']) });
type ExpiryOutcome = z.infer<typeof ExpiryOutcome>;

/** Reads 1, writes 1. Decides again on what is stored by then: a student may just have completed the course. */
export function expireCommand({ key, now }: { key: EnrollmentKey; now: Date }): Command<ExpiryOutcome> {
  const enrollment = enrollmentDoc(key);
  return {
    operation: 'expireEnrollments',
    aggregate: enrollment.path,
    receipt: 'state',
    loads: [toWrite(enrollment)],
    outcomeSchema: ExpiryOutcome,
    decide: view => {
      const expired = expire({ enrollment: view.get(enrollment), now });
      if (expired === undefined) return apply({ result: 'unchanged' }, []);
      return apply({ result: 'expired' }, [update(enrollment, expired)]);
    },
  };
}

export interface ExpiryCounts {
  readonly expired: number;
  readonly unchanged: number;
  readonly failed: number;
}

/** Closes every open enrollment whose time was over at `now`. One that fails is counted and left to the next run. */
export async function closeOverdueEnrollments({ now }: { now: Date }): Promise<ExpiryCounts> {
  const counts = { expired: 0, unchanged: 0, failed: 0 };
  for await (const page of findOverdue({ now, pageSize: PAGE_SIZE })) {
    const closings = page.map(key => lanes().submit(expireCommand({ key, now })));
    for (const closing of await Promise.allSettled(closings)) {
      if (closing.status === 'fulfilled') counts[closing.value.outcome.result] += 1;
      else {
        counts.failed += 1;
        log.error('expireEnrollments', closing.reason);
      }
    }
  }
  log.info('expireEnrollments', counts);
  return counts;
}

/** Every night, at the school's quietest hour. */
export const expireEnrollments = onSchedule(
  { schedule: '15 9 * * *', timeZone: 'Etc/UTC', timeoutSeconds: 540, retryCount: 3 },
  async () => {
    const { failed } = await closeOverdueEnrollments({ now: systemClock.now() });
    // Told to the scheduler, so that it runs again and the failure shows.
    if (failed > 0) throw new Error(`Enrollments that could not be closed: ${failed}.`);
  },
);
