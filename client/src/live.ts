import { limit, orderBy, where } from 'firebase/firestore';
import type {
  AuditRecord,
  Authorization,
  Certificate,
  Challenge,
  Course,
  Enrollment,
  LedgerEntry,
  LessonProgress,
  Profile,
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
import type { Seatbelt } from './seatbelt.ts';
import { type Listener, type Live, type Unwatch, watchAll, watchDocument } from './watch.ts';

// Reads of Firestore that stay up to date. Each listener is told `loading` at once, then what there is, then every
// change, until the returned function is called. Every query asks as docs/access.md wants it to.

export { type Outline, readOutline, readPolicy, saveProfile } from './once.ts';
export type { Listener, Live, Unwatch };

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

const enrollmentPath = ({ userId, courseId }: ByEnrollment): string => `users/${userId}/courses/${courseId}`;
const quizPath = (key: ByQuiz): string => `${enrollmentPath(key)}/quizzes/${key.quizId}`;

/** All published courses. */
export const watchCourses = (seatbelt: Seatbelt, listener: Listener<readonly Course[]>): Unwatch =>
  watchAll(seatbelt, 'courses', listener, where('published', '==', true));

/** A published course; `failed` with NOT_FOUND for any other. */
export const watchCourse = (
  seatbelt: Seatbelt,
  { courseId }: { readonly courseId: string },
  listener: Listener<Course>,
): Unwatch => watchDocument(seatbelt, `courses/${courseId}`, listener);

/** How many seats are taken. */
export const watchSeats = (
  seatbelt: Seatbelt,
  { courseId }: { readonly courseId: string },
  listener: Listener<Seats>,
): Unwatch => watchDocument(seatbelt, `courses/${courseId}/counters/seats`, listener);

/** All courses of a student. */
export const watchEnrollments = (
  seatbelt: Seatbelt,
  { userId }: ByStudent,
  listener: Listener<readonly Enrollment[]>,
): Unwatch => watchAll(seatbelt, `users/${userId}/courses`, listener);

/** Balances and states, as the server keeps them; never to be computed by a page. Amounts are minor units. */
export const watchEnrollment = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<Enrollment>,
): Unwatch => watchDocument(seatbelt, enrollmentPath(key), listener);

/** All money of an enrollment, newest first. */
export const watchLedger = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<readonly LedgerEntry[]>,
): Unwatch => watchAll(seatbelt, `${enrollmentPath(key)}/ledger`, listener, orderBy('recordedAt', 'desc'));

/** Lessons that were begun: seconds of closed sessions, stretches of video seen, completion. */
export const watchProgress = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<readonly LessonProgress[]>,
): Unwatch => watchAll(seatbelt, `${enrollmentPath(key)}/lessons`, listener);

/** How the student stands in a quiz; `missing` before the first attempt. */
export const watchQuiz = (seatbelt: Seatbelt, key: ByQuiz, listener: Listener<QuizRecord>): Unwatch =>
  watchDocument(seatbelt, quizPath(key), listener);

/** One attempt: its questions by id, deadline, saved answers, result. */
export const watchAttempt = (
  seatbelt: Seatbelt,
  key: ByQuiz & { readonly attemptId: string },
  listener: Listener<QuizAttempt>,
): Unwatch => watchDocument(seatbelt, `${quizPath(key)}/attempts/${key.attemptId}`, listener);

/** All attempts at a quiz, newest first. */
export const watchAttempts = (
  seatbelt: Seatbelt,
  key: ByQuiz,
  listener: Listener<readonly QuizAttempt[]>,
): Unwatch => watchAll(seatbelt, `${quizPath(key)}/attempts`, listener, orderBy('startedAt', 'desc'));

/** One stretch of study. */
export const watchSession = (
  seatbelt: Seatbelt,
  key: ByEnrollment & { readonly sessionId: string },
  listener: Listener<Session>,
): Unwatch => watchDocument(seatbelt, `${enrollmentPath(key)}/sessions/${key.sessionId}`, listener);

/** Credited seconds by legal day, the first day first. */
export const watchDays = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<readonly StudyDay[]>,
): Unwatch => watchAll(seatbelt, `${enrollmentPath(key)}/days`, listener, orderBy('dayKey'));

/** The identity check that waits for its answer; `missing` when none does. */
export const watchOpenChallenge = (
  seatbelt: Seatbelt,
  key: ByEnrollment,
  listener: Listener<Challenge>,
): Unwatch =>
  watchAll<Challenge>(
    seatbelt,
    `${enrollmentPath(key)}/challenges`,
    live => listener(firstOf(live)),
    where('state', '==', 'ISSUED'),
  );

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
): Unwatch => watchAll(seatbelt, 'certificates', listener, where('userId', '==', userId));

/** What a student has done so far; `missing` before the first. */
export const watchStatistics = (
  seatbelt: Seatbelt,
  { userId }: ByStudent,
  listener: Listener<Summary>,
): Unwatch => watchDocument(seatbelt, `users/${userId}/statistics/summary`, listener);

const ofParty = (party: ByParty) =>
  'studentId' in party
    ? where('studentId', '==', party.studentId)
    : where('instructorId', '==', party.instructorId);

/** Hours of driving, one's own as a student or as an instructor. */
export const watchAuthorizations = (
  seatbelt: Seatbelt,
  party: ByParty,
  listener: Listener<readonly Authorization[]>,
): Unwatch => watchAll(seatbelt, 'authorizations', listener, ofParty(party));

/** Lessons held, driven and given back under one authorization. */
export const watchReservations = (
  seatbelt: Seatbelt,
  key: { readonly authorizationId: string } & ByParty,
  listener: Listener<readonly Reservation[]>,
): Unwatch =>
  watchAll(seatbelt, `authorizations/${key.authorizationId}/reservations`, listener, ofParty(key));

/** The one document that a student writes. */
export const watchProfile = (
  seatbelt: Seatbelt,
  { userId }: ByStudent,
  listener: Listener<Profile>,
): Unwatch => watchDocument(seatbelt, `users/${userId}`, listener);

/** Money that matched no enrollment and waits, in no order. Admins. */
export const watchSuspense = (seatbelt: Seatbelt, listener: Listener<readonly Suspense[]>): Unwatch =>
  watchAll(seatbelt, 'suspense', listener, where('state', '==', 'OPEN'));

/** Such money that was claimed for an enrollment, what was claimed last first. Admins. */
export const watchClaimedSuspense = (
  seatbelt: Seatbelt,
  { limit: count }: { readonly limit: number },
  listener: Listener<readonly Suspense[]>,
): Unwatch =>
  watchAll(
    seatbelt,
    'suspense',
    listener,
    where('state', '==', 'CLAIMED'),
    orderBy('claimedAt', 'desc'),
    limit(count),
  );

/** What staff did, newest first. Auditors. */
export const watchAuditLog = (
  seatbelt: Seatbelt,
  { limit: count }: { readonly limit: number },
  listener: Listener<readonly AuditRecord[]>,
): Unwatch => watchAll(seatbelt, 'auditLog', listener, orderBy('at', 'desc'), limit(count));

/** One's own role; `missing` is a student. */
export const watchRole = (
  seatbelt: Seatbelt,
  { userId }: ByStudent,
  listener: Listener<RoleRecord>,
): Unwatch => watchDocument(seatbelt, `roles/${userId}`, listener);
