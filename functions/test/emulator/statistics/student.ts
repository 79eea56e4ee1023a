import type { Certificate } from '../../../src/certificates/schema.ts';
import { certificateDoc } from '../../../src/certificates/store.ts';
import type { Doc } from '../../../src/commit/index.ts';
import type { Session } from '../../../src/compliance/schema.ts';
import { sessionDoc } from '../../../src/compliance/store.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { Id } from '../../../src/platform/ids.ts';
import type { QuizRecord } from '../../../src/quizzes/schema.ts';
import { quizAttemptDoc, quizRecordDoc } from '../../../src/quizzes/store.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';
import { openSession } from '../../fixtures/open-session.ts';
import { type Written, write } from './events.ts';

interface Place {
  readonly userId: Id;
  readonly courseId: Id;
}

const at = new Date('2026-03-02T16:00:00Z');
const written = <T extends object>(doc: Doc<T>, data: T | undefined) => write({ path: doc.path, data });

export const enrollmentWritten = (place: Place, changes: Partial<Enrollment> = {}): Promise<Written> =>
  written(enrollmentDoc(place), someEnrollment({ ...place, ...changes }));

export const enrollmentDeleted = (place: Place): Promise<Written> => written(enrollmentDoc(place), undefined);

export const sessionWritten = (place: Place, changes: Partial<Session>): Promise<Written> => {
  const session = openSession({ ...place, ...changes });
  return written(sessionDoc(session), session);
};

/** An attempt that ends, with the record that ends with it. */
export async function attemptWritten(
  place: Place & { readonly quizId: string; readonly attemptId: string; readonly state?: string },
  changes: Partial<QuizRecord>,
): Promise<Written> {
  const [quizId, attemptId] = [Id.parse(place.quizId), Id.parse(place.attemptId)];
  await written(quizRecordDoc({ ...place, quizId }), {
    quizId,
    attemptsStarted: 1,
    attemptsFinished: 1,
    attemptsVoided: 0,
    attemptsUsed: 1,
    extraAttempts: 0,
    extraSeconds: 0,
    openAttemptId: null,
    openDeadline: null,
    lastFinishedAt: at,
    bestPercent: null,
    passed: false,
    passedAt: null,
    restarts: 0,
    ...changes,
  });
  const { path } = quizAttemptDoc({ ...place, quizId, attemptId });
  return write({ path, data: { attemptId, state: place.state ?? 'SUBMITTED' } });
}

export const certificateWritten = (
  { userId, courseId }: Place,
  changes: Pick<Certificate, 'certificateId' | 'state'>,
): Promise<Written> =>
  written(certificateDoc(changes.certificateId), {
    serial: changes.certificateId,
    userId,
    courseId,
    registrationId: Id.parse('registration-1'),
    schoolName: 'A school',
    courseTitle: 'A course',
    policyId: Id.parse('ohio-teen'),
    policyVersion: 1,
    policyTitle: 'Ohio',
    studentName: 'Olga Owner',
    creditedSeconds: 14_400,
    completedAt: at,
    issuedAt: at,
    timeZone: 'America/New_York',
    supersedes: null,
    supersededBy: null,
    revocation: null,
    supersession: null,
    retainUntil: at,
    ...changes,
  });
