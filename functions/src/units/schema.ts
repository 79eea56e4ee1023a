import { z } from 'zod';
import { DrivingRules } from '../catalog/driving-rules.ts';
import { Difference } from '../platform/difference.ts';
import { Id } from '../platform/ids.ts';
import { isBalanced } from './balance.ts';

/** One unit is one hour of driving. Far above what any course asks for, and a bound on all that is kept of them. */
export const MAX_UNITS = 1_000;

/** A number of units that is asked for. */
export const Units = z.int().min(1).max(MAX_UNITS);
const Count = z.int().min(0).max(MAX_UNITS);
const Limit = Units.nullable();

/** Units of lessons that start in one calendar period of the authorization's time zone; null: no limit. */
export const UnitLimits = z.strictObject({ perDay: Limit, perWeek: Limit, perMonth: Limit });
export type UnitLimits = z.infer<typeof UnitLimits>;

export const UnitBalance = z.object({ totalUnits: Units, reservedUnits: Count, consumedUnits: Count });
export type UnitBalance = z.infer<typeof UnitBalance>;

const DayKey = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** `authorizations/{authorizationId}`: so many hours of driving of one student with one instructor. */
export const Authorization = UnitBalance.extend({
  authorizationId: Id,
  studentId: Id,
  instructorId: Id,
  courseId: Id,
  validFrom: z.date(),
  validTo: z.date(),
  /** The enrollment's: in it days, weeks and months are counted. */
  timeZone: z.string(),
  limits: UnitLimits,
  rules: DrivingRules,
  /** Held and consumed units by the legal day on which their lesson starts. Days long past are dropped. */
  unitsByDay: z.record(DayKey, Units),
  createdAt: z.date(),
  createdBy: Id,
}).refine(isBalanced, 'must never hold or consume more than it has');
export type Authorization = z.infer<typeof Authorization>;

export const ReservationState = z.enum(['HELD', 'CONSUMED', 'RELEASED', 'EXPIRED']);
export type ReservationState = z.infer<typeof ReservationState>;

/** `…/reservations/{reservationId}`: units held for one lesson. It ends once. */
export const Reservation = z.object({
  reservationId: Id,
  authorizationId: Id,
  studentId: Id,
  instructorId: Id,
  courseId: Id,
  state: ReservationState,
  units: Units,
  /** Of `units`; the rest went back. */
  consumedUnits: Count,
  startsAt: z.date(),
  endsAt: z.date(),
  /** Whether the time is taken in the calendars of student and instructor: where a duration was agreed on. */
  isScheduled: z.boolean(),
  heldAt: z.date(),
  endedAt: z.date().nullable(),
});
export type Reservation = z.infer<typeof Reservation>;

export const UnitEntryKind = z.enum([
  'granted',
  'changed',
  'held',
  'released',
  'consumed',
  /** Given back too late: the units count as driven. */
  'cancelledLate',
  'expired',
  /** Adds nothing: tells what of the balance was not the ledger's own and was set to it (`reconciliation`). */
  'reconciled',
]);
export type UnitEntryKind = z.infer<typeof UnitEntryKind>;

const Delta = z.int().min(-MAX_UNITS).max(MAX_UNITS);

/** What an entry adds to each field of the balance. */
export const UnitEffect = z.object({ total: Delta, reserved: Delta, consumed: Delta });
export type UnitEffect = z.infer<typeof UnitEffect>;

export const ActorRole = z.enum(['student', 'instructor', 'admin']);
export type ActorRole = z.infer<typeof ActorRole>;

/** `…/ledger/{entryId}`: one for each change, named by its request; written once, never changed. */
export const UnitEntry = z.object({
  entryId: Id,
  kind: UnitEntryKind,
  effect: UnitEffect,
  studentId: Id,
  instructorId: Id,
  reservationId: Id.nullable(),
  /** Who did it, and as what; null: the schedule. */
  by: z.object({ uid: Id, as: ActorRole }).nullable(),
  reason: z.string().max(500).nullable(),
  /** Whether staff let a late cancellation pass. */
  isWaived: z.boolean(),
  /** As they are from then on; null where they stay as they were. */
  terms: z.object({ validFrom: z.date(), validTo: z.date(), limits: UnitLimits }).nullable(),
  recordedAt: z.date(),
  /** Of `reconciled` entries alone. */
  differences: z.array(Difference).optional(),
});
export type UnitEntry = z.infer<typeof UnitEntry>;

/** A stretch of somebody's time that is taken, from `startsAt` up to `endsAt`. */
export const BookedLesson = z.object({
  authorizationId: Id,
  reservationId: Id,
  startsAt: z.date(),
  endsAt: z.date(),
});
export type BookedLesson = z.infer<typeof BookedLesson>;

/**
 * `instructorCalendars/{instructorId}_{day}` and `studentCalendars/{studentId}_{day}`: the lessons that touch one
 * day of UTC. They never overlap and last an hour at least, so there are 25 at most.
 */
export const LessonCalendar = z.object({ lessons: z.array(BookedLesson).max(25) });
export type LessonCalendar = z.infer<typeof LessonCalendar>;
