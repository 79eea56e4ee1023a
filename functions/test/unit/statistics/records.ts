import fc from 'fast-check';
import { SessionState } from '../../../src/compliance/schema.ts';
import { EnrollmentStatus } from '../../../src/enrollments/schema.ts';
import { Id } from '../../../src/platform/ids.ts';
import {
  type CountedEnrollment,
  ofCertificate,
  ofEnrollment,
  ofQuiz,
  ofSession,
} from '../../../src/statistics/contribution.ts';
import type { StudentRecords } from '../../../src/statistics/recount.ts';
import type { Contribution, Source } from '../../../src/statistics/schema.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const userId = Id.parse('student-1');
const courseId = Id.parse('course-1');

type RecordOf<Name extends keyof StudentRecords> = StudentRecords[Name][number];

/** A counted document as it is at one moment. */
export type Stored =
  | { readonly kind: 'enrollment'; readonly data: CountedEnrollment }
  | { readonly kind: 'quiz'; readonly data: RecordOf<'quizzes'> }
  | { readonly kind: 'session'; readonly data: RecordOf<'sessions'> }
  | { readonly kind: 'certificate'; readonly data: RecordOf<'certificates'> };

/** Two of each kind; which course an enrollment is in does not matter to one course's totals here. */
export const sources: readonly Source[] = ['a', 'b'].flatMap((name): readonly Source[] => [
  { kind: 'enrollment', userId, courseId: Id.parse(name) },
  { kind: 'quiz', userId, courseId, quizId: Id.parse(name) },
  { kind: 'session', userId, courseId, sessionId: Id.parse(name) },
  { kind: 'certificate', userId, certificateId: Id.parse(name) },
]);

export function contributionOf(stored: Stored): Contribution {
  switch (stored.kind) {
    case 'enrollment':
      return ofEnrollment(stored.data);
    case 'quiz':
      return ofQuiz(stored.data);
    case 'session':
      return ofSession(stored.data);
    case 'certificate':
      return ofCertificate(stored.data);
  }
}

export function recordsOf(stored: Iterable<Stored>): StudentRecords {
  const all = [...stored];
  return {
    enrollments: all.flatMap(each => (each.kind === 'enrollment' ? each.data : [])),
    quizzes: all.flatMap(each => (each.kind === 'quiz' ? each.data : [])),
    sessions: all.flatMap(each => (each.kind === 'session' ? each.data : [])),
    certificates: all.flatMap(each => (each.kind === 'certificate' ? each.data : [])),
  };
}

const seconds = fc.integer({ min: 0, max: 30_000 });

const enrollment = fc
  .record({
    enrollmentStatus: fc.constantFrom(...EnrollmentStatus.options),
    currency: fc.constantFrom('usd' as const, 'cad' as const),
    amountPaid: fc.integer({ min: 0, max: 60_000 }),
    returned: fc.integer({ min: 0, max: 100 }),
    completedLessonIds: fc
      .nat({ max: 30 })
      .map(count => Array.from({ length: count }, (_, index) => Id.parse(`lesson-${index}`))),
    creditedSeconds: seconds,
    adjustedSeconds: seconds.map(taken => 0 - taken),
  })
  .map(({ returned, ...fields }) =>
    someEnrollment({ ...fields, amountRefunded: Math.floor((fields.amountPaid * returned) / 100) }),
  );
const quiz = fc.record({
  passed: fc.boolean(),
  bestPercent: fc.constantFrom(null, 0, 74, 99, 100),
});
const session = fc.record({
  state: fc.constantFrom(...SessionState.options),
  creditedSeconds: seconds,
});
const certificate = fc.record({ state: fc.constantFrom('ISSUED', 'REVOKED', 'SUPERSEDED') });

/** What may be written in a source's place. */
export const storedFor = {
  enrollment: enrollment.map((data): Stored => ({ kind: 'enrollment', data })),
  quiz: quiz.map((data): Stored => ({ kind: 'quiz', data })),
  session: session.map((data): Stored => ({ kind: 'session', data })),
  certificate: certificate.map((data): Stored => ({ kind: 'certificate', data })),
};
