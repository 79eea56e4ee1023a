import { z } from 'zod';
import { Currency } from '../catalog/schema.ts';
import { Id } from '../platform/ids.ts';

const Count = z.int().min(0);

export const Achievement = z.enum([
  'firstLesson',
  'firstQuizPassed',
  'perfectScore',
  'firstCourse',
  'firstCertificate',
  'tenHours',
]);
export type Achievement = z.infer<typeof Achievement>;

/** Everything that is counted for a student: each a plain sum over what its sources contribute. */
export const StudentCounts = z.object({
  /** With a seat: neither waiting nor cancelled. */
  enrolledCourses: Count,
  completedCourses: Count,
  /** Live ones: neither revoked nor superseded. */
  certificates: Count,
  /** Whole hours credited in completed courses. */
  credits: Count,
  lessonsCompleted: Count,
  quizzesPassed: Count,
  /** Quizzes with every point in one attempt. */
  perfectScores: Count,
  /** Credited in closed sessions; what was taken back later was studied all the same. */
  studySeconds: Count,
});
export type StudentCounts = z.infer<typeof StudentCounts>;

/** `users/{uid}/statistics/summary` */
export const Summary = StudentCounts.extend({ achievements: z.array(Achievement) });
export type Summary = z.infer<typeof Summary>;

export const CourseCounts = z.object({
  /** With a seat, as at the seat counter. */
  enrolled: Count,
  waitlisted: Count,
  cancelled: Count,
  completed: Count,
  /** Among the completed. */
  certified: Count,
});
export type CourseCounts = z.infer<typeof CourseCounts>;

/** Paid less returned, in minor units by currency: a sum of two currencies would mean nothing. */
const Revenue = z.partialRecord(Currency, z.int());
export type Revenue = z.infer<typeof Revenue>;

/** `courses/{courseId}/counters/totals` */
export const Totals = CourseCounts.extend({ revenue: Revenue });
export type Totals = z.infer<typeof Totals>;

/** What one document adds to the sums; what it adds nothing to is left out. */
export const Contribution = z.object({
  student: StudentCounts.partial(),
  course: CourseCounts.partial(),
  revenue: Revenue,
});
export type Contribution = z.infer<typeof Contribution>;

/** A document that something is counted of. */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enrollment'), userId: Id, courseId: Id }),
  z.object({ kind: z.literal('quiz'), userId: Id, courseId: Id, quizId: Id }),
  z.object({ kind: z.literal('session'), userId: Id, courseId: Id, sessionId: Id }),
  z.object({ kind: z.literal('certificate'), userId: Id, certificateId: Id }),
]);
export type Source = z.infer<typeof Source>;

/** `users/{uid}/statistics/summary/marks/{markId}`: what the sums hold of one source. */
export const Mark = z.object({
  source: Source,
  contribution: Contribution,
  /** Grows with every look at the source, so that of two that overlap one is told to look again. */
  looks: z.int().positive(),
});
export type Mark = z.infer<typeof Mark>;
