import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { wantedCourse } from '../../../src/catalog/course-plan.ts';
import { loadCourse } from '../../../src/catalog/load-course.ts';
import type { Seats } from '../../../src/catalog/schema.ts';
import { seatsDoc } from '../../../src/catalog/store.ts';
import { lanes } from '../../../src/commit/index.ts';
import { readDocument } from '../../../src/commit/read-document.ts';
import { cancelEnrollment } from '../../../src/enrollments/cancel-enrollment.ts';
import { enroll } from '../../../src/enrollments/enroll.ts';
import { Enrollment, LedgerEntry } from '../../../src/enrollments/schema.ts';
import { CancelEnrollmentAnswer, EnrollAnswer } from '../../../src/enrollments/wire.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { someTerms } from '../../fixtures/course.ts';
import { call } from '../call.ts';

const noBounds = { maximumSeconds: null, words: 0, videoSeconds: 0 };

interface CourseOptions {
  readonly courseId?: Id;
  readonly capacity: number;
  readonly waitlistCapacity?: number;
  readonly price?: number;
  readonly terms?: Parameters<typeof someTerms>[0];
}

/** A published course with so many seats; loading it again with another capacity changes it. */
export async function openCourse({
  courseId = Id.parse(`course-${randomUUID()}`),
  capacity,
  waitlistCapacity = 0,
  price = 59_900,
  terms = {},
}: CourseOptions): Promise<Id> {
  const lesson = { lessonId: Id.parse('signs'), title: 'Signs', ...noBounds, minimumSeconds: 60 };
  const entry = {
    courseId,
    title: 'A course',
    published: true,
    price,
    currency: 'usd' as const,
    capacity,
    waitlistCapacity,
    policyId: Id.parse('ohio-teen'),
    policyVersion: 1,
    timeZone: 'America/New_York',
    modules: [{ moduleId: Id.parse('start'), title: 'Start', lessons: [lesson] }],
    quizIds: [],
  };
  const wanted = wantedCourse({ entry, terms: someTerms(terms) });
  await lanes().submit(loadCourse({ wanted, mode: 'apply', runId: Id.parse(randomUUID()) }));
  return courseId;
}

interface EnrollingOptions {
  readonly uid: string;
  readonly courseId: string;
  readonly requestId?: string;
  readonly timeZone?: string;
}

export async function enrolling(options: EnrollingOptions): Promise<EnrollAnswer> {
  const { uid, courseId, requestId = randomUUID(), timeZone = 'America/New_York' } = options;
  return EnrollAnswer.parse(await call(enroll, { uid, data: { courseId, timeZone, requestId } }));
}

export async function cancelling(options: {
  uid: string;
  courseId: string;
  requestId?: string;
}): Promise<CancelEnrollmentAnswer> {
  const { uid, courseId, requestId = randomUUID() } = options;
  const data = { courseId, requestId, reason: 'moving away' };
  return CancelEnrollmentAnswer.parse(await call(cancelEnrollment, { uid, data }));
}

export async function seatsOf(courseId: Id): Promise<Seats> {
  const seats = await readDocument(seatsDoc(courseId));
  if (seats === undefined) throw new Error(`${courseId} has no seat count`);
  return seats;
}

/** Every enrollment in the course, by student. */
export async function enrollmentsIn(courseId: Id): Promise<ReadonlyMap<string, Enrollment>> {
  const found = await firestore()
    .collectionGroup('courses')
    .where('courseId', '==', courseId)
    .where('enrollmentStatus', '>', '')
    .get();
  const enrollments = z.array(Enrollment).parse(found.docs.map(document => plainOf(document.data())));
  return new Map(enrollments.map(enrollment => [enrollment.userId, enrollment]));
}

export async function ledgerOf({ userId, courseId }: Enrollment): Promise<readonly LedgerEntry[]> {
  const found = await firestore().collection(`users/${userId}/courses/${courseId}/ledger`).get();
  return z.array(LedgerEntry).parse(found.docs.map(document => plainOf(document.data())));
}

export const students = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `student-${index + 1}`);
