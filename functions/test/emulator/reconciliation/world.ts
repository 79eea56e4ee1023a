import { randomUUID } from 'node:crypto';
import { seatsDoc } from '../../../src/catalog/store.ts';
import type { Doc } from '../../../src/commit/index.ts';
import { lessonProgressDoc, newLessonProgress } from '../../../src/compliance/lesson-progress.ts';
import { sessionDoc, sessionEventDoc, studyDayDoc } from '../../../src/compliance/store.ts';
import type { LedgerEntry } from '../../../src/enrollments/schema.ts';
import { type EnrollmentKey, enrollmentDoc, ledgerEntryDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { quizAttemptDoc, quizRecordDoc } from '../../../src/quizzes/store.ts';
import { countSource } from '../../../src/statistics/count-source.ts';
import { authorizationDoc, reservationDoc, unitEntryDoc } from '../../../src/units/store.ts';
import { finalExam, someAttempt, someRecord, someStudent } from '../../fixtures/attempt.ts';
import { someAuthorization, someReservation } from '../../fixtures/authorization.ts';
import { someSeats } from '../../fixtures/course.ts';
import { openSession } from '../../fixtures/open-session.ts';

const at = new Date('2026-05-04T12:00:00Z');
export const signs = Id.parse('signs');

/** Written as an administrator of the database could: past every function. */
export const put = <T extends object>(doc: Doc<T>, data: object): Promise<unknown> =>
  firestore()
    .doc(doc.path)
    .set({ ...data });

export const entryOf = (changes: Partial<LedgerEntry>): LedgerEntry => ({
  entryId: Id.parse('entry'),
  kind: 'tuition',
  amount: 59_900,
  currency: 'usd',
  effect: { total: 59_900, paid: 0, refunded: 0, disputed: 0 },
  paymentIntentId: null,
  recordedAt: at,
  ...changes,
});

/** A student's paid course of which every counter is right: an hour studied, one exam failed, two hours of driving. */
export async function soundStudent({ courseId }: { courseId: Id }): Promise<EnrollmentKey> {
  const key = { userId: Id.parse(`student-${randomUUID()}`), courseId };
  await Promise.all([
    put(
      enrollmentDoc(key),
      someStudent({ ...key, creditedSeconds: 3_600, adjustedSeconds: -600, completedLessonIds: [signs] }),
    ),
    writeLedger(key),
    writeHours(key),
    writeExam(key),
  ]);
  return key;
}

async function writeLedger(key: EnrollmentKey): Promise<void> {
  const accountPath = enrollmentDoc(key).path;
  const paid = { total: 0, paid: 59_900, refunded: 0, disputed: 0 };
  await put(ledgerEntryDoc({ accountPath, entryId: 'tuition' }), entryOf({ entryId: Id.parse('tuition') }));
  await put(
    ledgerEntryDoc({ accountPath, entryId: 'pi_1' }),
    entryOf({ entryId: Id.parse('pi_1'), kind: 'payment', effect: paid }),
  );
}

async function writeHours(key: EnrollmentKey): Promise<void> {
  const sessionId = Id.parse('session-1');
  const link = { sessionId, at, lessonId: signs, creditedSeconds: 0 };
  await Promise.all([
    put(
      sessionDoc({ ...key, sessionId }),
      openSession({ ...key, sessionId, state: 'CLOSED', endedAt: at, staleAt: null, creditedSeconds: 3_600 }),
    ),
    put(studyDayDoc({ ...key, dayKey: '2026-05-04' }), { dayKey: '2026-05-04', creditedSeconds: 3_600 }),
    put(
      { ...enrollmentDoc(key), path: `${enrollmentDoc(key).path}/adjustments/one` },
      { adjustmentId: 'one', seconds: -600, cause: 'staff', at },
    ),
    put(lessonProgressDoc({ ...key, lessonId: signs }), {
      ...newLessonProgress(signs),
      creditedSeconds: 3_600,
    }),
    put(sessionEventDoc({ ...key, sessionId, eventId: 'started' }), {
      ...link,
      kind: 'started',
      position: 1,
    }),
    put(sessionEventDoc({ ...key, sessionId, eventId: '00000001' }), {
      ...link,
      kind: 'heartbeat',
      position: 2,
      creditedSeconds: 3_600,
    }),
  ]);
}

async function writeExam(key: EnrollmentKey): Promise<void> {
  const result = { score: 1, maxScore: 4, percent: 25, passed: false };
  const ended = { openAttemptId: null, openDeadline: null, attemptsFinished: 1 };
  await Promise.all([
    put(
      quizRecordDoc({ ...key, quizId: finalExam }),
      someRecord({ ...ended, bestPercent: 25, lastFinishedAt: at }),
    ),
    put(
      quizAttemptDoc({ ...key, quizId: finalExam, attemptId: Id.parse('attempt-1') }),
      someAttempt({ courseId: key.courseId, state: 'SUBMITTED', finishedAt: at, result }),
    ),
  ]);
}

/** Three hours held by two reservations, one of them driven. */
export async function soundAuthorization(): Promise<Id> {
  const authorizationId = Id.parse(`authorization-${randomUUID()}`);
  const entry = (entryId: string, effect: object) =>
    put(unitEntryDoc({ authorizationId, entryId: Id.parse(entryId) }), { entryId, effect });
  const reservation = (reservationId: Id, changes: object) =>
    put(
      reservationDoc({ authorizationId, reservationId }),
      someReservation({ authorizationId, reservationId, ...changes }),
    );
  await Promise.all([
    put(
      authorizationDoc(authorizationId),
      someAuthorization({ authorizationId, reservedUnits: 2, consumedUnits: 1 }),
    ),
    entry('granted', { total: 8, reserved: 0, consumed: 0 }),
    entry('held', { total: 0, reserved: 2, consumed: 0 }),
    entry('driven', { total: 0, reserved: 0, consumed: 1 }),
    reservation(Id.parse('r-1'), { units: 2 }),
    reservation(Id.parse('r-2'), { units: 1, state: 'CONSUMED', consumedUnits: 1 }),
  ]);
  return authorizationId;
}

export interface School {
  readonly courseId: Id;
  readonly students: readonly EnrollmentKey[];
  readonly authorizationId: Id;
}

/** A course with so many students, everything counted as the functions count it. */
export async function soundSchool({ students: count }: { students: number }): Promise<School> {
  const courseId = Id.parse(`course-${randomUUID()}`);
  await put({ ...seatsDoc(courseId), path: `courses/${courseId}` }, { courseId, title: 'Ohio' });
  await put(seatsDoc(courseId), someSeats({ capacity: 1_000, taken: count, waitlisted: 0 }));
  const students = await Promise.all(Array.from({ length: count }, () => soundStudent({ courseId })));
  for (const key of students) {
    await countSource({ kind: 'enrollment', ...key });
    await countSource({ kind: 'session', ...key, sessionId: Id.parse('session-1') });
    await countSource({ kind: 'quiz', ...key, quizId: finalExam });
  }
  return { courseId, students, authorizationId: await soundAuthorization() };
}
