import { onSchedule } from 'firebase-functions/scheduler';
import { z } from 'zod';
import { apply, type Command, fingerprintOf, lanes, toWrite, update } from '../commit/index.ts';
import { systemClock } from '../platform/clock.ts';
import '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import { cancelling } from './cancelling.ts';
import { expire, isNotPaidInTime, NOT_PAID_IN_TIME } from './expiry.ts';
import { findOverdue, type Overdue } from './queries.ts';
import { type EnrollmentKey, enrollmentDoc } from './store.ts';

/** Closed at once; more would only queue up behind each other's commits. */
const PAGE_SIZE = 50;

const ExpiryOutcome = z.object({ result: z.enum(['expired', 'cancelled', 'unchanged']) });
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

/**
 * Cancels, as its student could have, a course that was never opened: its seat goes to whoever waits, and what was paid
 * of it becomes credit. Its name follows from the registration, so that every night and every try books the same entry
 * and asks for the same promotion. Decides again on what is stored by then, too.
 */
export function cancelUnpaidCommand({
  overdue: { userId, courseId, registrationId },
  now,
}: {
  overdue: Omit<Overdue, 'enrollmentStatus'>;
  now: Date;
}): Command<ExpiryOutcome> {
  const key = { userId, courseId };
  const requestId = Id.parse(fingerprintOf('cancelUnpaid', { ...key, registrationId }));
  const request = { requestId, reason: NOT_PAID_IN_TIME };
  const { aggregate, loads, decide } = cancelling({ key, request });
  return {
    operation: 'cancelUnpaid',
    aggregate,
    receipt: 'state',
    loads,
    outcomeSchema: ExpiryOutcome,
    decide: view => {
      if (!isNotPaidInTime({ enrollment: view.get(enrollmentDoc(key)), now }))
        return apply({ result: 'unchanged' }, []);
      const result = decide(view);
      return result.kind === 'refused' ? result : apply({ result: 'cancelled' }, result.changes);
    },
  };
}

export interface ExpiryCounts {
  readonly expired: number;
  /** Never opened: their seats are free again. */
  readonly cancelled: number;
  readonly unchanged: number;
  readonly failed: number;
}

function closingCommand({ overdue, now }: { overdue: Overdue; now: Date }): Command<ExpiryOutcome> {
  switch (overdue.enrollmentStatus) {
    case 'ACTIVE':
      return expireCommand({ key: overdue, now });
    case 'PENDING_PAYMENT':
      return cancelUnpaidCommand({ overdue, now });
  }
}

/** Closes every running enrollment whose time was over at `now`. One that fails is counted and left to the next run. */
export async function closeOverdueEnrollments({ now }: { now: Date }): Promise<ExpiryCounts> {
  const counts = { expired: 0, cancelled: 0, unchanged: 0, failed: 0 };
  for await (const page of findOverdue({ now, pageSize: PAGE_SIZE })) {
    const closings = page.map(overdue => lanes().submit(closingCommand({ overdue, now })));
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
