import {
  collection,
  type DocumentReference,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  getFirestore,
  limit,
  orderBy,
  query,
  setDoc,
  where,
} from 'firebase/firestore';
import type {
  AuditRecord,
  Authorization,
  Certificate,
  Challenge,
  Course,
  Enrollment,
  LedgerEntry,
  Lesson,
  LessonProgress,
  PolicyVersion,
  Profile,
  Quiz,
  QuizAttempt,
  QuizRecord,
  Reservation,
  RoleRecord,
  Seats,
  Session,
  StudyDay,
  Summary,
  Suspense,
} from './contract/documents.ts';
import { documentOf } from './plain-data.ts';
import type { Seatbelt } from './seatbelt.ts';
import { type Listener, type Live, streamError, type Unwatch, watchDocument, watchQuery } from './watch.ts';

export type { Listener, Live, Unwatch };

/**
 * Reads of Firestore that stay up to date. Each listener is told `loading` at once, then what there is, then every
 * change, until the returned function is called. Every query asks as docs/access.md wants it to.
 */

interface ByStudent {
  readonly userId: string;
}
interface ByEnrollment extends ByStudent {
  readonly courseId: string;
}
interface ByQuiz extends ByEnrollment {
  readonly quizId: string;
}
/** Either side of a driving lesson, by the own uid. */
export type ByParty = { readonly studentId: string } | { readonly instructorId: string };

const databaseOf = (seatbelt: Seatbelt): Firestore => getFirestore(seatbelt.app);
const at = (seatbelt: Seatbelt, ...path: readonly string[]): DocumentReference =>
  doc(databaseOf(seatbelt), path.join('/'));
const enrollmentPath = ({ userId, courseId }: ByEnrollment): string => `users/${userId}/courses/${courseId}`;
const quizPath = (key: ByQuiz): string => `${enrollmentPath(key)}/quizzes/${key.quizId}`;
const below = (seatbelt: Seatbelt, ...path: readonly string[]) =>
  collection(databaseOf(seatbelt), path.join('/'));

/** All published courses. */
export const watchCourses = (seatbelt: Seatbelt, listener: Listener<readonly Course[]>): Unwatch =>
  watchQuery(
    seatbelt,
    { name: 'courses', query: query(below(seatbelt, 'courses'), where('published', '==', true)) },
    listener,
  );

/** A published course; `failed` with NOT_FOUND for any other. */
export const watchCourse = (
  seatbelt: Seatbelt,
  { courseId }: { courseId: string },
  listener: Listener<Course>,
): Unwatch => watchDocument(seatbelt, at(seatbelt, 'courses', courseId), listener);

/** How many seats are taken. */
export const watchSeats = (
  seatbelt: Seatbelt,
  { courseId }: { courseId: string },
  listener: Listener<Seats>,
): Unwatch => watchDocument(seatbelt, at(seatbelt, 'courses', courseId, 'counters', 'seats'), listener);

/** All courses of a student. */
export const watchEnrollments = (
  seatbelt: Seatbelt,
  { userId }: ByStudent,
  listener: Listener<readonly Enrollment[]>,
): Unwatch =>
  watchQuery(seatbelt, { name: 'enrollments', query: below(seatbelt, 'users', userId, 'courses') }, listener);

/** Balances and states, as the server keeps them; never to be computed by a page. Amounts are minor units. */
export const watchEnrollment = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<Enrollment>,
): Unwatch => watchDocument(seatbelt, at(seatbelt, enrollmentPath(key)), listener);

/** All money of an enrollment, newest first. */
export const watchLedger = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<readonly LedgerEntry[]>,
): Unwatch => {
  const newestFirst = query(below(seatbelt, enrollmentPath(key), 'ledger'), orderBy('recordedAt', 'desc'));
  return watchQuery(seatbelt, { name: 'ledger', query: newestFirst }, listener);
};

