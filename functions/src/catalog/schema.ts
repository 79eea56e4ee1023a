import { z } from 'zod';
import { Id } from '../platform/ids.ts';

/** Currencies that the school may price in; all of them have two decimals, so 4950 is 49.50. */
export const Currency = z.enum(['usd', 'cad', 'eur', 'gbp']);
export type Currency = z.infer<typeof Currency>;

/** Far above any tuition, far below where sums of cents stop being exact. */
export const MAX_AMOUNT = 100_000_000;

/** Minor units, never negative. */
export const Amount = z.int().min(0).max(MAX_AMOUNT);

/** The part of a policy version that decides over money and access; copied onto the enrollment and kept there. */
export const Terms = z.object({
  /** Paid in minor units, net of refunds, from which the course opens. */
  minimumPaidToOpen: Amount,
  /** What happens to money beyond the tuition: it stays as credit, or goes back by itself. */
  overpayment: z.enum(['credit', 'refund']),
  completeWithin: z
    .object({ from: z.enum(['registration', 'start']), seconds: z.int().positive() })
    .nullable(),
});
export type Terms = z.infer<typeof Terms>;

/** `policies/{policyId}/versions/{version}`: immutable; a change is a new version. */
export const PolicyVersion = z.object({
  policyId: Id,
  version: z.int().positive(),
  title: z.string(),
  terms: Terms,
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** `courses/{courseId}` */
export const Course = z.object({
  courseId: Id,
  title: z.string().min(1).max(200),
  published: z.boolean(),
  price: Amount,
  currency: Currency,
  capacity: z.int().min(0),
  waitlistCapacity: z.int().min(0),
  policyId: Id,
  policyVersion: z.int().positive(),
  terms: Terms,
  timeZone: z.string(),
  lessonIds: z.array(Id).max(200),
});
export type Course = z.infer<typeof Course>;

/** `courses/{courseId}/counters/seats`: the gate. Always taken ≤ capacity, except after the school lowered it. */
export const Seats = z.object({
  capacity: z.int().min(0),
  taken: z.int().min(0),
  waitlistCapacity: z.int().min(0),
  waitlisted: z.int().min(0),
  /** The next place in the queue; only grows, so an earlier one always comes first. */
  nextWaitlistNumber: z.int().positive(),
});
export type Seats = z.infer<typeof Seats>;
