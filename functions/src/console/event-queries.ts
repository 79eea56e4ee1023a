import { z } from 'zod';
import { StripeEventRecord } from '../payments/schema.ts';
import { firestore } from '../platform/firestore.ts';
import type { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';
import type { ParkedEvent } from './wire.ts';

const Listed = StripeEventRecord.pick({
  eventId: true,
  type: true,
  createdAt: true,
  state: true,
  problem: true,
  attempts: true,
});

/** Parked events by their names, without their bodies. */
export async function parkedEvents({
  after,
  limit,
}: {
  after: Id | undefined;
  limit: number;
}): Promise<readonly ParkedEvent[]> {
  const ordered = firestore()
    .collection('stripeEvents')
    .where('state', '==', 'parked')
    .orderBy('__name__')
    .select(...Object.keys(Listed.shape))
    .limit(limit);
  const found = await (after === undefined ? ordered : ordered.startAfter(after)).get();
  return z
    .array(Listed)
    .parse(found.docs.map(document => plainOf(document.data())))
    .map(({ problem, createdAt, ...event }) => ({
      ...event,
      createdAt: createdAt.toISOString(),
      reason: problem,
    }));
}

/** How much waits, of each kind. */
export async function readBacklog() {
  const db = firestore();
  const events = () => db.collection('stripeEvents');
  const counts = await Promise.all(
    [
      events().where('state', '==', 'received'),
      events().where('state', '==', 'parked'),
      db.collection('outbox').where('state', 'in', ['PENDING', 'PARKED']),
      db.collection('suspense').where('state', '==', 'OPEN'),
    ].map(async query => (await query.count().get()).data().count),
  );
  const [receivedEvents = 0, parkedEvents = 0, outbox = 0, suspense = 0] = counts;
  return { receivedEvents, parkedEvents, outbox, suspense };
}
