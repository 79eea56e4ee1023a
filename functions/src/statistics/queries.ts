import { Certificate } from '../certificates/schema.ts';
import { Session } from '../compliance/schema.ts';
import { Enrollment } from '../enrollments/schema.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';
import { QuizRecord } from '../quizzes/schema.ts';
import type { StudentRecords } from './recount.ts';
import { Mark, type Source } from './schema.ts';
import { summaryDoc } from './store.ts';

/** Everything of a student that is counted, with the names of the documents. */
export interface StudentRead extends StudentRecords {
  readonly enrollments: readonly Enrollment[];
  readonly sources: readonly Source[];
}

/** Reads every enrollment, quiz record, session and certificate of one student. */
export async function readStudent(userId: Id): Promise<StudentRead> {
  const enrollments = await readAll({ path: `users/${userId}/courses`, schema: Enrollment });
  // Also those without an enrollment any more: what lies below it is still there.
  const folders = await firestore().collection(`users/${userId}/courses`).listDocuments();
  const courses = await Promise.all(folders.map(({ id }) => readCourse({ userId, courseId: Id.parse(id) })));
  const quizzes = courses.flatMap(course => course.quizzes);
  const sessions = courses.flatMap(course => course.sessions);
  const certificates = await readCertificates(userId);
  return {
    enrollments,
    quizzes,
    sessions,
    certificates,
    sources: [
      ...enrollments.map(({ courseId }) => ({ kind: 'enrollment' as const, userId, courseId })),
      ...courses.flatMap(({ courseId, ...course }) => [
        ...course.quizzes.map(({ quizId }) => ({ kind: 'quiz' as const, userId, courseId, quizId })),
        ...course.sessions.map(({ sessionId }) => ({
          kind: 'session' as const,
          userId,
          courseId,
          sessionId,
        })),
      ]),
      ...certificates.map(({ certificateId }) => ({ kind: 'certificate' as const, userId, certificateId })),
    ],
  };
}

/** What was ever counted of a student, also of documents that are gone. */
export async function listMarks(userId: Id): Promise<readonly Mark[]> {
  return readAll({ path: `${summaryDoc(userId).path}/marks`, schema: Mark });
}

/** A course's enrollments, whatever became of them. */
export async function readEnrollmentsIn(courseId: Id): Promise<readonly Enrollment[]> {
  // The catalog's own courses have no enrollmentStatus.
  const found = await firestore()
    .collectionGroup('courses')
    .where('courseId', '==', courseId)
    .where('enrollmentStatus', 'in', [...Enrollment.shape.enrollmentStatus.options])
    .get();
  return found.docs.map(document => Enrollment.parse(plainOf(document.data())));
}

async function readCourse({ userId, courseId }: EnrollmentKey) {
  const { path } = enrollmentDoc({ userId, courseId });
  const [quizzes, sessions] = await Promise.all([
    readAll({ path: `${path}/quizzes`, schema: QuizRecord }),
    readAll({ path: `${path}/sessions`, schema: Session }),
  ]);
  return { courseId, quizzes, sessions };
}

async function readCertificates(userId: Id): Promise<readonly Certificate[]> {
  const found = await firestore().collection('certificates').where('userId', '==', userId).get();
  return found.docs.map(document => Certificate.parse(plainOf(document.data())));
}

async function readAll<T>(input: {
  path: string;
  schema: { parse(data: unknown): T };
}): Promise<readonly T[]> {
  const found = await firestore().collection(input.path).get();
  return found.docs.map(document => input.schema.parse(plainOf(document.data())));
}
