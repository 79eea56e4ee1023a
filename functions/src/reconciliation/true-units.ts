import { isBalanced, replayLedger, unitsEqualReservations } from '../units/balance.ts';
import type { Reservation, UnitEntry } from '../units/schema.ts';
import { contradiction, type Truth } from './truth.ts';

/** What the ledger adds up to, provided that the reservations say the same: which of two is right nobody can tell. */
export function trueUnits({
  entries,
  reservations,
}: {
  entries: Iterable<Pick<UnitEntry, 'effect'>>;
  reservations: Iterable<Pick<Reservation, 'state' | 'units' | 'consumedUnits'>>;
}): Truth {
  const balance = replayLedger(entries);
  if (!isBalanced(balance)) return contradiction('the ledger holds or consumes more than it was granted');
  if (!unitsEqualReservations(balance, reservations))
    return contradiction(
      `the ledger has ${balance.reservedUnits} held and ${balance.consumedUnits} consumed, its reservations have not`,
    );
  return { expected: { ...balance }, contradictions: [] };
}
