import type { Certificate } from '../certificates/schema.ts';
import { isOpen } from '../compliance/open-session.ts';
import type { Session } from '../compliance/schema.ts';
import { netPaidOf } from '../enrollments/balance.ts';
import { holdsSeat } from '../enrollments/seat-gate.ts';
import type { QuizRecord } from '../quizzes/schema.ts';
import { achievementsOf } from './achievements.ts';
import { type CountedEnrollment, creditsOf, isCompleted } from './contribution.ts';
import type { Revenue, Summary, Totals } from './schema.ts';

/** Everything of one student that is counted. */
export interface StudentRecords {
  readonly enrollments: readonly CountedEnrollment[];
  readonly quizzes: readonly Pick<QuizRecord, 'passed' | 'bestPercent'>[];
  readonly sessions: readonly Pick<Session, 'state' | 'creditedSeconds'>[];
  readonly certificates: readonly Pick<Certificate, 'state'>[];
}

/** The summary told from the records alone: what the triggers must arrive at, whatever they were delivered. */
export function recountSummary({ enrollments, quizzes, sessions, certificates }: StudentRecords): Summary {
  const completed = enrollments.filter(isCompleted);
  const counts = {
    enrolledCourses: enrollments.filter(({ enrollmentStatus }) => holdsSeat(enrollmentStatus)).length,
    completedCourses: completed.length,
    certificates: certificates.filter(({ state }) => state === 'ISSUED').length,
    credits: sum(completed.map(creditsOf)),
    lessonsCompleted: sum(enrollments.map(({ completedLessonIds }) => completedLessonIds.length)),
    quizzesPassed: quizzes.filter(({ passed }) => passed).length,
    perfectScores: quizzes.filter(({ bestPercent }) => bestPercent === 100).length,
    studySeconds: sum(sessions.filter(session => !isOpen(session)).map(session => session.creditedSeconds)),
  };
  return { ...counts, achievements: [...achievementsOf(counts)] };
}

/** A course's totals, told from its enrollments alone. */
export function recountTotals(enrollments: readonly CountedEnrollment[]): Totals {
  const statuses = enrollments.map(({ enrollmentStatus }) => enrollmentStatus);
  const revenue: Revenue = {};
  for (const enrollment of enrollments) {
    const amount = (revenue[enrollment.currency] ?? 0) + netPaidOf(enrollment);
    if (amount === 0) delete revenue[enrollment.currency];
    else revenue[enrollment.currency] = amount;
  }
  return {
    enrolled: statuses.filter(holdsSeat).length,
    waitlisted: statuses.filter(status => status === 'WAITLISTED').length,
    cancelled: statuses.filter(status => status === 'CANCELLED').length,
    completed: enrollments.filter(isCompleted).length,
    certified: statuses.filter(status => status === 'CERTIFIED').length,
    revenue,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
