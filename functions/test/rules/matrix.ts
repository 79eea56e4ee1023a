import { INSTRUCTOR_UID, OWNER_UID, ROLES, type Role } from './actors.ts';
import { PARTIES, type PathAccess } from './path-access.ts';

const everybody = ROLES;
const owner: readonly Role[] = ['owner'];
const admin: readonly Role[] = ['admin'];
const ownerAndAdmin: readonly Role[] = ['owner', 'admin'];
const parties: readonly Role[] = ['owner', 'instructor'];
const auditor: readonly Role[] = ['auditor'];
const nothing = {};

const enrollment = 'users/{uid}/courses/{courseId}';
const byStudent = { field: 'studentId', value: OWNER_UID };
const byInstructor = { instructor: { field: 'instructorId', value: INSTRUCTOR_UID } };

/** Every path of the contract in its order, and the ones that were added to it. The rules hold exactly this. */
export const MATRIX: readonly PathAccess[] = [
  {
    path: 'courses/{courseId}',
    fields: { title: 'Ohio teen', published: true, price: 40_000 },
    change: { price: 1 },
    filter: { field: 'published', value: true },
    may: { get: everybody, list: everybody },
  },
  { path: 'courses/{courseId}/lessons/{lessonId}', may: { get: everybody, list: everybody } },
  { path: 'courses/{courseId}/quizzes/{quizId}', may: { get: everybody, list: everybody } },
  { path: 'courses/{courseId}/quizzes/{quizId}/private/answerKey', may: nothing },
  { path: 'courses/{courseId}/quizzes/{quizId}/private/answerKey_1', may: nothing },
  {
    path: 'courses/{courseId}/counters/seats',
    fields: { capacity: 30, taken: 12 },
    change: { taken: 0 },
    may: { get: everybody },
  },
  { path: 'courses/{courseId}/counters/totals', may: { get: admin } },
  { path: 'policies/{policyId}/versions/{version}', may: { get: everybody, list: everybody } },
  {
    path: 'users/{uid}',
    fields: { displayName: 'Olga Owner', phone: '+1 614 555 0100' },
    change: { displayName: 'Olga O. Owner' },
    may: { get: owner, create: owner, update: owner },
  },
  { path: 'users/{uid}/statistics/summary', may: { get: owner } },
  { path: 'users/{uid}/statistics/summary/marks/{markId}', may: nothing },
  { path: 'users/{uid}/private/verificationProfile', may: nothing },
  { path: 'users/{uid}/private/activeSession', may: nothing },
  { path: 'users/{uid}/private/stripeCustomer', may: nothing },
  {
    path: enrollment,
    fields: { userId: OWNER_UID, amountTotal: 40_000, amountPaid: 5_000, accessStatus: 'LOCKED' },
    change: { amountPaid: 40_000 },
    may: { get: ownerAndAdmin, list: ownerAndAdmin },
  },
  { path: 'users/{uid}/requests/{requestId}', may: nothing },
  {
    path: `${enrollment}/ledger/{entryId}`,
    fields: { kind: 'payment', amount: 5_000 },
    change: { amount: 40_000 },
    may: { get: ownerAndAdmin, list: ownerAndAdmin },
  },
  { path: `${enrollment}/lessons/{lessonId}`, may: { get: owner, list: owner } },
  { path: `${enrollment}/quizzes/{quizId}`, may: { get: owner, list: owner } },
  { path: `${enrollment}/quizzes/{quizId}/attempts/{attemptId}`, may: { get: owner, list: owner } },
  {
    path: `${enrollment}/quizzes/{quizId}/allowances/{allowanceId}`,
    fields: { attempts: 1, seconds: 0 },
    change: { attempts: 9 },
    may: { get: owner, list: owner },
  },
  { path: `${enrollment}/sessions/{sessionId}`, may: { get: owner, list: owner } },
  { path: `${enrollment}/sessions/{sessionId}/events/{sequence}`, may: { get: owner, list: owner } },
  { path: `${enrollment}/days/{dayKey}`, may: { get: owner, list: owner } },
  {
    path: `${enrollment}/adjustments/{adjustmentId}`,
    fields: { seconds: -600, cause: 'staff' },
    change: { seconds: -1 },
    may: { get: owner, list: owner },
  },
  { path: `${enrollment}/staffActions/{actionId}`, may: nothing },
  {
    path: `${enrollment}/challenges/{challengeId}`,
    fields: { questionId: 'first-school', state: 'ISSUED' },
    change: { state: 'CORRECT' },
    filter: { field: 'state', value: 'ISSUED' },
    may: { get: owner, list: owner },
  },
  {
    path: 'authorizations/{authorizationId}',
    fields: { ...PARTIES, totalUnits: 8, reservedUnits: 2 },
    change: { totalUnits: 80 },
    filter: byStudent,
    filterOf: byInstructor,
    may: { get: parties, list: parties },
  },
  {
    path: 'authorizations/{authorizationId}/reservations/{reservationId}',
    fields: { ...PARTIES, units: 2, state: 'HELD' },
    change: { state: 'RELEASED' },
    filter: byStudent,
    filterOf: byInstructor,
    may: { get: parties, list: parties },
  },
  {
    path: 'authorizations/{authorizationId}/ledger/{entryId}',
    fields: { ...PARTIES, kind: 'held', effect: { total: 0, reserved: 2, consumed: 0 } },
    change: { kind: 'released' },
    filter: byStudent,
    filterOf: byInstructor,
    may: { get: parties, list: parties },
  },
  { path: 'instructorCalendars/{calendarId}', fields: { lessons: [] }, may: nothing },
  { path: 'studentCalendars/{calendarId}', fields: { lessons: [] }, may: nothing },
  {
    path: 'certificates/{certificateId}',
    fields: { userId: OWNER_UID, state: 'ISSUED' },
    change: { state: 'REVOKED' },
    filter: { field: 'userId', value: OWNER_UID },
    may: { get: owner, list: owner },
  },
  { path: 'certificateSerials/{serial}', may: nothing },
  { path: 'payments/{paymentIntentId}', fields: { userId: OWNER_UID }, may: nothing },
  { path: 'stripeEvents/{eventId}', may: nothing },
  { path: 'suspense/{paymentId}', may: { get: admin, list: admin } },
  { path: 'suspense/{paymentId}/ledger/{entryId}', may: { get: admin, list: admin } },
  { path: 'outbox/{id}', fields: { kind: 'refundOverpayment', userId: OWNER_UID }, may: nothing },
  { path: 'auditLog/{id}', may: { get: auditor, list: auditor } },
  { path: 'auditChains/{chain}', may: nothing },
  { path: 'reconciliations/{runId}', may: nothing },
  { path: 'health/{reportId}', fields: { functionName: 'enroll' }, may: nothing },
  { path: 'accessGrants/{id}', may: { get: auditor, list: auditor } },
  { path: 'roles/{uid}', fields: { role: 'student' }, change: { role: 'admin' }, may: { get: owner } },
];
