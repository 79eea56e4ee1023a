import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import type { ReservationKey } from './store.ts';

/** Pages of holds whose lesson had ended by `endedBy`, longest ago first. */
export async function* findHeld({
  endedBy,
  pageSize,
}: {
  endedBy: Date;
  pageSize: number;
}): AsyncGenerator<readonly ReservationKey[]> {
  const held = firestore()
    .collectionGroup('reservations')
    .where('state', '==', 'HELD')
    .where('endsAt', '<=', endedBy)
    .orderBy('endsAt')
    .select('authorizationId', 'reservationId', 'endsAt')
    .limit(pageSize);
  let page = await held.get();
  while (!page.empty) {
    yield page.docs.map(document => ({
      authorizationId: Id.parse(document.get('authorizationId')),
      reservationId: Id.parse(document.get('reservationId')),
    }));
    const last = page.docs.at(-1);
    if (last === undefined || page.size < pageSize) return;
    // Past what failed, too: one hold that cannot be ended must not hold up all the others.
    page = await held.startAfter(last).get();
  }
}
