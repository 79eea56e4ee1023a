import type { Authorization, Reservation, UnitBalance, UnitEffect, UnitEntry } from './schema.ts';

/** Units that may still be held. */
export const availableUnitsOf = ({ totalUnits, reservedUnits, consumedUnits }: UnitBalance): number =>
  totalUnits - reservedUnits - consumedUnits;

/**
 * The invariant of units: 0 ≤ reserved, 0 ≤ consumed, reserved + consumed ≤ total. Part of the stored document's
 * schema, so that no commit can break it.
 */
export function isBalanced(balance: UnitBalance): boolean {
  const { totalUnits, reservedUnits, consumedUnits } = balance;
  const counts = [totalUnits, reservedUnits, consumedUnits];
  return counts.every(count => Number.isSafeInteger(count) && count >= 0) && availableUnitsOf(balance) >= 0;
}

export function withEffect<T extends UnitBalance>(balance: T, effect: UnitEffect): T {
  return {
    ...balance,
    totalUnits: balance.totalUnits + effect.total,
    reservedUnits: balance.reservedUnits + effect.reserved,
    consumedUnits: balance.consumedUnits + effect.consumed,
  };
}

/** The balance that the ledger's entries add up to, in whatever order they come. */
export function replayLedger(entries: Iterable<Pick<UnitEntry, 'effect'>>): UnitBalance {
  let balance: UnitBalance = { totalUnits: 0, reservedUnits: 0, consumedUnits: 0 };
  for (const { effect } of entries) balance = withEffect(balance, effect);
  return balance;
}

/** The invariant of the ledger: the authorization's balance is its sum, and nothing in it is out of bounds. */
export function unitsEqualLedger(
  authorization: UnitBalance,
  entries: Iterable<Pick<UnitEntry, 'effect'>>,
): boolean {
  const replayed = replayLedger(entries);
  return (
    isBalanced(authorization) &&
    authorization.totalUnits === replayed.totalUnits &&
    authorization.reservedUnits === replayed.reservedUnits &&
    authorization.consumedUnits === replayed.consumedUnits
  );
}

/** The invariant of reservations: what is held and consumed is what they say, each by itself sound. */
export function unitsEqualReservations(
  authorization: Pick<Authorization, 'reservedUnits' | 'consumedUnits'>,
  reservations: Iterable<Pick<Reservation, 'state' | 'units' | 'consumedUnits'>>,
): boolean {
  let [reserved, consumed] = [0, 0];
  for (const reservation of reservations) {
    if (!isSoundReservation(reservation)) return false;
    if (reservation.state === 'HELD') reserved += reservation.units;
    consumed += reservation.consumedUnits;
  }
  return authorization.reservedUnits === reserved && authorization.consumedUnits === consumed;
}

/** Only a consumed reservation has consumed anything, and never more than it held. */
function isSoundReservation(reservation: Pick<Reservation, 'state' | 'units' | 'consumedUnits'>): boolean {
  const { state, units, consumedUnits } = reservation;
  return state === 'CONSUMED' ? consumedUnits >= 1 && consumedUnits <= units : consumedUnits === 0;
}
