import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse, refuseField } from '../platform/refusal.ts';
import type { Actor } from './actor.ts';
import { withEffect } from './balance.ts';
import { entryOf, expiredEntryId } from './entry.ts';
import { withUnitsOn } from './periods.ts';
import type { Authorization, Reservation, UnitEntry, UnitEntryKind } from './schema.ts';

const HOUR_MS = 3_600_000;

/** After a lesson its instructor has so long to say how much of it was driven; then its units go back. */
export const EXPIRY_GRACE_HOURS = 24;

export interface Ended {
  readonly kind: 'ended';
  readonly authorization: Authorization;
  readonly reservation: Reservation;
  readonly entry: UnitEntry;
}

interface Stored {
  readonly authorization: Authorization | undefined;
  readonly reservation: Reservation | undefined;
}

/**
 * Gives a hold back. Within the policy's hours before the lesson, and after its start, that is late: the units may
 * count as driven then, unless staff let it pass.
 */
export function release({
  stored,
  request,
  actor,
  now,
}: {
  stored: Stored;
  request: {
    readonly requestId: Id;
    readonly reason: string;
    readonly waiveLateCancellation?: boolean | undefined;
  };
  actor: Actor;
  now: Date;
}): Ended | Refusal {
  const held = heldOf(stored);
  if (held.kind === 'refused') return held;
  const waives = request.waiveLateCancellation === true;
  if (waives && actor.as === 'student') return refuse('ROLE_REQUIRED');
  const { requestId: entryId, reason } = request;
  const isCharged = isLate({ ...held, now }) && held.authorization.rules.onLateCancellation === 'consume';
  if (isCharged && !waives) {
    const consumed = held.reservation.units;
    return end({
      ...held,
      consumed,
      as: 'CONSUMED',
      told: { entryId, kind: 'cancelledLate', reason },
      actor,
      now,
    });
  }
  const told = { entryId, kind: 'released', reason, isWaived: isCharged } as const;
  return end({ ...held, consumed: 0, as: 'RELEASED', told, actor, now });
}

/** Exactly the policy's hours before the start is in time still. */
export function isLate({
  authorization,
  reservation,
  now,
}: {
  authorization: Pick<Authorization, 'rules'>;
  reservation: Pick<Reservation, 'startsAt'>;
  now: Date;
}): boolean {
  const { lateCancellationHours } = authorization.rules;
  return reservation.startsAt.getTime() - now.getTime() < lateCancellationHours * HOUR_MS;
}

/** So many of the units held were driven; the rest goes back. */
export function consume({
  stored,
  request,
  actor,
  now,
}: {
  stored: Stored;
  request: { readonly requestId: Id; readonly units: number };
  actor: Actor;
  now: Date;
}): Ended | Refusal {
  const held = heldOf(stored);
  if (held.kind === 'refused') return held;
  const { requestId: entryId, units: consumed } = request;
  if (consumed > held.reservation.units) return refuseField({ reason: 'UNITS_EXCEEDED', path: 'units' });
  return end({ ...held, consumed, as: 'CONSUMED', told: { entryId, kind: 'consumed' }, actor, now });
}

/** The hold ended because nobody said in time what became of its lesson; undefined where there is nothing to end. */
export function expire({ stored, now }: { stored: Stored; now: Date }): Ended | undefined {
  const held = heldOf(stored);
  if (held.kind === 'refused' || !hasRunOut(held.reservation, now)) return undefined;
  const entryId = expiredEntryId(held.reservation.reservationId);
  return end({
    ...held,
    consumed: 0,
    as: 'EXPIRED',
    told: { entryId, kind: 'expired' },
    actor: undefined,
    now,
  });
}

export const hasRunOut = ({ endsAt }: Pick<Reservation, 'endsAt'>, now: Date): boolean =>
  endsAt.getTime() + EXPIRY_GRACE_HOURS * HOUR_MS <= now.getTime();

/** The latest end of a lesson whose hold has run out by `now`. */
export const runOutBefore = (now: Date): Date => new Date(now.getTime() - EXPIRY_GRACE_HOURS * HOUR_MS);

interface HeldUnits {
  readonly kind: 'open';
  readonly authorization: Authorization;
  readonly reservation: Reservation;
}

function heldOf({ authorization, reservation }: Stored): HeldUnits | Refusal {
  if (authorization === undefined) return refuse('AUTHORIZATION_NOT_FOUND');
  if (reservation === undefined) return refuse('RESERVATION_NOT_FOUND');
  if (reservation.state !== 'HELD') return refuse('RESERVATION_CLOSED');
  return { kind: 'open', authorization, reservation };
}

/** Every end is this one: all that was held leaves `reserved`, and what was consumed stays counted. */
function end(input: {
  authorization: Authorization;
  reservation: Reservation;
  consumed: number;
  as: 'CONSUMED' | 'RELEASED' | 'EXPIRED';
  told: { entryId: Id; kind: UnitEntryKind; reason?: string; isWaived?: boolean };
  actor: Actor | undefined;
  now: Date;
}): Ended {
  const { authorization, reservation, consumed, as, told, actor, now } = input;
  const { startsAt, reservationId, units } = reservation;
  const effect = { total: 0, reserved: -units, consumed };
  const unitsByDay = withUnitsOn({ authorization, startsAt, units: consumed - units, now });
  return {
    kind: 'ended',
    authorization: { ...withEffect(authorization, effect), unitsByDay },
    reservation: { ...reservation, state: as, consumedUnits: consumed, endedAt: now },
    entry: entryOf({ authorization, actor, told: { ...told, effect, reservationId }, now }),
  };
}
