import { onSchedule } from 'firebase-functions/scheduler';
import { z } from 'zod';
import { apply, type Command, lanes, toCreate, toWrite } from '../commit/index.ts';
import { systemClock } from '../platform/clock.ts';
import '../platform/environment.ts';
import { log } from '../platform/log.ts';
import { endedChanges } from './changes.ts';
import { expire, runOutBefore } from './ending.ts';
import { expiredEntryId } from './entry.ts';
import { findHeld } from './queries.ts';
import { authorizationDoc, type ReservationKey, reservationDoc, unitEntryDoc } from './store.ts';

/** Ended at once; more would only queue up behind each other's commits. */
const PAGE_SIZE = 50;

const ExpiryOutcome = z.object({ result: z.enum(['expired', 'unchanged']) });
type ExpiryOutcome = z.infer<typeof ExpiryOutcome>;

/** Reads 2, writes 3. Decides again on what is stored by then: the instructor may just have said what was driven. */
export function expireReservationCommand({
  key,
  now,
}: {
  key: ReservationKey;
  now: Date;
}): Command<ExpiryOutcome> {
  const { authorizationId, reservationId } = key;
  const authorization = authorizationDoc(authorizationId);
  const reservation = reservationDoc(key);
  const entry = unitEntryDoc({ authorizationId, entryId: expiredEntryId(reservationId) });
  return {
    operation: 'expireReservations',
    aggregate: authorization.path,
    receipt: 'state',
    loads: [toWrite(authorization), toWrite(reservation), toCreate(entry)],
    outcomeSchema: ExpiryOutcome,
    decide: view => {
      const stored = { authorization: view.get(authorization), reservation: view.get(reservation) };
      const ended = expire({ stored, now });
      if (ended === undefined) return apply({ result: 'unchanged' }, []);
      return apply({ result: 'expired' }, endedChanges(ended));
    },
  };
}

export interface ExpiryCounts {
  readonly expired: number;
  readonly unchanged: number;
  readonly failed: number;
}

/** Gives back every hold that had run out at `now`. One that fails is counted and left to the next run. */
export async function endOverdueReservations({ now }: { now: Date }): Promise<ExpiryCounts> {
  const counts = { expired: 0, unchanged: 0, failed: 0 };
  for await (const page of findHeld({ endedBy: runOutBefore(now), pageSize: PAGE_SIZE })) {
    const endings = page.map(key => lanes().submit(expireReservationCommand({ key, now })));
    for (const ending of await Promise.allSettled(endings)) {
      if (ending.status === 'fulfilled') counts[ending.value.outcome.result] += 1;
      else {
        counts.failed += 1;
        log.error('expireReservations', ending.reason);
      }
    }
  }
  log.info('expireReservations', { ...counts });
  return counts;
}

export const expireReservations = onSchedule(
  { schedule: 'every 15 minutes', timeZone: 'Etc/UTC', timeoutSeconds: 540, retryCount: 3 },
  async () => {
    const { failed } = await endOverdueReservations({ now: systemClock.now() });
    // Told to the scheduler, so that it runs again and the failure shows.
    if (failed > 0) throw new Error(`Reservations that could not be ended: ${failed}.`);
  },
);
