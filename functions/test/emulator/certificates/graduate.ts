import { randomUUID } from 'node:crypto';
import { profileDoc } from '../../../src/certificates/profile.ts';
import { laneMetrics } from '../../../src/commit/index.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { type EnrollmentKey, enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { quizRecordDoc } from '../../../src/quizzes/store.ts';
import { completedEnrollment, finalExam, passedExam } from '../../fixtures/achievement.ts';
import type { someRules } from '../../fixtures/policy.ts';
import { someWantedQuiz } from '../../fixtures/quiz.ts';
import { enrolling, openCourse } from '../enrollments/school.ts';

interface Student {
  readonly uid?: string;
  readonly displayName?: string;
  readonly courseId?: Id;
  readonly rules?: Parameters<typeof someRules>[0];
}

/** Somebody who has studied, paid and passed: as the other rooms would have left the documents. */
export async function graduate({
  uid = `student-${randomUUID()}`,
  displayName = 'Ana Berg',
  courseId,
  rules = {},
}: Student = {}): Promise<EnrollmentKey> {
  const course = courseId ?? (await openCourse({ capacity: 100, rules, quizzes: [someWantedQuiz()] }));
  await enrolling({ uid, courseId: course });
  const key = { userId: Id.parse(uid), courseId: course };
  const done = completedEnrollment({ completedAt: new Date() });
  await setEnrollment(key, {
    enrollmentStatus: done.enrollmentStatus,
    paymentStatus: done.paymentStatus,
    accessStatus: done.accessStatus,
    amountPaid: done.amountPaid,
    amountDue: 0,
    creditedSeconds: 14_400,
    completedLessonIds: [Id.parse('signs')],
    completedAt: done.completedAt,
  });
  await Promise.all([
    firestore()
      .doc(quizRecordDoc({ ...key, quizId: finalExam }).path)
      .set(passedExam()),
    firestore().doc(profileDoc(key.userId).path).set({ displayName, locale: 'en' }),
  ]);
  return key;
}

export const setEnrollment = (key: EnrollmentKey, changes: Partial<Enrollment>): Promise<unknown> =>
  firestore()
    .doc(enrollmentDoc(key).path)
    .update({ ...changes });

export const setRole = (uid: string, role: string): Promise<unknown> =>
  firestore().doc(`roles/${uid}`).set({ role });

/** Documents that an operation costs. */
export async function costOf(operation: string, work: () => Promise<unknown>) {
  laneMetrics.reset();
  await work();
  const { documentsRead: reads, documentsWritten: writes } =
    laneMetrics.snapshot().byOperation[operation] ?? {};
  return { reads, writes };
}
