import { z } from 'zod';
import { Id } from '../platform/ids.ts';
import { LessonContent } from './lesson-content.ts';
import { policyProblems } from './policy-problems.ts';
import { PolicyRules, PolicySource } from './policy-rules.ts';
import { checked } from './problem.ts';

/** Currencies that the school may price in; all of them have two decimals, so 4950 is 49.50. */
export const Currency = z.enum(['usd', 'cad', 'eur', 'gbp']);
export type Currency = z.infer<typeof Currency>;

/** Far above any tuition, far below where sums of cents stop being exact. */
export const MAX_AMOUNT = 100_000_000;

/** Of a course, in all its modules; the loader refuses more. */
export const MAX_LESSONS = 200;

/** Minor units, never negative. */
export const Amount = z.int().min(0).max(MAX_AMOUNT);

/** The part of a policy version that decides over money and access; copied onto the enrollment and kept there. */
export const Terms = z.object({
  /** Paid in minor units, net of refunds, from which the course opens. */
  minimumPaidToOpen: Amount,
  /** What happens to money beyond the tuition: it stays as credit, or goes back by itself. */
  overpayment: z.enum(['credit', 'refund']),
  completeWithin: z
    .strictObject({ from: z.enum(['registration', 'start']), seconds: z.int().positive() })
    .nullable(),
});
export type Terms = z.infer<typeof Terms>;

const Title = z.string().min(1).max(200);

/** `policies/{policyId}/versions/{version}`: immutable; a change is a new version. */
export const PolicyVersion = checked(
  z.object({
    policyId: Id,
    version: z.int().positive(),
    title: Title,
    terms: Terms,
    rules: PolicyRules,
    /** Of any of its numbers, by the parameter's path: the presets have one for each. */
    sources: z.array(PolicySource).max(100),
  }),
  policyProblems,
);
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** What a student can enroll into, and at which price; all but `published` is pinned on the enrollment. */
export const Offer = z.object({
  published: z.boolean(),
  price: Amount,
  currency: Currency,
  policyId: Id,
  policyVersion: z.int().positive(),
  terms: Terms,
});
export type Offer = z.infer<typeof Offer>;

/** A module names its lessons in the order in which they are taken. */
export const Module = z.object({ moduleId: Id, title: Title, lessonIds: z.array(Id).max(MAX_LESSONS) });
export type Module = z.infer<typeof Module>;

/** `courses/{courseId}` */
export const Course = Offer.extend({
  courseId: Id,
  title: Title,
  capacity: z.int().min(0),
  waitlistCapacity: z.int().min(0),
  /** Checked when it is loaded, not at every read: asking Intl takes longer than all the rest of a check. */
  timeZone: z.string(),
  modules: z.array(Module).max(50),
  /** Exams of the policy among them. */
  quizIds: z.array(Id).max(50),
});
export type Course = z.infer<typeof Course>;

/** `courses/{courseId}/lessons/{lessonId}`: the outline. A lesson dropped from the course stays: progress names it. */
export const Lesson = z.object({
  lessonId: Id,
  title: Title,
  /** Spent on it at least, before it counts as done. */
  minimumSeconds: z.int().min(0).max(86_400),
  /** Credited to it at most; null: no bound. */
  maximumSeconds: z.int().min(1).max(172_800).nullable(),
  /** For policies that count reading by words; 0 where there is nothing to read. */
  words: z.int().min(0).max(500_000),
  /** Length of its video; 0 where there is none. */
  videoSeconds: z.int().min(0).max(86_400),
  /** Null where the school teaches by other means. Lessons stored before there was any have none. */
  content: LessonContent.nullable().default(null),
});
export type Lesson = z.infer<typeof Lesson>;

/**
 * `courses/{courseId}/counters/seats`: the gate. Always taken ≤ capacity, except after the school lowered it.
 * It holds a copy of the offer, written in the commit that writes the course: so an enrollment decides on
 * documents that it writes, and a rush needs neither locks nor a read of the course.
 */
export const Seats = z.object({
  capacity: z.int().min(0),
  taken: z.int().min(0),
  waitlistCapacity: z.int().min(0),
  waitlisted: z.int().min(0),
  /** The next place in the queue; only grows, so an earlier one always comes first. */
  nextWaitlistNumber: z.int().positive(),
  offer: Offer,
});
export type Seats = z.infer<typeof Seats>;