/** Lessons that were begun: time of closed sessions, stretches of video seen, completion. */
export const watchProgress = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<readonly LessonProgress[]>,
): Unwatch =>
  watchQuery(
    seatbelt,
    { name: 'progress', query: below(seatbelt, enrollmentPath(key), 'lessons') },
    listener,
  );

/** How the student stands in a quiz; `missing` before the first attempt. */
export const watchQuiz = (seatbelt: Seatbelt, key: ByQuiz, listener: Listener<QuizRecord>): Unwatch =>
  watchDocument(seatbelt, at(seatbelt, quizPath(key)), listener);

/** One attempt: its questions by id, deadline, saved answers, result. */
export const watchAttempt = (
  seatbelt: Seatbelt,
  key: ByQuiz & { readonly attemptId: string },
  listener: Listener<QuizAttempt>,
): Unwatch => watchDocument(seatbelt, at(seatbelt, quizPath(key), 'attempts', key.attemptId), listener);

/** All attempts at a quiz, newest first. */
export const watchAttempts = (
  seatbelt: Seatbelt,
  key: ByQuiz,
  listener: Listener<readonly QuizAttempt[]>,
): Unwatch => {
  const newestFirst = query(below(seatbelt, quizPath(key), 'attempts'), orderBy('startedAt', 'desc'));
  return watchQuery(seatbelt, { name: 'attempts', query: newestFirst }, listener);
};

/** One stretch of study. */
export const watchSession = (
  seatbelt: Seatbelt,
  key: ByEnrollment & { readonly sessionId: string },
  listener: Listener<Session>,
): Unwatch => watchDocument(seatbelt, at(seatbelt, enrollmentPath(key), 'sessions', key.sessionId), listener);

/** Credited seconds by legal day, the first day first. */
export const watchDays = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<readonly StudyDay[]>,
): Unwatch => {
  const inOrder = query(below(seatbelt, enrollmentPath(key), 'days'), orderBy('dayKey'));
  return watchQuery(seatbelt, { name: 'days', query: inOrder }, listener);
};

/** The identity check that waits for its answer; `missing` when none does. */
export const watchOpenChallenge = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<Challenge>,
): Unwatch => {
  const open = query(below(seatbelt, enrollmentPath(key), 'challenges'), where('state', '==', 'ISSUED'));
  return watchQuery<Challenge>(seatbelt, { name: 'challenges', query: open }, live =>
    listener(firstOf(live)),
  );
};

function firstOf<T>(live: Live<readonly T[]>): Live<T> {
  if (live.status !== 'ready') return live;
  const [data] = live.data;
  return data === undefined ? { status: 'missing' } : { ...live, data };
}

/** A student's certificates. */
export const watchCertificates = (
  seatbelt: Seatbelt,
  { userId }: ByStudent,
  listener: Listener<readonly Certificate[]>,
): Unwatch =>
  watchQuery(
    seatbelt,
    {
      name: 'certificates',
      query: query(below(seatbelt, 'certificates'), where('userId', '==', userId)),
    },
    listener,
  );

/** What a student has done so far; `missing` before the first. */
export const watchStatistics = (
  seatbelt: Seatbelt,
  { userId }: ByStudent,
  listener: Listener<Summary>,
): Unwatch => watchDocument(seatbelt, at(seatbelt, 'users', userId, 'statistics', 'summary'), listener);

const ofParty = (party: ByParty) =>
  'studentId' in party
    ? where('studentId', '==', party.studentId)
    : where('instructorId', '==', party.instructorId);

/** Hours of driving, one's own as a student or as an instructor. */
export const watchAuthorizations = (
  seatbelt: Seatbelt,
  party: ByParty,
  listener: Listener<readonly Authorization[]>,
): Unwatch =>
  watchQuery(
    seatbelt,
    { name: 'authorizations', query: query(below(seatbelt, 'authorizations'), ofParty(party)) },
    listener,
  );

