import { z } from 'zod';
import { Id, RequestId } from '../platform/ids.ts';
import { Instant } from '../platform/instant.ts';
import { MAX_UNITS, ReservationState, UnitLimits, Units } from './schema.ts';

/** What clients send and get; shared with them, so nothing here may import a server's SDK. */

const HOUR_MINUTES = 60;
/** A lesson with its own hour; longer ones are several lessons. */
const MAX_LESSON_MINUTES = 12 * HOUR_MINUTES;

const Reason = z.string().trim().min(1, 'must not be empty').max(500);
const Count = z.int().min(0).max(MAX_UNITS);

const endsAfterStart = { error: 'must be later than validFrom', path: ['validTo'] };

export const CreateAuthorizationRequest = z
  .strictObject({
    userId: Id,
    courseId: Id,
    instructorId: Id,
    totalUnits: Units,
    validFrom: Instant,
    validTo: Instant,
    limits: UnitLimits.partial().optional(),
    requestId: RequestId,
  })
  .refine(({ validFrom, validTo }) => validFrom < validTo, endsAfterStart)
  .refine(({ userId, instructorId }) => userId !== instructorId, {
    error: 'must be somebody else than the student',
    path: ['instructorId'],
  });
export type CreateAuthorizationRequest = z.infer<typeof CreateAuthorizationRequest>;

export const CreateAuthorizationOutcome = z.object({ authorizationId: Id });
export type CreateAuthorizationOutcome = z.infer<typeof CreateAuthorizationOutcome>;

/** What is left out stays as it is. */
export const ChangeAuthorizationRequest = z
  .strictObject({
    authorizationId: Id,
    totalUnits: Units.optional(),
    validFrom: Instant.optional(),
    validTo: Instant.optional(),
    limits: UnitLimits.partial().optional(),
    reason: Reason,
    requestId: RequestId,
  })
  .refine(
    ({ validFrom, validTo }) => validFrom === undefined || validTo === undefined || validFrom < validTo,
    endsAfterStart,
  );
export type ChangeAuthorizationRequest = z.infer<typeof ChangeAuthorizationRequest>;

export const ChangeAuthorizationOutcome = z.object({
  totalUnits: Units,
  reservedUnits: Count,
  consumedUnits: Count,
  availableUnits: Count,
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
});
export type ChangeAuthorizationOutcome = z.infer<typeof ChangeAuthorizationOutcome>;

/** Without `durationMinutes` the units are held for that start, and no time is taken in anybody's calendar. */
export const ReserveUnitsRequest = z
  .strictObject({
    authorizationId: Id,
    units: Units,
    startsAt: Instant,
    durationMinutes: z.int().min(HOUR_MINUTES).max(MAX_LESSON_MINUTES).optional(),
    requestId: RequestId,
  })
  .refine(
    ({ units, durationMinutes }) => durationMinutes === undefined || durationMinutes >= units * HOUR_MINUTES,
    { error: 'must be an hour at least for each unit', path: ['durationMinutes'] },
  );
export type ReserveUnitsRequest = z.infer<typeof ReserveUnitsRequest>;

export const ReserveUnitsOutcome = z.object({
  reservationId: Id,
  reservedUnits: Count,
  availableUnits: Count,
});
export type ReserveUnitsOutcome = z.infer<typeof ReserveUnitsOutcome>;

export const ReleaseUnitsRequest = z.strictObject({
  authorizationId: Id,
  reservationId: Id,
  reason: Reason,
  /** Staff alone: lets a late cancellation pass, for the reason given. */
  waiveLateCancellation: z.boolean().optional(),
  requestId: RequestId,
});
export type ReleaseUnitsRequest = z.infer<typeof ReleaseUnitsRequest>;

export const ReleaseUnitsOutcome = z.object({
  /** CONSUMED where it came too late and the policy says so. */
  state: ReservationState,
  reservedUnits: Count,
  consumedUnits: Count,
  availableUnits: Count,
});
export type ReleaseUnitsOutcome = z.infer<typeof ReleaseUnitsOutcome>;

export const ConsumeUnitsRequest = z.strictObject({
  authorizationId: Id,
  reservationId: Id,
  /** Driven; what was held beyond them goes back. */
  units: Units,
  requestId: RequestId,
});
export type ConsumeUnitsRequest = z.infer<typeof ConsumeUnitsRequest>;

export const ConsumeUnitsOutcome = z.object({
  consumedUnits: Count,
  reservedUnits: Count,
  availableUnits: Count,
});
export type ConsumeUnitsOutcome = z.infer<typeof ConsumeUnitsOutcome>;
