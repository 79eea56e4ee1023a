import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PolicyRules } from '../../../src/catalog/policy-rules.ts';
import type { Lesson } from '../../../src/catalog/schema.ts';
import { courseDoc, lessonDoc, policyVersionDoc } from '../../../src/catalog/store.ts';
import { type Doc, readDocument } from '../../../src/commit/index.ts';
import { lessonProgressDoc } from '../../../src/compliance/lesson-progress.ts';
import { type Session, SessionEvent } from '../../../src/compliance/schema.ts';
import { sessionDoc } from '../../../src/compliance/store.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { completeLesson } from '../../../src/progress/complete-lesson.ts';
import { recordVideoProgress } from '../../../src/progress/record-video-progress.ts';
import { CompleteLessonAnswer, RecordVideoProgressAnswer } from '../../../src/progress/wire.ts';
import { someCourse } from '../../fixtures/course.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';
import { openSession } from '../../fixtures/open-session.ts';
import { somePolicy, someRules } from '../../fixtures/policy.ts';
import { call } from '../call.ts';

export const lessonIds = ['start', 'signs', 'parking'].map(name => Id.parse(name));

const put = <T extends object>(doc: Doc<T>, data: T) => firestore().doc(doc.path).set(data);

/** A student in a session that began a minute ago, in a course of three lessons of which each takes a minute. */
export interface Classroom {
  readonly userId: Id;
  readonly courseId: Id;
  readonly sessionId: Id;
}

export async function openClassroom(
  changes: {
    readonly rules?: Partial<PolicyRules>;
    readonly lesson?: Partial<Lesson>;
    readonly session?: Partial<Session>;
    readonly enrollment?: Partial<Enrollment>;
  } = {},
): Promise<Classroom> {
  const [userId, courseId, sessionId, policyId] = ['student', 'course', 'session', 'policy'].map(name =>
    Id.parse(`${name}-${randomUUID()}`),
  );
  if (!(userId && courseId && sessionId && policyId)) throw new Error('No ids were made.');
  const policy = somePolicy({ policyId, rules: someRules({ requiredSeconds: 180, ...changes.rules }) });
  await put(policyVersionDoc({ policyId, version: 1 }), policy);
  await putCourse({ courseId, order: lessonIds });
  for (const lessonId of lessonIds) await putLesson({ courseId, lesson: { lessonId, ...changes.lesson } });
  const enrollment = someEnrollment({ userId, courseId, policyId, expiresAt: null, ...changes.enrollment });
  await put(enrollmentDoc({ userId, courseId }), {
    ...enrollment,
    enrollmentStatus: changes.enrollment?.enrollmentStatus ?? 'ACTIVE',
    accessStatus: changes.enrollment?.accessStatus ?? 'ACTIVE',
  });
  await putSession({ userId, courseId, sessionId }, changes.session);
  return { userId, courseId, sessionId };
}

export async function putSession(room: Classroom, changes: Partial<Session> = {}): Promise<void> {
  const startedAt = new Date(Date.now() - 60_000);
  const session = openSession({ ...room, startedAt, lastAcceptedAt: new Date(), ...changes });
  await put(sessionDoc(room), session);
}

/** What heartbeats would have credited in the session that is open. */
export async function credit(room: Classroom, pendingLessonSeconds: Record<string, number>): Promise<void> {
  const creditedSeconds = Object.values(pendingLessonSeconds).reduce((sum, seconds) => sum + seconds, 0);
  await firestore().doc(sessionDoc(room).path).update({ pendingLessonSeconds, creditedSeconds });
}

export async function putCourse({ courseId, order }: { courseId: Id; order: readonly Id[] }): Promise<void> {
  await put(courseDoc(courseId), someCourse({ courseId, lessonIds: order }));
}

export async function putLesson(input: {
  courseId: Id;
  lesson: Partial<Lesson> & Pick<Lesson, 'lessonId'>;
}): Promise<void> {
  const { courseId, lesson } = input;
  const plain = {
    title: 'A lesson',
    minimumSeconds: 60,
    maximumSeconds: null,
    words: 0,
    videoSeconds: 0,
    content: null,
  };
  await put(lessonDoc({ courseId, lessonId: lesson.lessonId }), { ...plain, ...lesson });
}

interface Asking {
  readonly lessonId: string;
  readonly requestId?: string;
}

export async function completing(
  { userId, courseId, sessionId }: Classroom,
  { lessonId, requestId = randomUUID() }: Asking,
): Promise<CompleteLessonAnswer> {
  const data = { courseId, sessionId, lessonId, requestId };
  return CompleteLessonAnswer.parse(await call(completeLesson, { uid: userId, data }));
}

export async function watching(
  { userId, courseId, sessionId }: Classroom,
  input: Asking & { readonly from: number; readonly to: number },
): Promise<RecordVideoProgressAnswer> {
  const data = { courseId, sessionId, requestId: randomUUID(), ...input };
  return RecordVideoProgressAnswer.parse(await call(recordVideoProgress, { uid: userId, data }));
}

export const enrollmentOf = (room: Classroom) => readDocument(enrollmentDoc(room));
export const sessionOf = (room: Classroom) => readDocument(sessionDoc(room));
export const progressOf = (room: Classroom, lessonId: string) =>
  readDocument(lessonProgressDoc({ ...room, lessonId: Id.parse(lessonId) }));

/** The session's chain, first link first. */
export async function eventsOf(room: Classroom): Promise<readonly SessionEvent[]> {
  const found = await firestore()
    .collection(`${sessionDoc(room).path}/events`)
    .orderBy('position')
    .get();
  return z.array(SessionEvent).parse(found.docs.map(document => plainOf(document.data())));
}
