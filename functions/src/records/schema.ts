import type { PolicyVersion } from '../catalog/schema.ts';
import type { Certificate } from '../certificates/schema.ts';
import type { LessonProgress } from '../compliance/lesson-progress.ts';
import type { Session, SessionEvent, StudyDay, TimeAdjustment } from '../compliance/schema.ts';
import type { Enrollment, LedgerEntry } from '../enrollments/schema.ts';
import type { ChainFinding } from '../evidence/verify-chain.ts';
import type { QuizAllowance, QuizAttempt, QuizRecord } from '../quizzes/schema.ts';
import type { Challenge, StaffAction } from '../verification/schema.ts';

/** A session with its events in order, and whether its chain holds. */
export interface RecordedSession {
  readonly session: Session;
  readonly events: readonly SessionEvent[];
  /** What is wrong with its chain; empty: nothing. */
  readonly findings: readonly ChainFinding[];
}

export interface RecordedQuiz {
  readonly record: QuizRecord;
  readonly attempts: readonly QuizAttempt[];
  readonly allowances: readonly QuizAllowance[];
}

/** Which sessions a record holds, by their legal day; null: no bound on that side. */
export interface DayRange {
  readonly fromDay: string | null;
  readonly toDay: string | null;
}

/** All that is stored of one student's course, as read: what every format is made of. */
export interface RecordSource {
  readonly readAt: Date;
  readonly range: DayRange;
  readonly studentName: string | undefined;
  readonly courseTitle: string;
  readonly enrollment: Enrollment;
  readonly policy: PolicyVersion;
  readonly ledger: readonly LedgerEntry[];
  readonly sessions: readonly RecordedSession[];
  readonly days: readonly StudyDay[];
  readonly lessons: readonly LessonProgress[];
  readonly challenges: readonly Challenge[];
  readonly quizzes: readonly RecordedQuiz[];
  readonly staffActions: readonly StaffAction[];
  readonly adjustments: readonly TimeAdjustment[];
  readonly certificates: readonly Certificate[];
}
