import { noDrivingRules } from '../../functions/src/catalog/driving-rules.ts';
import { type Lanes, readDocument } from '../../functions/src/commit/index.ts';
import { firestore } from '../../functions/src/platform/firestore.ts';
import { Id } from '../../functions/src/platform/ids.ts';
import { plainOf } from '../../functions/src/platform/plain.ts';
import { unitsEqualLedger, unitsEqualReservations } from '../../functions/src/units/balance.ts';
import { createAuthorizationCommand } from '../../functions/src/units/create-authorization.ts';
import { releaseUnitsCommand } from '../../functions/src/units/release-units.ts';
import { type Authorization, Reservation, UnitEntry } from '../../functions/src/units/schema.ts';
import { authorizationDoc } from '../../functions/src/units/store.ts';
import type { Sample, Work } from './protocol.ts';
import { enrollStudent } from './school.ts';
import { authorizationIdOf, instructorIdOf } from './subjects/hold.ts';

const ADMIN = Id.parse('bench-admin');
const YEAR_MS = 365 * 86_400_000;

/** A student of the course with so many hours of driving, as the functions make them. */
export async function grantUnits(input: { lanes: Lanes; work: Work; totalUnits: number }): Promise<void> {
  const { lanes, work, totalUnits } = input;
  const { userId, courseId } = work;
  const instructorId = instructorIdOf(work);
  await enrollStudent({ lanes, courseId, userId });
  await firestore().doc(`roles/${instructorId}`).set({ role: 'instructor' });
  const now = Date.now();
  const request = {
    userId: Id.parse(userId),
    courseId: Id.parse(courseId),
    instructorId,
    totalUnits,
    validFrom: new Date(now),
    validTo: new Date(now + YEAR_MS),
    requestId: authorizationIdOf(work),
  };
  await lanes.submit(createAuthorizationCommand({ uid: ADMIN, request, rules: noDrivingRules }));
}

/** What the documents of an authorization say, whatever anybody was told. */
export type Holds = {
  authorization: Authorization;
  held: readonly Reservation[];
  /** Whether the balance is that of its ledger and of its reservations. */
  isExact: boolean;
};

export async function readHolds(work: Work): Promise<Holds> {
  const doc = authorizationDoc(authorizationIdOf(work));
  const [authorization, reservations, ledger] = await Promise.all([
    readDocument(doc),
    firestore().collection(`${doc.path}/reservations`).get(),
    firestore().collection(`${doc.path}/ledger`).get(),
  ]);
  if (authorization === undefined) throw new Error(`${doc.path} is not there`);
  const all = reservations.docs.map(each => Reservation.parse(plainOf(each.data())));
  const entries = ledger.docs.map(each => UnitEntry.parse(plainOf(each.data())));
  const isExact = unitsEqualLedger(authorization, entries) && unitsEqualReservations(authorization, all);
  return { authorization, held: all.filter(({ state }) => state === 'HELD'), isExact };
}

export type HoldCount = {
  /** Holds that were promised and are not stored. */
  missing: number;
  /** Units that were held beyond those there are. */
  overbooked: number;
};

/** @param held what is held now, and nothing was before the round */
export function countHolds(input: {
  samples: readonly Sample[];
  held: readonly Pick<Reservation, 'units'>[];
  totalUnits: number;
}): HoldCount {
  const { samples, held, totalUnits } = input;
  const promised = samples.filter(sample => sample.kind === 'answered' && sample.answer === 'HELD').length;
  const units = held.reduce((sum, reservation) => sum + reservation.units, 0);
  return { missing: Math.max(0, promised - held.length), overbooked: Math.max(0, units - totalUnits) };
}

/** Gives every hold back, as the function does. */
export async function releaseAll({ lanes, work }: { lanes: Lanes; work: Work }): Promise<void> {
  const { held } = await readHolds(work);
  const authorizationId = authorizationIdOf(work);
  const actor = { uid: Id.parse(work.userId), as: 'student' } as const;
  const releases = held.map(reservation => {
    const { reservationId } = reservation;
    const requestId = Id.parse(`release-${reservationId}`);
    const request = { authorizationId, reservationId, requestId, reason: 'the next round' };
    return lanes.submit(releaseUnitsCommand({ actor, reservation, request }));
  });
  await Promise.all(releases);
}
