import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { wantedCourse } from '../../../src/catalog/course-plan.ts';
import { loadCourse } from '../../../src/catalog/load-course.ts';
import type { PolicyRules } from '../../../src/catalog/policy-rules.ts';
import { policyVersionDoc } from '../../../src/catalog/store.ts';
import { laneMetrics, lanes } from '../../../src/commit/index.ts';
import { readDocument } from '../../../src/commit/read-document.ts';
import { endSession } from '../../../src/compliance/end-session.ts';
import { heartbeat } from '../../../src/compliance/heartbeat.ts';
import { LessonProgress } from '../../../src/compliance/lesson-progress.ts';
import { isOpen } from '../../../src/compliance/open-session.ts';
import { Session, StudyDay } from '../../../src/compliance/schema.ts';
import { chainNameOf } from '../../../src/compliance/session-events.ts';
import { startSession } from '../../../src/compliance/start-session.ts';
import { activeSessionDoc, sessionDoc } from '../../../src/compliance/store.ts';
import { EndSessionAnswer, HeartbeatAnswer, StartSessionAnswer } from '../../../src/compliance/wire.ts';
import { enroll } from '../../../src/enrollments/enroll.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { type EnrollmentKey, enrollmentDoc } from '../../../src/enrollments/store.ts';
import { verifyChain } from '../../../src/evidence/verify-chain.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { someTerms } from '../../fixtures/course.ts';
import { somePolicy, someRules } from '../../fixtures/policy.ts';
import { call } from '../call.ts';

/** Server time of a test: stands still until it is moved. */
export class TestClock {
  #now = new Date('2026-03-02T15:00:00Z');

  /** Every endpoint of the process asks this clock from now on. */
  use(): this {
    jest.spyOn(systemClock, 'now').mockImplementation(() => this.#now);
    return this;
  }

  get now(): Date {
    return this.#now;
  }

  set(instant: string): void {
    this.#now = new Date(instant);
  }

  advance(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1_000);
  }
}

export const lessons = ['signs', 'speed', 'night'].map(id => Id.parse(id));
const [signs = Id.parse('signs')] = lessons;

interface CourseOptions {
  readonly rules?: Partial<PolicyRules>;
  readonly maximumSeconds?: number | null;
  readonly timeZone?: string;
}

/** A free course of three lessons with a policy of its own, and a student in it. */
export async function studentIn({
  rules = {},
  maximumSeconds = null,
  timeZone = 'America/New_York',
  uid = `student-${randomUUID()}`,
}: CourseOptions & { uid?: string } = {}): Promise<EnrollmentKey> {
  const policyId = Id.parse(`policy-${randomUUID()}`);
  const courseId = Id.parse(`course-${randomUUID()}`);
  const policy = somePolicy({ policyId, rules: someRules({ exams: [], ...rules }) });
  await firestore()
    .doc(policyVersionDoc({ policyId, version: 1 }).path)
    .set(policy);
  const outline = lessons.map(lessonId => ({
    lessonId,
    title: 'A lesson',
    minimumSeconds: 60,
    maximumSeconds,
    words: 0,
    videoSeconds: 0,
    content: null,
  }));
  const entry = {
    courseId,
    title: 'A course',
    published: true,
    price: 0,
    currency: 'usd' as const,
    capacity: 100,
    waitlistCapacity: 0,
    policyId,
    policyVersion: 1,
    timeZone,
    modules: [{ moduleId: Id.parse('start'), title: 'Start', lessons: outline }],
    quizzes: [],
  };
  const wanted = wantedCourse({ entry, terms: someTerms({ completeWithin: null }) });
  await lanes().submit(loadCourse({ wanted, mode: 'apply', runId: Id.parse(randomUUID()) }));
  await call(enroll, { uid, data: { courseId, timeZone, requestId: randomUUID() } });
  return { userId: Id.parse(uid), courseId };
}

