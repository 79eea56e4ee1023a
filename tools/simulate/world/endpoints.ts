import { issueCertificate } from '../../../functions/src/certificates/issue-certificate.ts';
import { endSession } from '../../../functions/src/compliance/end-session.ts';
import { heartbeat } from '../../../functions/src/compliance/heartbeat.ts';
import { startSession } from '../../../functions/src/compliance/start-session.ts';
import { cancelEnrollment } from '../../../functions/src/enrollments/cancel-enrollment.ts';
import { enroll } from '../../../functions/src/enrollments/enroll.ts';
import { claimSuspense } from '../../../functions/src/payments/claim-suspense.ts';
import { createPayment } from '../../../functions/src/payments/create-payment.ts';
import { payRemainingBalance } from '../../../functions/src/payments/pay-remaining-balance.ts';
import { refundPayment } from '../../../functions/src/payments/refund-payment.ts';
import { completeLesson } from '../../../functions/src/progress/complete-lesson.ts';
import { grantQuizAllowance } from '../../../functions/src/quizzes/grant-quiz-allowance.ts';
import { saveQuizAnswers } from '../../../functions/src/quizzes/save-quiz-answers.ts';
import { startQuizAttempt } from '../../../functions/src/quizzes/start-quiz-attempt.ts';
import { submitQuizAttempt } from '../../../functions/src/quizzes/submit-quiz-attempt.ts';
import { voidQuizAttempt } from '../../../functions/src/quizzes/void-quiz-attempt.ts';
import { consumeUnits } from '../../../functions/src/units/consume-units.ts';
import { createAuthorization } from '../../../functions/src/units/create-authorization.ts';
import { releaseUnits } from '../../../functions/src/units/release-units.ts';
import { reserveUnits } from '../../../functions/src/units/reserve-units.ts';
import { answerChallenge } from '../../../functions/src/verification/answer-challenge.ts';
import { registerVerificationAnswers } from '../../../functions/src/verification/register-verification-answers.ts';
import { unlockEnrollment } from '../../../functions/src/verification/unlock-enrollment.ts';

/** What clients call, as it is deployed: from behind the check of the token. */
export const endpoints = {
  answerChallenge,
  cancelEnrollment,
  claimSuspense,
  completeLesson,
  consumeUnits,
  createAuthorization,
  createPayment,
  endSession,
  enroll,
  grantQuizAllowance,
  heartbeat,
  issueCertificate,
  payRemainingBalance,
  refundPayment,
  registerVerificationAnswers,
  releaseUnits,
  reserveUnits,
  saveQuizAnswers,
  startQuizAttempt,
  startSession,
  submitQuizAttempt,
  unlockEnrollment,
  voidQuizAttempt,
} satisfies Readonly<Record<string, typeof enroll>>;
export type EndpointName = keyof typeof endpoints;

export const callEndpoint = (input: { name: EndpointName; uid: string; data: object }): Promise<object> => {
  const { name, uid, data } = input;
  const endpoint = endpoints[name];
  return Reflect.apply(endpoint.run, endpoint, [{ data, auth: { uid, token: { uid } } }]);
};
