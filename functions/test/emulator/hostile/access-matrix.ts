import type { Actor } from '../../../../tools/fuzz/callers.ts';
import type { CallableName } from '../../../../tools/fuzz/endpoints.ts';
import type { Reason } from '../../../src/platform/reasons.ts';

/**
 * What comes of a request about the owner's things.
 * - `does`: it is done to them
 * - `own`: it is done to the caller's own, and nothing of the owner's is touched
 * - a reason: it is refused for that, and nothing is written
 */
export type Verdict = 'does' | 'own' | Reason;
export type Row = Readonly<Record<Actor, Verdict>>;

/** Whoever is not named is refused for `otherwise`; who is not signed in, always for that. */
const row = (input: {
  readonly does: readonly Actor[];
  readonly own?: readonly Actor[];
  readonly otherwise: Reason;
  readonly but?: Partial<Row>;
}): Row => {
  const { does, own = [], otherwise, but = {} } = input;
  const verdict = (actor: Actor): Verdict => {
    if (does.includes(actor)) return 'does';
    return own.includes(actor) ? 'own' : otherwise;
  };
  return {
    nobody: 'SIGN_IN_REQUIRED',
    owner: verdict('owner'),
    classmate: verdict('classmate'),
    stranger: verdict('stranger'),
    assignedInstructor: verdict('assignedInstructor'),
    otherInstructor: verdict('otherInstructor'),
    auditor: verdict('auditor'),
    grantedAuditor: verdict('grantedAuditor'),
    admin: verdict('admin'),
    dismissedAdmin: verdict('dismissedAdmin'),
    deletedAccount: verdict('deletedAccount'),
    ...but,
  };
};

const adminOnly = row({ does: ['admin'], otherwise: 'ROLE_REQUIRED' });

/** Names a course alone: a classmate does it in their own enrollment, others have none. */
const inOwnEnrollment = row({ does: ['owner'], own: ['classmate'], otherwise: 'ENROLLMENT_NOT_FOUND' });

/** Names a session, an attempt or a check of the owner's, which nobody else has. */
const ofOwnThing = (otherwise: Reason, classmate: Reason): Row =>
  row({ does: ['owner'], otherwise, but: { classmate } });

/** Of what they teach, whatever they ask for. */
const ofInstructors = row({
  does: ['assignedInstructor', 'admin'],
  own: ['otherInstructor'],
  otherwise: 'ROLE_REQUIRED',
});

const parties = row({
  does: ['owner', 'assignedInstructor', 'admin'],
  otherwise: 'AUTHORIZATION_NOT_FOUND',
});

/**
 * Every callable × everybody who may call it. `stranger` is a student of no course, `dismissedAdmin` has a token that
 * still says «admin», `deletedAccount` one that outlives the account by up to an hour.
 */
export const accessMatrix: Readonly<Record<CallableName, Row>> = {
  enroll: row({
    does: ['owner'],
    own: [
      'classmate',
      'stranger',
      'assignedInstructor',
      'otherInstructor',
      'auditor',
      'grantedAuditor',
      'admin',
      'dismissedAdmin',
      'deletedAccount',
    ],
    otherwise: 'SIGN_IN_REQUIRED',
  }),
  cancelEnrollment: inOwnEnrollment,
  createPayment: inOwnEnrollment,
  payRemainingBalance: inOwnEnrollment,
  createCheckout: inOwnEnrollment,
  issueCertificate: inOwnEnrollment,
  registerVerificationAnswers: inOwnEnrollment,
  startSession: inOwnEnrollment,
  startQuizAttempt: inOwnEnrollment,

  heartbeat: ofOwnThing('ENROLLMENT_NOT_FOUND', 'NOT_FOUND'),
  endSession: ofOwnThing('NOT_FOUND', 'NOT_FOUND'),
  completeLesson: ofOwnThing('ENROLLMENT_NOT_FOUND', 'NOT_FOUND'),
  recordVideoProgress: ofOwnThing('ENROLLMENT_NOT_FOUND', 'NOT_FOUND'),
  answerChallenge: ofOwnThing('ENROLLMENT_NOT_FOUND', 'CHALLENGE_NOT_FOUND'),
  saveQuizAnswers: ofOwnThing('NOT_FOUND', 'NOT_FOUND'),
  submitQuizAttempt: ofOwnThing('NOT_FOUND', 'NOT_FOUND'),

  reserveUnits: parties,
  releaseUnits: parties,
  consumeUnits: row({
    does: ['assignedInstructor', 'admin'],
    otherwise: 'AUTHORIZATION_NOT_FOUND',
    but: { owner: 'ROLE_REQUIRED' },
  }),
  createAuthorization: adminOnly,
  changeAuthorization: adminOnly,

  refundPayment: adminOnly,
  claimSuspense: adminOnly,
  replayStripeEvent: adminOnly,
  unlockEnrollment: adminOnly,
  correctChallenge: adminOnly,
  resetVerificationAnswers: adminOnly,
  voidQuizAttempt: adminOnly,
  grantQuizAllowance: adminOnly,
  revokeCertificate: adminOnly,
  supersedeCertificate: adminOnly,
  setRole: adminOnly,

  breakGlass: row({ does: ['auditor', 'grantedAuditor', 'admin'], otherwise: 'ROLE_REQUIRED' }),
  endBreakGlass: row({
    does: ['grantedAuditor', 'admin'],
    otherwise: 'ROLE_REQUIRED',
    but: { auditor: 'NOT_FOUND' },
  }),
  exportComplianceRecord: row({
    does: ['owner', 'grantedAuditor', 'admin'],
    otherwise: 'NOT_FOUND',
    but: { auditor: 'GRANT_REQUIRED' },
  }),
  getCertificatePdf: row({ does: ['owner', 'admin'], otherwise: 'NOT_FOUND' }),
  deleteAccount: row({ does: ['owner', 'admin'], otherwise: 'ROLE_REQUIRED' }),
  exportAccountData: row({ does: ['owner', 'admin'], otherwise: 'ROLE_REQUIRED' }),

  searchStudents: adminOnly,
  getStudentTimeline: adminOnly,
  listParkedEvents: adminOnly,
  listCalendar: ofInstructors,
  listAuthorizations: ofInstructors,
  getHealth: adminOnly,
};

/** What changes nothing where it succeeds, the record of it in the audit log aside. */
export const onlyReads: readonly CallableName[] = [
  'exportAccountData',
  'getCertificatePdf',
  'exportComplianceRecord',
  'searchStudents',
  'getStudentTimeline',
  'listParkedEvents',
  'listCalendar',
  'listAuthorizations',
  'getHealth',
];
