import { type Command, readDocument, toWrite } from '../commit/index.ts';
import { defineCallable } from '../platform/callable.ts';
import { refused } from '../platform/refusal.ts';
import { actingOn } from './acting.ts';
import { type Actor, actorOn } from './actor.ts';
import { authorizationCommand } from './authorization-command.ts';
import { availableUnitsOf } from './balance.ts';
import { bookedLessonOf } from './calendar.ts';
import { endedChanges } from './changes.ts';
import { release } from './ending.ts';
import { calendarsOf, free, loadsToFree, noCalendars } from './lesson-calendars.ts';
import type { Reservation } from './schema.ts';
import { reservationDoc } from './store.ts';
import { ReleaseUnitsOutcome, ReleaseUnitsRequest } from './wire.ts';

/** Reads 2 (authorization, reservation), writes 3; with the lesson's time in two calendars 4 and 5. */
export function releaseUnitsCommand({
  actor,
  reservation: { startsAt, endsAt, isScheduled, studentId, instructorId },
  request,
}: {
  actor: Actor;
  /** For its time and parties, which never change. */
  reservation: Reservation;
  request: ReleaseUnitsRequest;
}): Command<ReleaseUnitsOutcome> {
  const doc = reservationDoc(request);
  const parties = { studentId, instructorId };
  const calendars = isScheduled ? calendarsOf({ parties, time: { startsAt, endsAt } }) : noCalendars;
  return authorizationCommand<ReleaseUnitsOutcome>({
    operation: 'releaseUnits',
    actor,
    request,
    loads: [toWrite(doc), ...loadsToFree(calendars)],
    outcomeSchema: ReleaseUnitsOutcome,
    decide: ({ authorization, view }) => {
      const stored = { authorization, reservation: view.get(doc) };
      const result = release({ stored, request, actor, now: view.now });
      if (result.kind === 'refused') return result;
      const { reservedUnits, consumedUnits } = result.authorization;
      const availableUnits = availableUnitsOf(result.authorization);
      return {
        kind: 'decided',
        outcome: { state: result.reservation.state, reservedUnits, consumedUnits, availableUnits },
        // The time is free for others, whatever becomes of the units.
        changes: [...endedChanges(result), ...free(calendars, bookedLessonOf(result.reservation), view)],
      };
    },
  });
}

/** Gives a lesson back. Too late, it may count as driven, unless staff let it pass. */
export const releaseUnits = defineCallable({
  name: 'releaseUnits',
  request: ReleaseUnitsRequest,
  handler: async ({ uid, data }) => {
    const { authorizationId, waiveLateCancellation } = data;
    const staff = ['instructor', 'admin'] as const;
    const isException = waiveLateCancellation === true;
    const allowed = isException ? staff : (['student', ...staff] as const);
    const { actor, pins } = await actorOn({ authorizationId, uid, allowed });
    const reservation = await readDocument(reservationDoc(data));
    if (reservation === undefined) throw refused('RESERVATION_NOT_FOUND');
    const command = releaseUnitsCommand({ actor, reservation, request: data });
    return actingOn({ actor, pins, action: 'releaseUnits', request: data, isException }, async submit => {
      const { outcome, replayed } = await submit(command);
      return { ...outcome, replayed };
    });
  },
});
