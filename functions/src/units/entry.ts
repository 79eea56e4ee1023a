import { boundedId } from '../platform/bounded-id.ts';
import type { Id } from '../platform/ids.ts';
import type { Actor } from './actor.ts';
import type { Authorization, UnitEffect, UnitEntry } from './schema.ts';

export const noEffect: UnitEffect = { total: 0, reserved: 0, consumed: 0 };

type Told = Pick<UnitEntry, 'entryId' | 'kind' | 'effect'> &
  Partial<Pick<UnitEntry, 'reservationId' | 'reason' | 'isWaived' | 'terms'>>;

/** A line of the ledger of this authorization. */
export function entryOf({
  authorization: { studentId, instructorId },
  actor,
  told,
  now,
}: {
  authorization: Pick<Authorization, 'studentId' | 'instructorId'>;
  /** Undefined: the schedule. */
  actor: Actor | undefined;
  told: Told;
  now: Date;
}): UnitEntry {
  return {
    reservationId: null,
    reason: null,
    isWaived: false,
    terms: null,
    ...told,
    studentId,
    instructorId,
    by: actor ?? null,
    recordedAt: now,
  };
}

/** The row of a hold that ran out; no request names it. */
export const expiredEntryId = (reservationId: Id): Id => boundedId(`expired_${reservationId}`);
