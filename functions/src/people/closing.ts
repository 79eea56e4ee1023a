import type { Role } from '../accounts/schema.ts';
import type { Enrollment, EnrollmentStatus } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import type { FieldIssue, Refusal } from '../platform/refusal.ts';
import { keptUntil } from './retention.ts';
import type { DeleteAccountOutcome, Kept } from './wire.ts';

/** A course of the account, and how long its policy wants it kept. */
export interface KeptCourse {
  readonly enrollment: Enrollment;
  readonly retentionYears: number;
}

export const isOpen = ({ enrollmentStatus }: Pick<Enrollment, 'enrollmentStatus'>): boolean =>
  open.has(enrollmentStatus);
const open: ReadonlySet<EnrollmentStatus> = new Set(['WAITLISTED', 'PENDING_PAYMENT', 'ACTIVE']);

/** In which what is due is owed: afterwards money is only ever returned or kept as credit. */
const owing: ReadonlySet<EnrollmentStatus> = new Set(['PENDING_PAYMENT', 'ACTIVE', 'COMPLETED', 'CERTIFIED']);

/**
 * Refuses, by name, what stands in the way: a course that holds a seat, money that somebody owes somebody, a role.
 * @param isForced an admin takes the rest upon themselves; a role has to be taken first all the same
 */
export function refuseClosing(input: {
  readonly role: Role;
  readonly enrollments: readonly Enrollment[];
  readonly isForced: boolean;
}): Refusal | undefined {
  const staff: readonly FieldIssue[] =
    input.role === 'student'
      ? []
      : [{ path: 'role', message: `is ${input.role}: another admin has to take the role away first` }];
  const fields = [...staff, ...(input.isForced ? [] : input.enrollments.flatMap(obstaclesOf))];
  return fields.length === 0 ? undefined : { kind: 'refused', reason: 'ACCOUNT_IN_USE', fields };
}

function obstaclesOf(enrollment: Enrollment): readonly FieldIssue[] {
  const { amountDue, creditBalance, amountDisputed, openPayment, enrollmentStatus } = enrollment;
  const found: readonly (readonly [boolean, string, string])[] = [
    [isOpen(enrollment), 'enrollmentStatus', `is ${enrollmentStatus}: cancel the course first`],
    [owing.has(enrollmentStatus) && amountDue > 0, 'amountDue', 'is not paid'],
    [creditBalance > 0, 'creditBalance', 'has to be returned by the school first'],
    [amountDisputed > 0, 'amountDisputed', 'is disputed at the bank'],
    [openPayment !== null, 'openPayment', 'is on its way'],
  ];
  return found
    .filter(([isInTheWay]) => isInTheWay)
    .map(([, field, message]) => ({ path: `courses.${enrollment.courseId}.${field}`, message }));
}

/** What goes and what stays. The law wants a course's record kept, under the uid alone. */
export function closingAnswer(input: {
  readonly courses: readonly KeptCourse[];
  readonly hadAnswers: boolean;
  readonly deletedAt: Date;
}): DeleteAccountOutcome {
  const { courses, hadAnswers, deletedAt } = input;
  const kept = courses.flatMap(course => keptOf(course, deletedAt));
  return {
    deletedAt: deletedAt.toISOString(),
    deleted: ['signIn', 'profile', ...(hadAnswers ? (['verificationAnswers'] as const) : [])],
    kept: [...kept, { what: 'auditLog', courseId: null, until: null }],
  };
}

function keptOf({ enrollment, retentionYears }: KeptCourse, now: Date): readonly Kept[] {
  const until = keptUntil({ enrollment, retentionYears, now });
  const courseId: Id = enrollment.courseId;
  const kept: Kept[] = [{ what: 'courseRecord', courseId, until }];
  if (enrollment.amountPaid > 0) kept.push({ what: 'paymentRecords', courseId, until });
  // With the name on it: a certificate without one proves nothing.
  if (enrollment.certifiedAt !== null) kept.push({ what: 'certificate', courseId, until });
  return kept;
}
