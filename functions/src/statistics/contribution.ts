import type { z } from 'zod';
import type { Certificate } from '../certificates/schema.ts';
import { isOpen } from '../compliance/open-session.ts';
import type { Session } from '../compliance/schema.ts';
import { netPaidOf } from '../enrollments/balance.ts';
import { totalCreditedSeconds } from '../enrollments/learning.ts';
import { Enrollment } from '../enrollments/schema.ts';
import { holdsSeat } from '../enrollments/seat-gate.ts';
import type { QuizRecord } from '../quizzes/schema.ts';
import type { Contribution } from './schema.ts';

export const nothing: Contribution = { student: {}, course: {}, revenue: {} };

/** What is counted of an enrollment: no instants among it, so an event's own data will do. */
export const Counted = Enrollment.pick({
  enrollmentStatus: true,
  currency: true,
  completedLessonIds: true,
  creditedSeconds: true,
  adjustedSeconds: true,
  amountTotal: true,
  amountPaid: true,
  amountDue: true,
  amountRefunded: true,
  amountDisputed: true,
  creditBalance: true,
});
export type CountedEnrollment = z.infer<typeof Counted>;

export const isCompleted = ({ enrollmentStatus }: Pick<Enrollment, 'enrollmentStatus'>): boolean =>
  enrollmentStatus === 'COMPLETED' || enrollmentStatus === 'CERTIFIED';

/** Whole hours that stand to a student's credit once the course is completed. */
export const creditsOf = (enrollment: CountedEnrollment): number =>
  Math.floor(Math.max(0, totalCreditedSeconds({ enrollment, openSessionSeconds: 0 })) / 3_600);

export function ofEnrollment(enrollment: CountedEnrollment): Contribution {
  const { enrollmentStatus: status, currency, completedLessonIds } = enrollment;
  const completed = Number(isCompleted(enrollment));
  return {
    student: some({
      enrolledCourses: Number(holdsSeat(status)),
      completedCourses: completed,
      credits: completed * creditsOf(enrollment),
      lessonsCompleted: completedLessonIds.length,
    }),
    course: some({
      enrolled: Number(holdsSeat(status)),
      waitlisted: Number(status === 'WAITLISTED'),
      cancelled: Number(status === 'CANCELLED'),
      completed,
      certified: Number(status === 'CERTIFIED'),
    }),
    revenue: some({ [currency]: netPaidOf(enrollment) }),
  };
}

/** However many attempts pass, a quiz is passed once. */
export const ofQuiz = ({
  passed,
  bestPercent,
}: Pick<QuizRecord, 'passed' | 'bestPercent'>): Contribution => ({
  ...nothing,
  student: some({ quizzesPassed: Number(passed), perfectScores: Number(bestPercent === 100) }),
});

/** Its seconds count once they are final. */
export const ofSession = (session: Pick<Session, 'state' | 'creditedSeconds'>): Contribution => ({
  ...nothing,
  student: some({ studySeconds: isOpen(session) ? 0 : session.creditedSeconds }),
});

export const ofCertificate = ({ state }: Pick<Certificate, 'state'>): Contribution => ({
  ...nothing,
  student: some({ certificates: Number(state === 'ISSUED') }),
});

/** Without the zeros. */
function some<Name extends string>(counts: Record<Name, number>): Partial<Record<Name, number>> {
  const kept: Partial<Record<Name, number>> = {};
  for (const name in counts) if (counts[name] !== 0) kept[name] = counts[name];
  return kept;
}
