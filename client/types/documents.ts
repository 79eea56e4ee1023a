import { z } from 'zod';
import { Role, RoleRecord } from '../../functions/src/accounts/schema.ts';
import { AuditRecord } from '../../functions/src/audit/schema.ts';
import { ExamRules, PolicyRules } from '../../functions/src/catalog/policy-rules.ts';
import { Quiz } from '../../functions/src/catalog/quiz.ts';
import { Course, Lesson, PolicyVersion, Seats, Terms } from '../../functions/src/catalog/schema.ts';
import { Certificate } from '../../functions/src/certificates/schema.ts';
import { LessonProgress } from '../../functions/src/compliance/lesson-progress.ts';
import { Session, SessionState, StudyDay } from '../../functions/src/compliance/schema.ts';
import {
  AccessStatus,
  Enrollment,
  EnrollmentStatus,
  LedgerEntry,
  LedgerEntryKind,
  PaymentStatus,
} from '../../functions/src/enrollments/schema.ts';
import { Suspense } from '../../functions/src/payments/schema.ts';
import { GivenAnswer, QuizAttempt, QuizRecord } from '../../functions/src/quizzes/schema.ts';
import { ShownQuestion } from '../../functions/src/quizzes/wire.ts';
import { Achievement, Summary } from '../../functions/src/statistics/schema.ts';
import { Authorization, Reservation } from '../../functions/src/units/schema.ts';
import { Challenge } from '../../functions/src/verification/schema.ts';

const line = z.string().optional();

/** What the rules let a student write; the server believes none of it, so its own schema says less. */
const Profile = z.object({
  displayName: line,
  phone: line,
  locale: line,
  address: z
    .object({ line1: line, line2: line, city: line, state: line, postalCode: line, country: line })
    .optional(),
});

/** Types with a name of their own: documents that a client may read, and the parts a page speaks of. */
export const documents: Readonly<Record<string, z.ZodType>> = {
  Role,
  RoleRecord,
  Terms,
  ExamRules,
  PolicyRules,
  PolicyVersion,
  Course,
  Lesson,
  Quiz,
  Seats,
  Profile,
  EnrollmentStatus,
  PaymentStatus,
  AccessStatus,
  Enrollment,
  LedgerEntryKind,
  LedgerEntry,
  LessonProgress,
  SessionState,
  Session,
  StudyDay,
  Challenge,
  GivenAnswer,
  ShownQuestion,
  QuizRecord,
  QuizAttempt,
  Certificate,
  Achievement,
  Summary,
  Authorization,
  Reservation,
  Suspense,
  AuditRecord,
};
