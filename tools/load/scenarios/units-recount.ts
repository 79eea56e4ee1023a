import { openFirestore } from '../../../functions/src/platform/firestore.ts';
import { plainOf } from '../../../functions/src/platform/plain.ts';
import { unitsEqualLedger, unitsEqualReservations } from '../../../functions/src/units/balance.ts';
import { Authorization, Reservation, UnitEntry } from '../../../functions/src/units/schema.ts';
import type { LoadTarget } from '../target.ts';
import { unitsOverbooked } from './overbooking.ts';

export type UnitsRecount = {
  /** Beyond those there were, at the worst moment. */
  readonly overbooked: number;
  /** Whether the balance is that of its ledger and of its reservations. */
  readonly isExact: boolean;
  readonly entries: number;
  readonly consumedUnits: number;
};

/** Counts an authorization's units from its ledger and from its reservations, past all functions. */
export async function recountUnits(input: {
  target: LoadTarget;
  authorizationId: string;
}): Promise<UnitsRecount> {
  const { target, authorizationId } = input;
  const db = openFirestore({ projectId: target.projectId, host: target.firestoreHost });
  try {
    const doc = db.doc(`authorizations/${authorizationId}`);
    const [snapshot, ledger, reservations] = await Promise.all([
      doc.get(),
      doc.collection('ledger').get(),
      doc.collection('reservations').get(),
    ]);
    const authorization = Authorization.parse(plainOf(snapshot.data()));
    const entries = ledger.docs.map(each => UnitEntry.parse(plainOf(each.data())));
    const all = reservations.docs.map(each => Reservation.parse(plainOf(each.data())));
    return {
      overbooked: unitsOverbooked(entries),
      isExact: unitsEqualLedger(authorization, entries) && unitsEqualReservations(authorization, all),
      entries: entries.length,
      consumedUnits: authorization.consumedUnits,
    };
  } finally {
    await db.terminate();
  }
}
