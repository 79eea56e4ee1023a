import { type Change, create, update } from '../commit/index.ts';
import type { Ended } from './ending.ts';
import { authorizationDoc, reservationDoc, unitEntryDoc } from './store.ts';

/** What the end of a reservation writes: authorization, reservation, entry. */
export function endedChanges({ authorization, reservation, entry }: Ended): readonly Change[] {
  const { authorizationId } = authorization;
  return [
    update(authorizationDoc(authorizationId), authorization),
    update(reservationDoc(reservation), reservation),
    create(unitEntryDoc({ authorizationId, entryId: entry.entryId }), entry),
  ];
}
