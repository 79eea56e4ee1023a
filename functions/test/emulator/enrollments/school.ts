import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { wantedCourse } from '../../../src/catalog/course-plan.ts';
import { loadCourse } from '../../../src/catalog/load-course.ts';
import { loadPolicyVersion } from '../../../src/catalog/load-policy-version.ts';
import { loadQuiz } from '../../../src/catalog/load-quiz.ts';
import { isRefused } from '../../../src/catalog/load-report.ts';
import type { WantedQuiz } from '../../../src/catalog/quiz-plan.ts';
import type { Lesson, Seats } from '../../../src/catalog/schema.ts';
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
import { somePolicy, someRules } from '../../fixtures/policy.ts';
import { call } from '../call.ts';

const noBounds = { maximumSeconds: null, words: 0, videoSeconds: 0, content: null };
const signs = { lessonId: Id.parse('signs'), title: 'Signs', ...noBounds, minimumSeconds: 60 };

interface CourseOptions {
  readonly courseId?: Id;
  readonly capacity: number;
  readonly waitlistCapacity?: number;
  readonly price?: number;
  readonly timeZone?: string;
  /** Of its policy version, which is loaded first. */
  readonly terms?: Parameters<typeof someTerms>[0];
  readonly rules?: Parameters<typeof someRules>[0];
  /** The course's own unless told. */
  readonly policyId?: Id;
  readonly policyVersion?: number;
  /** In their order; one lesson, `signs`, of at least 60 s unless told. */
  readonly lessons?: readonly (Pick<Lesson, 'lessonId'> & Partial<Lesson>)[];
  readonly quizzes?: readonly WantedQuiz[];
}

/** What a course takes that is opened as `openCourse` opens one by default: its name is short, whatever the course's is. */
export const policyIdOf = (courseId: Id): Id =>
  Id.parse(`policy-${createHash('sha256').update(courseId).digest('hex')}`);

/**
 * A published course with so many seats, its policy and its quizzes; loading it again changes it. Other terms or
 * rules want another `policyVersion`: a version never changes.
 */
export async function openCourse({
  courseId = Id.parse(`course-${randomUUID()}`),
  capacity,
  waitlistCapacity = 0,
  price = 59_900,
  timeZone = 'America/New_York',
  terms = {},
  rules = {},
  policyId = policyIdOf(courseId),
  policyVersion = 1,
  lessons = [signs],
  quizzes = [],
}: CourseOptions): Promise<Id> {
  const policy = somePolicy({
    policyId,
    version: policyVersion,
    terms: someTerms(terms),
    rules: someRules(rules),
  });
  const entry = {
    courseId,
    title: 'A course',
    published: true,
    price,
    currency: 'usd' as const,
    capacity,
    waitlistCapacity,
    policyId,
    policyVersion,
    timeZone,
    modules: [
      {
        moduleId: Id.parse('start'),
        title: 'Start',
        lessons: lessons.map(lesson => ({ ...signs, title: lesson.lessonId, ...lesson })),
      },
    ],
    quizzes: quizzes.map(quiz => ({ ...quiz, questions: [...quiz.questions] })),
  };
  const wanted = wantedCourse({ entry, terms: policy.terms });
  const submitted = [await lanes().submit(loadPolicyVersion({ wanted: policy, mode: 'apply' }))];
  const reports = submitted.map(({ outcome }) => outcome);
  for (const quiz of quizzes)
    reports.push(await loadQuiz({ lanes: lanes(), courseId, wanted: quiz, mode: 'apply' }));
  const runId = Id.parse(randomUUID());
  reports.push((await lanes().submit(loadCourse({ wanted, mode: 'apply', runId }))).outcome);
  const refused = reports.find(isRefused);
  if (refused !== undefined) throw new Error(`${refused.name}: ${refused.remarks.join(' ')}`);
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
