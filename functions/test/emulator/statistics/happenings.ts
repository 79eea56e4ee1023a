import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { CertificateState } from '../../../src/certificates/schema.ts';
import { SessionState } from '../../../src/compliance/schema.ts';
import { EnrollmentStatus } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import type { Written } from './events.ts';
import {
  attemptWritten,
  certificateWritten,
  enrollmentDeleted,
  enrollmentWritten,
  sessionWritten,
} from './student.ts';

/** A student of two courses. */
export interface Student {
  readonly userId: Id;
  readonly courses: readonly [Id, Id];
}

const inSecondCourse = fc.boolean();

/** Something that may become of a student's documents. */
export const happening = fc.oneof(
  fc.record({
    kind: fc.constant('enrollment' as const),
    inSecondCourse,
    enrollmentStatus: fc.constantFrom(...EnrollmentStatus.options),
    amountPaid: fc.nat(500),
  }),
  fc.record({ kind: fc.constant('enrollmentDeleted' as const), inSecondCourse }),
  fc.record({
    kind: fc.constant('session' as const),
    inSecondCourse,
    number: fc.nat(2),
    state: fc.constantFrom(...SessionState.options),
    creditedSeconds: fc.nat(30_000),
  }),
  fc.record({
    kind: fc.constant('attempt' as const),
    inSecondCourse,
    bestPercent: fc.integer({ min: 60, max: 100 }),
  }),
  fc.record({
    kind: fc.constant('certificate' as const),
    inSecondCourse,
    number: fc.nat(1),
    state: fc.constantFrom(...CertificateState.options),
  }),
);
export type Happening = typeof happening extends fc.Arbitrary<infer Each> ? Each : never;

export function happen({ userId, courses }: Student, each: Happening): Promise<Written> {
  const here = { userId, courseId: courses[each.inSecondCourse ? 1 : 0] };
  switch (each.kind) {
    case 'enrollment':
      return enrollmentWritten(here, {
        enrollmentStatus: each.enrollmentStatus,
        amountPaid: each.amountPaid,
      });
    case 'enrollmentDeleted':
      return enrollmentDeleted(here);
    case 'session': {
      const { state, creditedSeconds, number } = each;
      return sessionWritten(here, { sessionId: Id.parse(`session-${number}`), state, creditedSeconds });
    }
    case 'attempt': {
      const { bestPercent } = each;
      const attempt = { ...here, quizId: 'final', attemptId: randomUUID() };
      return attemptWritten(attempt, { passed: bestPercent >= 75, bestPercent });
    }
    case 'certificate': {
      const certificateId = Id.parse(`certificate-${each.number}-${userId}`);
      return certificateWritten(here, { certificateId, state: each.state });
    }
  }
}
