import { z } from 'zod';

/** What a policy says of driving lessons; copied onto each authorization when it is made. */
export const DrivingRules = z.strictObject({
  /** Credited course time before the first lesson behind the wheel (Ohio, OAC 4501-7: two hours). */
  minimumCourseSeconds: z
    .int()
    .min(0)
    .max(10 * 365 * 86_400),
  /** A lesson given back less than so long before it starts is given back late; 0: never before its start. */
  lateCancellationHours: z.int().min(0).max(720),
  /** What becomes of its units then: they count as driven, or go back. */
  onLateCancellation: z.enum(['consume', 'release']),
});
export type DrivingRules = z.infer<typeof DrivingRules>;

/** Of a policy that says nothing of driving. */
export const noDrivingRules: DrivingRules = {
  minimumCourseSeconds: 0,
  lateCancellationHours: 0,
  onLateCancellation: 'release',
};
