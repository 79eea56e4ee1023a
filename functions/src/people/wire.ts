import { z } from 'zod';
import { Role } from '../accounts/schema.ts';
import { Id, RequestId } from '../platform/ids.ts';

/** An hour is a working session with one record; whoever needs longer says once more why. */
export const MAX_GRANT_MINUTES = 60;

/** Long enough for a reason, not for «x». For what is read by auditors, no personal data belongs here. */
const Reason = z.string().trim().min(10, 'must say why, in at least 10 characters').max(500);

export const BreakGlassRequest = z.strictObject({
  requestId: RequestId,
  userId: Id,
  courseId: Id,
  reason: Reason,
  minutes: z.int().min(1).max(MAX_GRANT_MINUTES),
});
export type BreakGlassRequest = z.infer<typeof BreakGlassRequest>;

export const BreakGlassOutcome = z.object({
  grantId: Id,
  /** ISO 8601, UTC. From this instant on nothing can be read any more. */
  expiresAt: z.iso.datetime(),
});
export type BreakGlassOutcome = z.infer<typeof BreakGlassOutcome>;
export type BreakGlassAnswer = BreakGlassOutcome & { replayed: boolean };

export const EndBreakGlassRequest = z.strictObject({ requestId: RequestId, grantId: Id });
export type EndBreakGlassRequest = z.infer<typeof EndBreakGlassRequest>;

export const EndBreakGlassOutcome = z.object({
  /** ISO 8601, UTC: now, or when it had ended before. */
  endedAt: z.iso.datetime(),
});
export type EndBreakGlassOutcome = z.infer<typeof EndBreakGlassOutcome>;
export type EndBreakGlassAnswer = EndBreakGlassOutcome & { replayed: boolean };

export const SetRoleRequest = z.strictObject({
  requestId: RequestId,
  userId: Id,
  role: Role,
  reason: Reason,
});
export type SetRoleRequest = z.infer<typeof SetRoleRequest>;

export const SetRoleOutcome = z.object({ role: Role });
export type SetRoleOutcome = z.infer<typeof SetRoleOutcome>;
export type SetRoleAnswer = SetRoleOutcome & { replayed: boolean };

export const DeleteAccountRequest = z.strictObject({
  requestId: RequestId,
  /** Named even by whoever deletes their own: nobody deletes an account by leaving a field out. */
  userId: Id,
  /** Asked of admins who delete somebody else's. */
  reason: Reason.optional(),
  /** Admins only: cancels what is open and deletes in spite of what stands in the way. */
  force: z.boolean().optional(),
});
export type DeleteAccountRequest = z.infer<typeof DeleteAccountRequest>;

/** What stays, and why. */
export const Kept = z.object({
  what: z.enum(['courseRecord', 'certificate', 'paymentRecords', 'auditLog']),
  courseId: Id.nullable(),
  /** `2029-03-08`: may be erased from this day on; null: as long as the school exists. */
  until: z.iso.date().nullable(),
});
export type Kept = z.infer<typeof Kept>;

export const DeleteAccountOutcome = z.object({
  /** ISO 8601, UTC. */
  deletedAt: z.iso.datetime(),
  deleted: z.array(z.enum(['signIn', 'profile', 'verificationAnswers'])),
  kept: z.array(Kept),
});
export type DeleteAccountOutcome = z.infer<typeof DeleteAccountOutcome>;
export type DeleteAccountAnswer = DeleteAccountOutcome & { replayed: boolean };

export const ExportAccountDataRequest = z.strictObject({
  requestId: RequestId,
  userId: Id,
  reason: Reason.optional(),
});
export type ExportAccountDataRequest = z.infer<typeof ExportAccountDataRequest>;
