import type { DrivingRules } from '../catalog/driving-rules.ts';
import { refuseUnlessInForce } from '../enrollments/enrollment.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import { dayKey } from '../platform/day-key.ts';
import type { Id } from '../platform/ids.ts';
import { type FieldIssue, type Refusal, refuse, refuseField } from '../platform/refusal.ts';
import type { Actor } from './actor.ts';
import { availableUnitsOf, withEffect } from './balance.ts';
import { entryOf, noEffect } from './entry.ts';
import type { Authorization, UnitEntry, UnitLimits } from './schema.ts';

/** Some of the limits; those not named stay as they were, or there is none. */
type SomeLimits = { readonly [Limit in keyof UnitLimits]?: UnitLimits[Limit] | undefined } | undefined;

export interface Kept {
  readonly kind: 'kept';
  readonly authorization: Authorization;
  readonly entry: UnitEntry;
}

/** Grants hours of driving to a student of the course. */
export function grant({
  request,
  enrollment,
  isInstructor,
  rules,
  actor,
  now,
}: {
  request: {
    readonly requestId: Id;
    readonly userId: Id;
    readonly courseId: Id;
    readonly instructorId: Id;
    readonly totalUnits: number;
    readonly validFrom: Date;
    readonly validTo: Date;
    readonly limits?: SomeLimits;
  };
  enrollment: Enrollment | undefined;
  /** Whether the one who is to teach is an instructor. */
  isInstructor: boolean;
  /** Of the enrollment's policy. */
  rules: DrivingRules;
  actor: Actor;
  now: Date;
}): Kept | Refusal {
  const { requestId, userId, courseId, instructorId, totalUnits, validFrom, validTo } = request;
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  const refusal = refuseUnlessInForce({ enrollment, now });
  if (refusal !== undefined) return refusal;
  if (!isInstructor) return refuseField({ reason: 'INSTRUCTOR_NOT_FOUND', path: 'instructorId' });
  if (validTo <= now) return invalid({ path: 'validTo', message: 'must lie in the future' });
  const authorization: Authorization = {
    authorizationId: requestId,
    studentId: userId,
    instructorId,
    courseId,
    totalUnits,
    reservedUnits: 0,
    consumedUnits: 0,
    validFrom,
    validTo,
    timeZone: enrollment.timeZone,
    limits: withLimits({ perDay: null, perWeek: null, perMonth: null }, request.limits),
    rules,
    unitsByDay: {},
    createdAt: now,
    createdBy: actor.uid,
  };
  const told = {
    entryId: requestId,
    kind: 'granted',
    effect: { ...noEffect, total: totalUnits },
    terms: termsOf(authorization),
  } as const;
  return { kind: 'kept', authorization, entry: entryOf({ authorization, actor, told, now }) };
}

/** New numbers, unless what is held or consumed stands in the way. Limits hold for later holds alone. */
export function changeTerms({
  authorization,
  request,
  actor,
  now,
}: {
  authorization: Authorization | undefined;
  request: {
    readonly requestId: Id;
    readonly totalUnits?: number | undefined;
    readonly validFrom?: Date | undefined;
    readonly validTo?: Date | undefined;
    readonly limits?: SomeLimits;
    readonly reason: string;
  };
  actor: Actor;
  now: Date;
}): Kept | Refusal {
  if (authorization === undefined) return refuse('AUTHORIZATION_NOT_FOUND');
  const { requestId: entryId, reason } = request;
  const total = (request.totalUnits ?? authorization.totalUnits) - authorization.totalUnits;
  const effect = { ...noEffect, total };
  const wanted: Authorization = {
    ...withEffect(authorization, effect),
    validFrom: request.validFrom ?? authorization.validFrom,
    validTo: request.validTo ?? authorization.validTo,
    limits: withLimits(authorization.limits, request.limits),
  };
  if (wanted.validTo <= wanted.validFrom)
    return invalid({
      path: request.validTo === undefined ? 'validFrom' : 'validTo',
      message: 'must leave some time between validFrom and validTo',
    });
  const fields = [...unitsInTheWay(wanted), ...lessonsInTheWay({ wanted, now })];
  if (fields.length > 0) return { ...refuse('UNITS_IN_USE'), fields };
  const told = { entryId, kind: 'changed', effect, reason, terms: termsOf(wanted) } as const;
  return { kind: 'kept', authorization: wanted, entry: entryOf({ authorization, actor, told, now }) };
}

function unitsInTheWay(wanted: Authorization): readonly FieldIssue[] {
  if (availableUnitsOf(wanted) >= 0) return [];
  const { reservedUnits, consumedUnits } = wanted;
  const least = reservedUnits + consumedUnits;
  const message = `${reservedUnits} held and ${consumedUnits} consumed: it cannot be less than ${least}.`;
  return [{ path: 'totalUnits', message }];
}

/** By legal day: lessons of today and later that would lie outside. */
function lessonsInTheWay({ wanted, now }: { wanted: Authorization; now: Date }): readonly FieldIssue[] {
  const { validFrom, validTo, timeZone, unitsByDay } = wanted;
  const [today, first, last] = [now, validFrom, validTo].map(instant => dayKey(instant, timeZone));
  if (today === undefined || first === undefined || last === undefined) return [];
  const days = Object.keys(unitsByDay).filter(day => day >= today);
  return [
    ...inTheWay({ path: 'validFrom', days: days.filter(day => day < first) }),
    ...inTheWay({ path: 'validTo', days: days.filter(day => day > last) }),
  ];
}

function inTheWay({ path, days }: { path: string; days: readonly string[] }): readonly FieldIssue[] {
  if (days.length === 0) return [];
  const shown = days.toSorted().slice(0, 5).join(', ');
  const more = days.length > 5 ? ` and ${days.length - 5} more` : '';
  return [{ path, message: `There are lessons on ${shown}${more}.` }];
}

const invalid = (field: FieldIssue): Refusal => ({ ...refuse('INVALID_INPUT'), fields: [field] });

function withLimits(limits: UnitLimits, wanted: SomeLimits): UnitLimits {
  const { perDay, perWeek, perMonth } = wanted ?? {};
  return {
    perDay: perDay === undefined ? limits.perDay : perDay,
    perWeek: perWeek === undefined ? limits.perWeek : perWeek,
    perMonth: perMonth === undefined ? limits.perMonth : perMonth,
  };
}

const termsOf = ({ validFrom, validTo, limits }: Authorization) => ({ validFrom, validTo, limits });
