import { Certificate } from '../../../functions/src/certificates/schema.ts';
import { Enrollment } from '../../../functions/src/enrollments/schema.ts';
import { QuizAttempt, QuizRecord } from '../../../functions/src/quizzes/schema.ts';
import { trueRecord } from '../../../functions/src/reconciliation/true-record.ts';
import { above, type Checker, type Looking } from './checker.ts';

const allowed = 'attempts are within what is allowed, as recorded';

function lookAtRecord({ documents, verdicts }: Looking, path: string): void {
  const record = QuizRecord.parse(documents.data(path));
  const attempts = documents.dataIn(`${path}/attempts`).map(attempt => QuizAttempt.parse(attempt));
  const { expected, contradictions } = trueRecord({ record, attempts });
  verdicts.same(allowed, contradictions, [], path);
  const stored: Record<string, unknown> = { ...record };
  for (const [field, value] of Object.entries(expected))
    verdicts.same(allowed, stored[field], value, `${path} ${field}`);
  const numbers = attempts.map(({ attemptNumber }) => attemptNumber).sort((a, b) => a - b);
  verdicts.same(
    allowed,
    numbers,
    numbers.map((_, index) => index + 1),
    `${path} numbers`,
  );
  const [first] = attempts;
  const most = (first?.rules.attempts ?? 0) + record.extraAttempts;
  verdicts.hold(
    allowed,
    first === undefined || record.attemptsUsed <= most,
    () => `${path}: ${record.attemptsUsed} of ${most}`,
  );
}

function lookAtCertificate(
  { documents, verdicts }: Looking,
  { path, data }: { path: string; data: object },
): void {
  const invariant = 'a certificate stands on a completed course, one for each registration';
  const certificate = Certificate.parse(data);
  const { userId, courseId, registrationId, serial, certificateId } = certificate;
  const enrollment = Enrollment.parse(documents.data(`users/${userId}/courses/${courseId}`));
  verdicts.same(invariant, enrollment.enrollmentStatus, 'CERTIFIED', path);
  verdicts.hold(invariant, enrollment.completedAt !== null, () => `${path} is of a course not completed`);
  verdicts.same(invariant, registrationId, enrollment.registrationId, path);
  const exams = documents.dataIn(`users/${userId}/courses/${courseId}/quizzes`);
  verdicts.hold(
    invariant,
    exams.some(exam => exam['passed'] === true),
    () => `${path} is of an exam not passed`,
  );
  verdicts.same(
    invariant,
    documents.data(`certificateSerials/${serial}`)?.['certificateId'],
    certificateId,
    path,
  );
}

export const learningCheckers: readonly Checker[] = [
  { pattern: 'users/*/courses/*/quizzes/*', look: (looking, { path }) => lookAtRecord(looking, path) },
  {
    pattern: 'users/*/courses/*/quizzes/*/attempts/*',
    look: (looking, { path, before, after }) => {
      lookAtRecord(looking, above(path, 1));
      if (before?.['result'] == null) return;
      looking.verdicts.same('a grade never changes', after['result'], before['result'], path);
    },
  },
  {
    pattern: 'certificates/*',
    look: (looking, { path, after }) => lookAtCertificate(looking, { path, data: after }),
  },
];
