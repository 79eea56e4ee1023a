import { z } from 'zod';
import type { Doc } from '../commit/index.ts';
import { Difference } from '../platform/difference.ts';
import { Id } from '../platform/ids.ts';
import { totalCreditedSeconds } from './learning.ts';
import type { Enrollment } from './schema.ts';
import { type EnrollmentKey, enrollmentDoc } from './store.ts';

/**
 * `…/adjustments/{adjustmentId}`: credited time taken back, with the reason; written once. One that was `reconciled`
 * takes nothing back: it tells which counter was not what the records add up to and was set to it.
 */
export const TimeAdjustment = z.object({
  adjustmentId: Id,
  seconds: z.int().max(0),
  cause: z.enum(['returnToLastVerified', 'examRestart', 'staff', 'reconciled']),
  at: z.date(),
  differences: z.array(Difference).optional(),
});
export type TimeAdjustment = z.infer<typeof TimeAdjustment>;

export const timeAdjustmentDoc = ({
  adjustmentId,
  ...key
}: EnrollmentKey & { adjustmentId: Id }): Doc<TimeAdjustment> => ({
  path: `${enrollmentDoc(key).path}/adjustments/${adjustmentId}`,
  schema: TimeAdjustment,
});

/**
 * Takes back what was credited beyond `downToSeconds`, never silently: the row to write comes with the enrollment.
 * The next identity check keeps its distance, and what is verified is never more than what is credited.
 * Undefined where there is nothing to take back.
 * @param openSessionSeconds credited in a session that is still open
 * @param downToSeconds what the student has in all afterwards
 */
export function takeTimeBack({
  enrollment,
  openSessionSeconds,
  downToSeconds,
  adjustment,
}: {
  enrollment: Enrollment;
  openSessionSeconds: number;
  downToSeconds: number;
  adjustment: Omit<TimeAdjustment, 'seconds'>;
}): { readonly enrollment: Enrollment; readonly adjustment: TimeAdjustment } | undefined {
  const taken = totalCreditedSeconds({ enrollment, openSessionSeconds }) - downToSeconds;
  if (taken <= 0) return undefined;
  const { nextChallengeAtSeconds: next, verifiedSeconds } = enrollment.identity;
  const identity = {
    ...enrollment.identity,
    verifiedSeconds: Math.min(verifiedSeconds, downToSeconds),
    // A check that was due already stays due.
    nextChallengeAtSeconds: next === null ? null : Math.max(next - taken, downToSeconds),
  };
  return {
    enrollment: { ...enrollment, identity, adjustedSeconds: enrollment.adjustedSeconds - taken },
    adjustment: { ...adjustment, seconds: -taken },
  };
}
