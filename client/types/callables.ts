import { z } from 'zod';
import * as certificates from '../../functions/src/certificates/wire.ts';
import * as compliance from '../../functions/src/compliance/wire.ts';
import * as staff from '../../functions/src/console/wire.ts';
import { Balances } from '../../functions/src/enrollments/schema.ts';
import * as enrollments from '../../functions/src/enrollments/wire.ts';
import { EventState } from '../../functions/src/payments/schema.ts';
import * as payments from '../../functions/src/payments/wire.ts';
import * as people from '../../functions/src/people/wire.ts';
import * as progress from '../../functions/src/progress/wire.ts';
import * as quizzes from '../../functions/src/quizzes/wire.ts';
import * as records from '../../functions/src/records/wire.ts';
import * as units from '../../functions/src/units/wire.ts';
import * as verification from '../../functions/src/verification/wire.ts';
import { CertificatePdfAnswer, ExportComplianceRecordAnswer } from './answers.ts';

/** What a callable takes, `requestId` included, and what it answers. */
export interface CallableSchemas {
  readonly request: z.ZodType;
  readonly answer: z.ZodType;
}

const replayed = { replayed: z.boolean() };

/** Every callable that is deployed, by its name: a test holds the list against `functions/src/index.ts`. */
export const callables: Readonly<Record<string, CallableSchemas>> = {
  // Enrollment and money
  enroll: { request: enrollments.EnrollRequest, answer: enrollments.EnrollAnswer },
  cancelEnrollment: {
    request: enrollments.CancelEnrollmentRequest,
    answer: enrollments.CancelEnrollmentAnswer,
  },
  createPayment: { request: payments.CreatePaymentRequest, answer: payments.PaymentAnswer },
  payRemainingBalance: { request: payments.PayRemainingBalanceRequest, answer: payments.PaymentAnswer },
  createCheckout: { request: payments.CreateCheckoutRequest, answer: payments.CheckoutAnswer },
  refundPayment: { request: payments.RefundPaymentRequest, answer: payments.RefundAnswer },
  claimSuspense: { request: payments.ClaimSuspenseRequest, answer: Balances.extend(replayed) },
  replayStripeEvent: {
    request: payments.ReplayStripeEventRequest,
    answer: z.object({ state: EventState, ...replayed }),
  },
  // Studying
  startSession: { request: compliance.StartSessionRequest, answer: compliance.StartSessionAnswer },
  heartbeat: { request: compliance.HeartbeatRequest, answer: compliance.HeartbeatAnswer },
  endSession: { request: compliance.EndSessionRequest, answer: compliance.EndSessionAnswer },
  completeLesson: { request: progress.CompleteLessonRequest, answer: progress.CompleteLessonAnswer },
  recordVideoProgress: {
    request: progress.RecordVideoProgressRequest,
    answer: progress.RecordVideoProgressAnswer,
  },
  // Identity checks
  registerVerificationAnswers: {
    request: verification.RegisterVerificationAnswersRequest,
    answer: verification.RegisterVerificationAnswersAnswer,
  },
  answerChallenge: {
    request: verification.AnswerChallengeRequest,
    answer: verification.AnswerChallengeAnswer,
  },
  unlockEnrollment: {
    request: verification.UnlockEnrollmentRequest,
    answer: verification.UnlockEnrollmentAnswer,
  },
  correctChallenge: {
    request: verification.CorrectChallengeRequest,
    answer: verification.CorrectChallengeAnswer,
  },
  resetVerificationAnswers: {
    request: verification.ResetVerificationAnswersRequest,
    answer: verification.ResetVerificationAnswersAnswer,
  },
  // Quizzes
  startQuizAttempt: { request: quizzes.StartQuizAttemptRequest, answer: quizzes.StartQuizAttemptAnswer },
  saveQuizAnswers: { request: quizzes.SaveQuizAnswersRequest, answer: quizzes.SaveQuizAnswersAnswer },
  submitQuizAttempt: { request: quizzes.SubmitQuizAttemptRequest, answer: quizzes.SubmitQuizAttemptAnswer },
  voidQuizAttempt: {
    request: quizzes.VoidQuizAttemptRequest,
    answer: quizzes.VoidQuizAttemptOutcome.extend(replayed),
  },
  grantQuizAllowance: {
    request: quizzes.GrantQuizAllowanceRequest,
    answer: quizzes.GrantQuizAllowanceOutcome.extend(replayed),
  },
  // Certificates and records
  issueCertificate: {
    request: certificates.IssueCertificateRequest,
    answer: certificates.IssuedCertificate.extend(replayed),
  },
  getCertificatePdf: { request: certificates.GetCertificatePdfRequest, answer: CertificatePdfAnswer },
  revokeCertificate: {
    request: certificates.RevokeCertificateRequest,
    answer: certificates.RevokedCertificate.extend(replayed),
  },
  supersedeCertificate: {
    request: certificates.SupersedeCertificateRequest,
    answer: certificates.IssuedCertificate.extend(replayed),
  },
  exportComplianceRecord: {
    request: records.ExportComplianceRecordRequest,
    answer: ExportComplianceRecordAnswer,
  },
  // Driving units
  createAuthorization: {
    request: units.CreateAuthorizationRequest,
    answer: units.CreateAuthorizationOutcome.extend(replayed),
  },
  changeAuthorization: {
    request: units.ChangeAuthorizationRequest,
    answer: units.ChangeAuthorizationOutcome.extend(replayed),
  },
  reserveUnits: { request: units.ReserveUnitsRequest, answer: units.ReserveUnitsOutcome.extend(replayed) },
  releaseUnits: { request: units.ReleaseUnitsRequest, answer: units.ReleaseUnitsOutcome.extend(replayed) },
  consumeUnits: { request: units.ConsumeUnitsRequest, answer: units.ConsumeUnitsOutcome.extend(replayed) },
  // People
  setRole: { request: people.SetRoleRequest, answer: people.SetRoleOutcome.extend(replayed) },
  breakGlass: { request: people.BreakGlassRequest, answer: people.BreakGlassOutcome.extend(replayed) },
  endBreakGlass: {
    request: people.EndBreakGlassRequest,
    answer: people.EndBreakGlassOutcome.extend(replayed),
  },
  deleteAccount: {
    request: people.DeleteAccountRequest,
    answer: people.DeleteAccountOutcome.extend(replayed),
  },
  exportAccountData: {
    request: people.ExportAccountDataRequest,
    answer: z.record(z.string(), z.unknown()),
  },
  // The staff's view
  searchStudents: { request: staff.SearchStudentsRequest, answer: staff.SearchStudentsAnswer },
  getStudentTimeline: { request: staff.GetStudentTimelineRequest, answer: staff.GetStudentTimelineAnswer },
  listParkedEvents: { request: staff.ListParkedEventsRequest, answer: staff.ListParkedEventsAnswer },
  listCalendar: { request: staff.ListCalendarRequest, answer: staff.ListCalendarAnswer },
  listAuthorizations: { request: staff.ListAuthorizationsRequest, answer: staff.ListAuthorizationsAnswer },
  getHealth: { request: staff.GetHealthRequest, answer: staff.GetHealthAnswer },
};
