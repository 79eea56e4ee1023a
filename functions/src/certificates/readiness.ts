import type { PolicyRules } from '../catalog/policy-rules.ts';
import type { Course } from '../catalog/schema.ts';
import { lessonOrderOf } from '../compliance/lesson-entry.ts';
import { isOutlineDone, totalCreditedSeconds } from '../enrollments/learning.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import type { FieldIssue, Refusal } from '../platform/refusal.ts';
import type { QuizRecord } from '../quizzes/schema.ts';
import { withLapsedLockLifted } from '../verification/identity-lock.ts';
import { durationText } from './wording.ts';

/** All that decides whether a course may be certified. */
export interface Achievement {
  readonly enrollment: Enrollment;
  readonly course: Pick<Course, 'modules'>;
  readonly rules: PolicyRules;
  readonly quizRecords: ReadonlyMap<Id, QuizRecord | undefined>;
  /** As it would be printed; undefined while the profile has none. */
  readonly studentName: string | undefined;
}

/**
 * Every gate that is still closed, by its path, each with a sentence for the student. Empty: certify. A lock whose time
 * is over closes none: who has done everything starts no session any more that would lift it.
 */
export function missingFor(input: { achievement: Achievement; now: Date }): FieldIssue[] {
  const { now } = input;
  const enrollment = withLapsedLockLifted({ enrollment: input.achievement.enrollment, now });
  const achievement = { ...input.achievement, enrollment };
  const gates = [learningGates, examGates, standingGates, profileGates];
  return [...gates.flatMap(gate => gate(achievement)), ...timeGates({ achievement, now })];
}

/** One refusal that names each closed gate, or undefined. */
export function refuseUnready(input: { achievement: Achievement; now: Date }): Refusal | undefined {
  const fields = missingFor(input);
  return fields.length === 0 ? undefined : { kind: 'refused', reason: 'CERTIFICATE_NOT_READY', fields };
}

const closed = (isClosed: boolean, path: string, message: string): FieldIssue[] =>
  isClosed ? [{ path, message }] : [];

function learningGates({ enrollment, course, rules }: Achievement): FieldIssue[] {
  const { enrollmentStatus, completedLessonIds } = enrollment;
  const lessonIds = lessonOrderOf(course);
  const done = lessonIds.filter(lessonId => completedLessonIds.includes(lessonId)).length;
  // An open session's seconds may be taken back yet; they count here once it has ended.
  const credited = totalCreditedSeconds({ enrollment, openSessionSeconds: 0 });
  return [
    ...closed(
      enrollmentStatus !== 'COMPLETED',
      'enrollment.enrollmentStatus',
      'The course is not completed.',
    ),
    ...closed(
      credited < rules.requiredSeconds,
      'enrollment.creditedSeconds',
      `${durationText(credited)} of ${durationText(rules.requiredSeconds)} are credited. Time in an open session counts once it has ended.`,
    ),
    ...closed(
      !isOutlineDone({ enrollment, lessonIds }),
      'enrollment.completedLessonIds',
      `${done} of ${lessonIds.length} lessons are completed.`,
    ),
  ];
}

const examGates = ({ rules, quizRecords }: Achievement): FieldIssue[] =>
  rules.exams.flatMap(({ quizId, passPercent }) =>
    closed(
      quizRecords.get(quizId)?.passed !== true,
      `exams.${quizId}`,
      `This exam is not passed yet: it takes ${passPercent} %.`,
    ),
  );

function standingGates({ enrollment }: Achievement): FieldIssue[] {
  const { identity, accessStatus, paymentStatus, amountDue } = enrollment;
  return [
    ...closed(identity.lock !== null, 'enrollment.identity.lock', 'The course is locked.'),
    ...closed(
      identity.openChallenge !== null,
      'enrollment.identity.openChallenge',
      'An identity check waits for its answer.',
    ),
    ...closed(accessStatus !== 'ACTIVE', 'enrollment.accessStatus', 'The course is not open to you now.'),
    ...closed(
      paymentStatus !== 'COMPLETED' || amountDue > 0,
      'enrollment.paymentStatus',
      'The tuition is not paid in full.',
    ),
  ];
}

const profileGates = ({ studentName }: Achievement): FieldIssue[] =>
  closed(
    studentName === undefined,
    'profile.displayName',
    'Your profile needs your name, as it is to be printed.',
  );

function timeGates({ achievement, now }: { achievement: Achievement; now: Date }): FieldIssue[] {
  const { enrollment, rules } = achievement;
  const { withinSeconds } = rules.certificate;
  if (withinSeconds === null || enrollment.completedAt === null) return [];
  const lastInstant = enrollment.completedAt.getTime() + withinSeconds * 1_000;
  return closed(
    now.getTime() > lastInstant,
    'policy.certificate.withinSeconds',
    'The time in which this certificate is issued has passed. Ask the school to help you.',
  );
}
