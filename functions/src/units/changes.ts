import { type Change, create, update } from '../commit/index.ts';
import type { Ended } from './ending.ts';
import type { Authorization } from './schema.ts';
import { authorizationDoc, reservationDoc, unitEntryDoc } from './store.ts';

/** What a hold or its end changes of the authorization; sent alone, since a burst writes it over and over. */
export const heldFieldsOf = ({ reservedUnits, consumedUnits, unitsByDay }: Authorization) => ({
  reservedUnits,
  consumedUnits,
  unitsByDay,
});

/** What the end of a reservation writes: authorization, reservation, entry. */
export function endedChanges({ authorization, reservation, entry }: Ended): readonly Change[] {
  const { authorizationId } = authorization;
  const { state, consumedUnits, endedAt } = reservation;
  return [
    update(authorizationDoc(authorizationId), heldFieldsOf(authorization)),
    update(reservationDoc(reservation), { state, consumedUnits, endedAt }),
    create(unitEntryDoc({ authorizationId, entryId: entry.entryId }), entry),
  ];
}