/** Lessons held, driven and given back under one authorization. */
export const watchReservations = (
  seatbelt: Seatbelt,
  key: { readonly authorizationId: string } & ByParty,
  listener: Listener<readonly Reservation[]>,
): Unwatch => {
  const all = below(seatbelt, 'authorizations', key.authorizationId, 'reservations');
  return watchQuery(seatbelt, { name: 'reservations', query: query(all, ofParty(key)) }, listener);
};

/** The one document that a student writes. */
export const watchProfile = (
  seatbelt: Seatbelt,
  { userId }: ByStudent,
  listener: Listener<Profile>,
): Unwatch => watchDocument(seatbelt, at(seatbelt, 'users', userId), listener);

/**
 * Changes the fields that are given and leaves the others. Lengths are bounded, see docs/access.md.
 * @throws SeatbeltError NOT_FOUND where the rules refuse it
 */
export async function saveProfile(
  seatbelt: Seatbelt,
  { userId, profile }: { readonly userId: string; readonly profile: Profile },
): Promise<void> {
  try {
    await setDoc(at(seatbelt, 'users', userId), profile, { merge: true });
  } catch (error) {
    throw streamError('saveProfile', error);
  }
}

/** Money that matched no enrollment. Admins. */
export const watchSuspense = (seatbelt: Seatbelt, listener: Listener<readonly Suspense[]>): Unwatch =>
  watchQuery(seatbelt, { name: 'suspense', query: below(seatbelt, 'suspense') }, listener);

/** What staff did, newest first. Auditors. */
export const watchAuditLog = (
  seatbelt: Seatbelt,
  { limit: count }: { readonly limit: number },
  listener: Listener<readonly AuditRecord[]>,
): Unwatch => {
  const newestFirst = query(below(seatbelt, 'auditLog'), orderBy('at', 'desc'), limit(count));
  return watchQuery(seatbelt, { name: 'auditLog', query: newestFirst }, listener);
};

/** One's own role; `missing` is a student. */
export const watchRole = (
  seatbelt: Seatbelt,
  { userId }: ByStudent,
  listener: Listener<RoleRecord>,
): Unwatch => watchDocument(seatbelt, at(seatbelt, 'roles', userId), listener);

export interface Outline {
  readonly lessons: readonly Lesson[];
  readonly quizzes: readonly Quiz[];
}

/**
 * All lessons and quizzes of a published course, in no order: the course's `modules` and `quizIds` have that.
 * @throws SeatbeltError
 */
export async function readOutline(
  seatbelt: Seatbelt,
  { courseId }: { readonly courseId: string },
): Promise<Outline> {
  try {
    const [lessons, quizzes] = await Promise.all([
      getDocs(below(seatbelt, 'courses', courseId, 'lessons')),
      getDocs(below(seatbelt, 'courses', courseId, 'quizzes')),
    ]);
    return {
      lessons: lessons.docs.map(each => documentOf<Lesson>(each.data())),
      quizzes: quizzes.docs.map(each => documentOf<Quiz>(each.data())),
    };
  } catch (error) {
    throw streamError('readOutline', error);
  }
}

/**
 * The rules that an enrollment was made under (`policyId` and `policyVersion` of it); they never change.
 * @throws SeatbeltError NOT_FOUND where there is no such version
 */
export async function readPolicy(
  seatbelt: Seatbelt,
  { policyId, policyVersion }: { readonly policyId: string; readonly policyVersion: number },
): Promise<PolicyVersion> {
  const data = await getDoc(at(seatbelt, 'policies', policyId, 'versions', String(policyVersion))).then(
    snapshot => snapshot.data(),
    error => Promise.reject(streamError('readPolicy', error)),
  );
  if (data === undefined) throw streamError('readPolicy', Object.assign(new Error(), { code: 'not-found' }));
  return documentOf<PolicyVersion>(data);
}
