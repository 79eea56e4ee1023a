import { z } from 'zod';
import { Amount, Currency } from '../catalog/schema.ts';
import { TimeZone } from '../catalog/time-zone.ts';
import { Id, RequestId } from '../platform/ids.ts';
import { EnrollmentStatus } from './schema.ts';

/** What clients send and get; shared with them, so nothing here may import a server's SDK. */

export const EnrollRequest = z.strictObject({ courseId: Id, timeZone: TimeZone, requestId: RequestId });
export type EnrollRequest = z.infer<typeof EnrollRequest>;

export const EnrollOutcome = z.object({
  enrollmentStatus: EnrollmentStatus,
  /** Minor units; nothing while one waits. */
  amountDue: Amount,
  currency: Currency,
  seatsLeft: z.int().min(0),
});
export type EnrollOutcome = z.infer<typeof EnrollOutcome>;

export const EnrollAnswer = EnrollOutcome.extend({ replayed: z.boolean() });
export type EnrollAnswer = z.infer<typeof EnrollAnswer>;

export const CancelEnrollmentRequest = z.strictObject({
  courseId: Id,
  reason: z.string().trim().min(1, 'must not be empty').max(500),
  requestId: RequestId,
});
export type CancelEnrollmentRequest = z.infer<typeof CancelEnrollmentRequest>;

export const CancelEnrollmentOutcome = z.object({ enrollmentStatus: EnrollmentStatus });
export type CancelEnrollmentOutcome = z.infer<typeof CancelEnrollmentOutcome>;

export const CancelEnrollmentAnswer = CancelEnrollmentOutcome.extend({ replayed: z.boolean() });
export type CancelEnrollmentAnswer = z.infer<typeof CancelEnrollmentAnswer>;