export async function starting(
  { userId, courseId }: EnrollmentKey,
  { requestId = randomUUID(), lessonId = signs }: { requestId?: string; lessonId?: string } = {},
): Promise<StartSessionAnswer> {
  const data = { courseId, lessonId, device: 'a browser', requestId };
  return StartSessionAnswer.parse(await call(startSession, { uid: userId, data }));
}

export interface Beating {
  readonly sessionId: string;
  readonly sequence: number;
  readonly lessonId?: string;
  readonly engaged?: boolean;
  readonly clientTime?: unknown;
}

export async function beating(
  { userId, courseId }: EnrollmentKey,
  { lessonId = signs, engaged = true, ...beat }: Beating,
): Promise<HeartbeatAnswer> {
  const data = { courseId, lessonId, engaged, ...beat };
  return HeartbeatAnswer.parse(await call(heartbeat, { uid: userId, data }));
}

export async function ending(
  { userId, courseId }: EnrollmentKey,
  { sessionId, requestId = randomUUID() }: { sessionId: string; requestId?: string },
): Promise<EndSessionAnswer> {
  const data = { courseId, sessionId, reason: 'enough for today', requestId };
  return EndSessionAnswer.parse(await call(endSession, { uid: userId, data }));
}

export async function enrollmentOf(key: EnrollmentKey): Promise<Enrollment> {
  const enrollment = await readDocument(enrollmentDoc(key));
  if (enrollment === undefined) throw new Error('nobody is enrolled');
  return enrollment;
}

const documentsIn = async (path: string): Promise<readonly unknown[]> =>
  (await firestore().collection(path).get()).docs.map(document => plainOf(document.data()));

export const sessionsOf = async (key: EnrollmentKey): Promise<readonly Session[]> =>
  z.array(Session).parse(await documentsIn(`${enrollmentDoc(key).path}/sessions`));

export async function sessionOf(key: EnrollmentKey, sessionId: string): Promise<Session> {
  const session = await readDocument(sessionDoc({ ...key, sessionId: Id.parse(sessionId) }));
  if (session === undefined) throw new Error('there is no such session');
  return session;
}

export const daysOf = async (key: EnrollmentKey): Promise<readonly StudyDay[]> =>
  z.array(StudyDay).parse(await documentsIn(`${enrollmentDoc(key).path}/days`));

export const lessonsOf = async (key: EnrollmentKey): Promise<readonly LessonProgress[]> =>
  z.array(LessonProgress).parse(await documentsIn(`${enrollmentDoc(key).path}/lessons`));

/** Everything that must hold at any time. */
export async function expectSound(key: EnrollmentKey): Promise<void> {
  const [enrollment, sessions, days] = await Promise.all([enrollmentOf(key), sessionsOf(key), daysOf(key)]);
  const open = sessions.filter(isOpen);
  expect(open.length).toBeLessThanOrEqual(1);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const openSeconds = sum(open.map(session => session.creditedSeconds));
  expect(sum(days.map(day => day.creditedSeconds))).toBe(enrollment.creditedSeconds + openSeconds);
  const active = await readDocument(activeSessionDoc(key.userId));
  for (const session of open) expect(active?.sessionId).toBe(session.sessionId);
  for (const session of sessions) {
    const events = z
      .array(z.looseObject({ position: z.number(), creditedSeconds: z.number() }))
      .parse(await documentsIn(`${sessionDoc({ ...key, sessionId: session.sessionId }).path}/events`));
    const links = events.sort((a, b) => a.position - b.position);
    const head = { length: session.eventCount, hash: session.headHash };
    expect(verifyChain({ links, chainName: chainNameOf(session), head })).toEqual([]);
    expect(sum(links.map(link => link.creditedSeconds))).toBe(session.creditedSeconds);
  }
}

/** Documents that an operation costs. */
export async function costOf(operation: string, work: () => Promise<unknown>) {
  laneMetrics.reset();
  await work();
  const { documentsRead: reads, documentsWritten: writes } =
    laneMetrics.snapshot().byOperation[operation] ?? {};
  return { reads, writes };
}
