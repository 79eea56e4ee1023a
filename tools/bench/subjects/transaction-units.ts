import { setTimeout as sleep } from 'node:timers/promises';
import { noEffect } from '../../../functions/src/units/entry.ts';
import { lessonTimeOf } from '../../../functions/src/units/reservation.ts';
import type { Reservation, UnitEntry } from '../../../functions/src/units/schema.ts';
import { authorizationDoc, reservationDoc, unitEntryDoc } from '../../../functions/src/units/store.ts';
import type { Work } from '../protocol.ts';
import { openDefaultClient } from '../sdk.ts';
import { type Hold, holdsOf } from './hold.ts';
import type { Subject } from './subject.ts';

const ATTEMPTS = 5;
const FIRST_DELAY_MS = 10;

/**
 * What most would write: read what is left in a transaction, write it back, try five times with delays from 10 ms.
 * The same documents as ours but the calendars, which it does without.
 */
export function transactionUnits(): Subject {
  const db = openDefaultClient();
  const attempt = (wanted: Hold): Promise<string> => {
    const { authorizationId, requestId, units } = wanted.request;
    const authorization = db.doc(authorizationDoc(authorizationId).path);
    const reservation = db.doc(reservationDoc({ authorizationId, reservationId: requestId }).path);
    const entry = db.doc(unitEntryDoc({ authorizationId, entryId: requestId }).path);
    return db.runTransaction(
      async open => {
        const current = await open.get(authorization);
        const reserved = Number(current.get('reservedUnits'));
        const left = Number(current.get('totalUnits')) - reserved - Number(current.get('consumedUnits'));
        if (left < units) return 'UNITS_EXCEEDED';
        open.update(authorization, { reservedUnits: reserved + units });
        open.create(reservation, reservationOf(wanted));
        open.create(entry, entryOf(wanted));
        return 'HELD';
      },
      { maxAttempts: 1 },
    );
  };
  const hold = async (wanted: Hold): Promise<string> => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await attempt(wanted);
      } catch (error) {
        if (tried === ATTEMPTS) throw error;
        await sleep(FIRST_DELAY_MS * 2 ** (tried - 1));
      }
    }
  };
  return {
    prepare: (work: Work) => holdsOf(work).map(wanted => () => hold(wanted)),
    counts: () => ({}),
  };
}

function reservationOf({ pins, request }: Hold): Reservation {
  return {
    ...pins,
    reservationId: request.requestId,
    state: 'HELD',
    units: request.units,
    consumedUnits: 0,
    ...lessonTimeOf(request),
    isScheduled: false,
    heldAt: new Date(),
    endedAt: null,
  };
}

function entryOf({ actor, pins: { studentId, instructorId }, request }: Hold): UnitEntry {
  return {
    entryId: request.requestId,
    kind: 'held',
    effect: { ...noEffect, reserved: request.units },
    studentId,
    instructorId,
    reservationId: request.requestId,
    by: actor,
    reason: null,
    isWaived: false,
    terms: null,
    recordedAt: new Date(),
  };
}
