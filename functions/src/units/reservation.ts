import { refuseUnlessInForce } from '../enrollments/enrollment.ts';
import { totalCreditedSeconds } from '../enrollments/learning.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse, refuseField } from '../platform/refusal.ts';
import type { Actor } from './actor.ts';
import { availableUnitsOf, withEffect } from './balance.ts';
import { isFree } from './calendar.ts';
import { entryOf, noEffect } from './entry.ts';
import { refuseOverLimit, withUnitsOn } from './periods.ts';
import type { Authorization, LessonCalendar, Reservation, UnitEntry } from './schema.ts';

const MINUTE_MS = 60_000;
const UNIT_MINUTES = 60;

/** What is asked for, whose id the reservation will bear. */
export interface HoldRequest {
  readonly requestId: Id;
  readonly units: number;
  readonly startsAt: Date;
  readonly durationMinutes?: number | undefined;
}

export interface Held {
  readonly kind: 'held';
  readonly authorization: Authorization;
  readonly reservation: Reservation;
  readonly entry: UnitEntry;
}

/** A unit is an hour, so that is how long a lesson takes unless told. */
export function lessonTimeOf({
  units,
  startsAt,
  durationMinutes = units * UNIT_MINUTES,
}: Omit<HoldRequest, 'requestId'>): { readonly startsAt: Date; readonly endsAt: Date } {
  return { startsAt, endsAt: new Date(startsAt.getTime() + durationMinutes * MINUTE_MS) };
}

/** Holds units for a lesson, or says why not. */
export function reserve(input: {
  authorization: Authorization | undefined;
  enrollment: Enrollment | undefined;
  /** Of the days that the lesson touches; none where no time is taken. */
  calendars: Readonly<Record<'instructor' | 'student', readonly (LessonCalendar | undefined)[]>>;
  request: HoldRequest;
  actor: Actor;
  now: Date;
}): Held | Refusal {
  const { authorization, enrollment, calendars, request, actor, now } = input;
  if (authorization === undefined) return refuse('AUTHORIZATION_NOT_FOUND');
  const { units, startsAt, requestId: reservationId } = request;
  const time = lessonTimeOf(request);
  const refusal =
    refuseTime({ authorization, time, now }) ??
    refuseEnrollment({ authorization, enrollment, now }) ??
    refuseUnits({ authorization, units }) ??
    refuseOverLimit({ authorization, startsAt, units }) ??
    refuseBusy({ calendars, time });
  if (refusal !== undefined) return refusal;
  const effect = { ...noEffect, reserved: units };
  return {
    kind: 'held',
    authorization: {
      ...withEffect(authorization, effect),
      unitsByDay: withUnitsOn({ authorization, startsAt, units, now }),
    },
    reservation: newReservation({ authorization, request, now }),
    entry: entryOf({
      authorization,
      actor,
      told: { entryId: reservationId, kind: 'held', effect, reservationId },
      now,
    }),
  };
}

type Time = ReturnType<typeof lessonTimeOf>;

function refuseTime(input: { authorization: Authorization; time: Time; now: Date }): Refusal | undefined {
  const { authorization, time, now } = input;
  const { validFrom, validTo } = authorization;
  if (time.startsAt <= now) return refuseField({ reason: 'LESSON_IN_PAST', path: 'startsAt' });
  const isInside = validFrom <= time.startsAt && time.endsAt <= validTo;
  return isInside ? undefined : refuseField({ reason: 'OUTSIDE_VALIDITY', path: 'startsAt' });
}

/**
 * Driving follows theory: so much of the course has to be credited before the first lesson. What a session that is
 * still open has earned does not count yet.
 */
function refuseEnrollment(input: {
  authorization: Authorization;
  enrollment: Enrollment | undefined;
  now: Date;
}): Refusal | undefined {
  const { authorization, enrollment, now } = input;
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  const refusal = refuseUnlessInForce({ enrollment, now });
  if (refusal !== undefined) return refusal;
  const credited = totalCreditedSeconds({ enrollment, openSessionSeconds: 0 });
  return credited < authorization.rules.minimumCourseSeconds ? refuse('COURSE_HOURS_MISSING') : undefined;
}

function refuseUnits(input: { authorization: Authorization; units: number }): Refusal | undefined {
  const { authorization, units } = input;
  const isEnough = units <= availableUnitsOf(authorization);
  return isEnough ? undefined : refuseField({ reason: 'UNITS_EXCEEDED', path: 'units' });
}

function refuseBusy(input: {
  calendars: Readonly<Record<'instructor' | 'student', readonly (LessonCalendar | undefined)[]>>;
  time: Time;
}): Refusal | undefined {
  const { calendars, time } = input;
  const isBusy = (days: readonly (LessonCalendar | undefined)[]) => days.some(day => !isFree(day, time));
  if (isBusy(calendars.instructor)) return refuseField({ reason: 'INSTRUCTOR_BUSY', path: 'startsAt' });
  return isBusy(calendars.student) ? refuseField({ reason: 'STUDENT_BUSY', path: 'startsAt' }) : undefined;
}

function newReservation(input: {
  authorization: Authorization;
  request: HoldRequest;
  now: Date;
}): Reservation {
  const { authorization, request, now } = input;
  const { authorizationId, studentId, instructorId, courseId } = authorization;
  return {
    reservationId: request.requestId,
    authorizationId,
    studentId,
    instructorId,
    courseId,
    state: 'HELD',
    units: request.units,
    consumedUnits: 0,
    ...lessonTimeOf(request),
    isScheduled: request.durationMinutes !== undefined,
    heldAt: now,
    endedAt: null,
  };
}
