/**
 * Written by `npm run build:client -- --types` from the server's own schemas; a test holds it to them. Not to be edited.
 * Amounts are integers in minor units, durations carry their unit in the name, instants of requests and answers are
 * ISO 8601 text, those of documents are `Date`.
 */

import type { CallOptions } from '../options.ts';
import type { Callables } from './callables.ts';

/** Whether a request bears an id of its intent (`byIntent`), or may be repeated as it is (`plain`). */
export type Identified = 'byIntent' | 'plain';

export type Method<Name extends keyof Callables> = (
  request: Callables[Name]['request'],
  options?: CallOptions,
) => Promise<Callables[Name]['answer']>;

export type Methods = { readonly [Name in keyof Callables]: Method<Name> };

/** One method for each callable. */
export const methodsBy = (
  via: <Name extends keyof Callables>(name: Name, identified: Identified) => Method<Name>,
): Methods => ({
  enroll: via('enroll', 'byIntent'),
  cancelEnrollment: via('cancelEnrollment', 'byIntent'),
  createPayment: via('createPayment', 'byIntent'),
  payRemainingBalance: via('payRemainingBalance', 'byIntent'),
  createCheckout: via('createCheckout', 'byIntent'),
  refundPayment: via('refundPayment', 'byIntent'),
  claimSuspense: via('claimSuspense', 'byIntent'),
  replayStripeEvent: via('replayStripeEvent', 'byIntent'),
  startSession: via('startSession', 'byIntent'),
  heartbeat: via('heartbeat', 'plain'),
  endSession: via('endSession', 'byIntent'),
  completeLesson: via('completeLesson', 'byIntent'),
  recordVideoProgress: via('recordVideoProgress', 'byIntent'),
  registerVerificationAnswers: via('registerVerificationAnswers', 'byIntent'),
  answerChallenge: via('answerChallenge', 'byIntent'),
  unlockEnrollment: via('unlockEnrollment', 'byIntent'),
  correctChallenge: via('correctChallenge', 'byIntent'),
  resetVerificationAnswers: via('resetVerificationAnswers', 'byIntent'),
  startQuizAttempt: via('startQuizAttempt', 'byIntent'),
  saveQuizAnswers: via('saveQuizAnswers', 'plain'),
  submitQuizAttempt: via('submitQuizAttempt', 'byIntent'),
  voidQuizAttempt: via('voidQuizAttempt', 'byIntent'),
  grantQuizAllowance: via('grantQuizAllowance', 'byIntent'),
  issueCertificate: via('issueCertificate', 'byIntent'),
  getCertificatePdf: via('getCertificatePdf', 'plain'),
  revokeCertificate: via('revokeCertificate', 'byIntent'),
  supersedeCertificate: via('supersedeCertificate', 'byIntent'),
  exportComplianceRecord: via('exportComplianceRecord', 'plain'),
  createAuthorization: via('createAuthorization', 'byIntent'),
  changeAuthorization: via('changeAuthorization', 'byIntent'),
  reserveUnits: via('reserveUnits', 'byIntent'),
  releaseUnits: via('releaseUnits', 'byIntent'),
  consumeUnits: via('consumeUnits', 'byIntent'),
  setRole: via('setRole', 'byIntent'),
  breakGlass: via('breakGlass', 'byIntent'),
  endBreakGlass: via('endBreakGlass', 'byIntent'),
  deleteAccount: via('deleteAccount', 'byIntent'),
  exportAccountData: via('exportAccountData', 'byIntent'),
  searchStudents: via('searchStudents', 'plain'),
  getStudentTimeline: via('getStudentTimeline', 'byIntent'),
  listParkedEvents: via('listParkedEvents', 'plain'),
  listCalendar: via('listCalendar', 'plain'),
  listAuthorizations: via('listAuthorizations', 'plain'),
  getHealth: via('getHealth', 'plain'),
});
