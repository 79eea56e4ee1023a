import { randomUUID } from 'node:crypto';
import type { CallableName } from '../endpoints.ts';
import { courses, finalExam, lessons, practice } from './catalog.ts';
import { people } from './staff.ts';
import type { Student } from './student.ts';

export type Body = Readonly<Record<string, unknown>>;

const reason = 'asked for at the desk';
const page = 'https://school.example/paid';
const HOUR_MS = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();

let lessonsAsked = 0;

/** An instructor has one lesson at a time: each one asked for lies two hours after the last. */
function nextLesson(): string {
  lessonsAsked += 1;
  return inHours(60 + ((2 * lessonsAsked) % 1_800));
}

/** Fields that a request may leave out and `validBody` does: an attacker sends them all the same. */
type BodyOf = (student: Student) => Body;

/**
 * What would succeed for this student, sent by whoever may: so whatever lets a spoilt copy of it through writes, and
 * is found. By endpoint; one that is missing does not compile.
 */
const bodies: Readonly<Record<CallableName, BodyOf>> = {
  enroll: () => ({ courseId: courses.toEnroll, timeZone: 'America/New_York' }),
  cancelEnrollment: () => ({ courseId: courses.toPay, reason }),
  createPayment: () => ({ courseId: courses.toPay, amount: 2_500 }),
  payRemainingBalance: () => ({ courseId: courses.toPay }),
  createCheckout: () => ({ courseId: courses.toPay, successUrl: page, cancelUrl: page, amount: 2_500 }),
  refundPayment: ({ uid, paymentId }) => ({
    userId: uid,
    courseId: courses.toStudy,
    paymentId,
    amount: 2_500,
    reason,
  }),
  claimSuspense: ({ uid, suspenseId }) => ({ paymentId: suspenseId, userId: uid, courseId: courses.toPay }),
  replayStripeEvent: ({ eventId }) => ({ eventId }),
  setRole: ({ uid }) => ({ userId: uid, role: 'instructor', reason }),
  breakGlass: ({ uid }) => ({ userId: uid, courseId: courses.certified, reason, minutes: 30 }),
  endBreakGlass: ({ grantId }) => ({ grantId }),
  deleteAccount: ({ uid }) => ({ userId: uid, reason }),
  exportAccountData: ({ uid }) => ({ userId: uid, reason }),
  createAuthorization: ({ uid }) => ({
    userId: uid,
    courseId: courses.toStudy,
    instructorId: people.assignedInstructor,
    totalUnits: 8,
    validFrom: inHours(-1),
    validTo: inHours(1_000),
    limits: { perDay: 2, perWeek: null },
  }),
  changeAuthorization: ({ authorizationId }) => ({
    authorizationId,
    totalUnits: 10,
    validFrom: inHours(-200),
    validTo: inHours(2_000),
    limits: { perDay: 4 },
    reason,
  }),
  reserveUnits: ({ authorizationId }) => ({
    authorizationId,
    units: 1,
    startsAt: nextLesson(),
    durationMinutes: 60,
  }),
  releaseUnits: ({ authorizationId, reservationId }) => ({ authorizationId, reservationId, reason }),
  consumeUnits: ({ authorizationId, reservationId }) => ({ authorizationId, reservationId, units: 1 }),
  completeLesson: ({ sessionId }) => ({ courseId: courses.toStudy, lessonId: lessons.next, sessionId }),
  recordVideoProgress: ({ sessionId }) => ({
    courseId: courses.toStudy,
    lessonId: lessons.next,
    sessionId,
    from: 0,
    to: 30,
  }),
  registerVerificationAnswers: () => ({
    courseId: courses.toCheck,
    answers: { 'dream-car': 'A green estate' },
  }),
  answerChallenge: ({ challengeId }) => ({ courseId: courses.toCheck, challengeId, answer: 'Rex' }),
  unlockEnrollment: ({ uid }) => ({ userId: uid, courseId: courses.locked, reason }),
  correctChallenge: ({ uid, settledChallengeId }) => ({
    userId: uid,
    courseId: courses.toCheck,
    challengeId: settledChallengeId,
    outcome: 'CORRECT',
    reason,
  }),
  resetVerificationAnswers: ({ uid }) => ({ userId: uid, courseId: courses.toCheck, reason }),
  issueCertificate: () => ({ courseId: courses.done }),
  getCertificatePdf: ({ uid, certificateId }) => ({
    courseId: courses.certified,
    userId: uid,
    certificateId,
  }),
  revokeCertificate: ({ certificateId }) => ({ certificateId, reason }),
  supersedeCertificate: ({ certificateId }) => ({ certificateId, studentName: 'Anna Berg', reason }),
  exportComplianceRecord: ({ uid }) => ({ courseId: courses.certified, userId: uid, format: 'json' }),
  startSession: () => ({ courseId: courses.toStudy, lessonId: lessons.next, device: 'a browser' }),
  heartbeat: ({ sessionId }) => ({
    courseId: courses.toStudy,
    sessionId,
    sequence: 1,
    lessonId: lessons.next,
    engaged: true,
    clientTime: '2026-01-01T00:00:00Z',
  }),
  endSession: ({ sessionId }) => ({ courseId: courses.toStudy, sessionId, reason }),
  startQuizAttempt: () => ({ courseId: courses.toTest, quizId: practice }),
  saveQuizAnswers: ({ attemptId }) => ({
    courseId: courses.toTest,
    quizId: finalExam,
    attemptId,
    answers: someAnswers(),
    sequence: 2,
  }),
  submitQuizAttempt: ({ attemptId }) => ({
    courseId: courses.toTest,
    quizId: finalExam,
    attemptId,
    answers: someAnswers(),
  }),
  voidQuizAttempt: ({ uid, attemptId }) => ({
    userId: uid,
    courseId: courses.toTest,
    quizId: finalExam,
    attemptId,
    reason,
  }),
  grantQuizAllowance: ({ uid }) => ({
    userId: uid,
    courseId: courses.toTest,
    quizId: finalExam,
    extraAttempts: 1,
    extraSeconds: 600,
    reason,
  }),
  searchStudents: ({ uid }) => ({ query: uid }),
  getStudentTimeline: ({ uid }) => ({
    userId: uid,
    courseId: courses.toStudy,
    before: inHours(1),
    limit: 20,
  }),
  listParkedEvents: () => ({ after: 'evt_a' }),
  listCalendar: () => ({
    from: inHours(-1),
    to: inHours(1_000),
    instructorId: people.assignedInstructor,
  }),
  listAuthorizations: ({ uid }) => ({ userId: uid, instructorId: people.assignedInstructor }),
  getHealth: () => ({}),
};

/** One of each kind. */
const someAnswers = (): readonly Body[] => [
  { questionId: 'single-1', kind: 'singleChoice', optionId: 'a' },
  { questionId: 'multiple-1', kind: 'multipleChoice', optionIds: ['a', 'b'] },
  { questionId: 'numeric-1', kind: 'numeric', value: 3 },
  { questionId: 'text-1', kind: 'shortText', text: 'stop' },
];

/** A heartbeat's sequence is its id; all others name their request. */
const takesNoRequestId = (name: CallableName): boolean => name === 'heartbeat';

/** Of a new request each time. */
export function validBody({ name, student }: { name: CallableName; student: Student }): Body {
  const body = bodies[name](student);
  return takesNoRequestId(name) ? body : { ...body, requestId: randomUUID() };
}
