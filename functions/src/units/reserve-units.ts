import { type Command, create, toCreate, toWrite, update } from '../commit/index.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import { defineCallable } from '../platform/callable.ts';
import { actingOn } from './acting.ts';
import { type Actor, actorOn } from './actor.ts';
import { authorizationCommand } from './authorization-command.ts';
import type { AuthorizationPins } from './authorization-pins.ts';
import { availableUnitsOf } from './balance.ts';
import { bookedLessonOf } from './calendar.ts';
import { heldFieldsOf } from './changes.ts';
import { book, calendarsOf, loadsToBook, noCalendars, viewOf } from './lesson-calendars.ts';
import { lessonTimeOf, reserve } from './reservation.ts';
import { authorizationDoc, reservationDoc, unitEntryDoc } from './store.ts';
import { ReserveUnitsOutcome, ReserveUnitsRequest } from './wire.ts';

/**
 * Reads 2 (authorization, enrollment), writes 3 (authorization, reservation, entry). With a duration the lesson's
 * time is taken in the same commit: 1 read and 2 writes more.
 */
export function reserveUnitsCommand({
  actor,
  pins,
  request,
}: {
  actor: Actor;
  pins: AuthorizationPins;
  request: ReserveUnitsRequest;
}): Command<ReserveUnitsOutcome> {
  const { authorizationId, requestId } = request;
  const enrollment = enrollmentDoc({ userId: pins.studentId, courseId: pins.courseId });
  const reservation = reservationDoc({ authorizationId, reservationId: requestId });
  const isScheduled = request.durationMinutes !== undefined;
  const calendars = isScheduled ? calendarsOf({ parties: pins, time: lessonTimeOf(request) }) : noCalendars;
  return authorizationCommand<ReserveUnitsOutcome>({
    operation: 'reserveUnits',
    actor,
    request,
    // The enrollment only gates: whoever changes it does not read what is written here.
    loads: [toWrite(enrollment), toCreate(reservation), ...loadsToBook(calendars)],
    outcomeSchema: ReserveUnitsOutcome,
    decide: ({ authorization, view }) => {
      const result = reserve({
        authorization,
        enrollment: view.get(enrollment),
        calendars: viewOf(calendars, view),
        request,
        actor,
        now: view.now,
      });
      if (result.kind === 'refused') return result;
      const { reservedUnits } = result.authorization;
      const availableUnits = availableUnitsOf(result.authorization);
      return {
        kind: 'decided',
        outcome: { reservationId: requestId, reservedUnits, availableUnits },
        changes: [
          update(authorizationDoc(authorizationId), heldFieldsOf(result.authorization)),
          create(reservation, result.reservation),
          create(unitEntryDoc({ authorizationId, entryId: requestId }), result.entry),
          ...book(calendars, bookedLessonOf(result.reservation), view),
        ],
      };
    },
  });
}

/** Holds hours of driving for one lesson. */
export const reserveUnits = defineCallable({
  name: 'reserveUnits',
  request: ReserveUnitsRequest,
  handler: async ({ uid, data }) => {
    const { authorizationId } = data;
    const allowed = ['student', 'instructor', 'admin'] as const;
    const { actor, pins } = await actorOn({ authorizationId, uid, allowed });
    return actingOn({ actor, pins, action: 'reserveUnits', request: data }, async submit => {
      const { outcome, replayed } = await submit(reserveUnitsCommand({ actor, pins, request: data }));
      return { ...outcome, replayed };
    });
  },
});
