/**
 * Written by `npm run build:client -- --types` from the server's own schemas; a test holds it to them. Not to be edited.
 * Amounts are integers in minor units, durations carry their unit in the name, instants of requests and answers are
 * ISO 8601 text, those of documents are `Date`.
 */

import type { CallOptions } from '../options.ts';
import type { Callables } from './callables.ts';

/** Every callable; those that bear no id of their intent are marked. One text, since lists of texts weigh more. */
const marked =
  'enroll cancelEnrollment createPayment payRemainingBalance createCheckout refundPayment claimSuspense replayStripeEvent startSession heartbeat! endSession completeLesson recordVideoProgress registerVerificationAnswers answerChallenge unlockEnrollment correctChallenge resetVerificationAnswers startQuizAttempt saveQuizAnswers! submitQuizAttempt voidQuizAttempt grantQuizAllowance issueCertificate getCertificatePdf! revokeCertificate supersedeCertificate exportComplianceRecord! createAuthorization changeAuthorization reserveUnits releaseUnits consumeUnits setRole breakGlass endBreakGlass deleteAccount exportAccountData searchStudents! getStudentTimeline listParkedEvents! listCalendar! listAuthorizations! getHealth!';

/** Every callable that is deployed. */
export const callableNames: readonly string[] = marked.replaceAll('!', '').split(' ');

/** Whether a request bears no id of its intent: repeated as it is, it changes nothing twice. */
export const isPlain = (name: string): boolean => marked.includes(`${name}!`);

export type Method<Name extends keyof Callables> = (
  request: Callables[Name]['request'],
  options?: CallOptions,
) => Promise<Callables[Name]['answer']>;

export type Methods = { readonly [Name in keyof Callables]: Method<Name> };
