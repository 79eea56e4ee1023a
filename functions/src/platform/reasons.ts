import type { FunctionsErrorCode } from 'firebase-functions/https';

/** What a reason means to a client: the Firebase code, whether trying again can help, and a sentence for people. */
interface ReasonMeaning {
  readonly code: FunctionsErrorCode;
  readonly retryable: boolean;
  readonly message: string;
}

const meaning = (code: FunctionsErrorCode, message: string): ReasonMeaning => ({
  code,
  retryable: false,
  message,
});
const tryAgain = (code: FunctionsErrorCode, message: string): ReasonMeaning => ({
  code,
  retryable: true,
  message,
});

/**
 * The closed list of reasons a request can be refused for. A client switches on the key (`details.reason`),
 * so a key never changes its meaning once it is deployed.
 */
export const reasons = {
  // The request itself
  INVALID_INPUT: meaning('invalid-argument', 'Some of what was sent is not valid.'),
  BODY_TOO_LARGE: meaning('invalid-argument', 'The request is too large.'),
  BODY_TOO_DEEP: meaning('invalid-argument', 'The request is nested too deeply or holds too many items.'),
  UNSAFE_KEY: meaning('invalid-argument', 'The request holds a field name that is not allowed.'),
  REQUEST_ID_REUSED: meaning('already-exists', 'This request id was used before for something else.'),
  // Who asks
  SIGN_IN_REQUIRED: meaning('unauthenticated', 'Please sign in first.'),
  ROLE_REQUIRED: meaning('permission-denied', 'Your account may not do this.'),
  NOT_FOUND: meaning('not-found', 'There is no such thing, or you may not see it.'),
  COURSE_NOT_FOUND: meaning('not-found', 'This course does not exist or is not open.'),
  ENROLLMENT_NOT_FOUND: meaning('not-found', 'You are not enrolled in this course.'),
  PAYMENT_NOT_FOUND: meaning('not-found', 'There is no such payment on this enrollment.'),
  SUSPENSE_NOT_FOUND: meaning('not-found', 'There is no such payment waiting to be claimed.'),
  EVENT_NOT_FOUND: meaning('not-found', 'There is no such payment event.'),
  // Seats and enrollment
  SOLD_OUT: meaning('failed-precondition', 'This course has no free seat.'),
  ALREADY_ENROLLED: meaning('failed-precondition', 'You are enrolled in this course already.'),
  ENROLLMENT_CLOSED: meaning('failed-precondition', 'This enrollment is closed. Ask the school to help you.'),
  ENROLLMENT_WAITLISTED: meaning(
    'failed-precondition',
    'You are on the waiting list; there is nothing to pay yet.',
  ),
  ILLEGAL_TRANSITION: meaning('failed-precondition', 'This is not possible in the present state.'),
  // Money
  NOTHING_DUE: meaning('failed-precondition', 'There is nothing left to pay.'),
  AMOUNT_EXCEEDS_DUE: meaning('invalid-argument', 'The amount is more than what is left to pay.'),
  AMOUNT_TOO_SMALL: meaning('invalid-argument', 'The amount is less than what can be paid by card.'),
  REFUND_EXCEEDS_PAYMENT: meaning(
    'invalid-argument',
    'The amount is more than what can be returned of this payment.',
  ),
  RETURN_URL_NOT_ALLOWED: meaning('invalid-argument', 'This return address is not one of the school’s own.'),
  CURRENCY_MISMATCH: meaning(
    'failed-precondition',
    'The payment is in another currency than the enrollment.',
  ),
  PAYMENT_PROCESSING: tryAgain(
    'failed-precondition',
    'A payment has just arrived and is being booked. Please wait a moment.',
  ),
  PAYMENT_DECLINED: meaning('failed-precondition', 'The payment provider declined this.'),
  PAYMENT_PROVIDER_REFUSED: meaning('failed-precondition', 'The payment provider refused this request.'),
  HELD_IN_SUSPENSE: meaning(
    'failed-precondition',
    'This payment waits on the suspense list. It has to be claimed first.',
  ),
  ALREADY_CLAIMED: meaning('failed-precondition', 'This payment was claimed already.'),
  EVENT_ALREADY_APPLIED: meaning('failed-precondition', 'This payment event was applied already.'),
  BALANCE_UNSOUND: meaning(
    'failed-precondition',
    'More would be returned than was paid. The school has to look at this payment.',
  ),
  // Staff, grants and accounts
  NOT_FOR_ONESELF: meaning('failed-precondition', 'Nobody may do this for their own account.'),
  ACCOUNT_NOT_FOUND: meaning('not-found', 'There is no such account.'),
  ACCOUNT_IN_USE: meaning(
    'failed-precondition',
    'This account cannot be deleted yet. What stands in the way is named.',
  ),
  REASON_REQUIRED: meaning('invalid-argument', 'Please say why.'),
  // Studying
  ACCESS_LOCKED: meaning('failed-precondition', 'The course is not open to you at present.'),
  ENROLLMENT_EXPIRED: meaning('failed-precondition', 'The time to complete this course is over.'),
  DAILY_LIMIT: meaning('failed-precondition', 'No more study can be credited today.'),
  LESSON_NOT_FOUND: meaning('not-found', 'There is no such lesson in this course.'),
  LESSON_LOCKED: meaning('failed-precondition', 'The lesson before this one has to be completed first.'),
  SESSION_SUPERSEDED: meaning('failed-precondition', 'You have started studying somewhere else.'),
  SESSION_CLOSED: meaning('failed-precondition', 'This session is over. Start a new one to go on.'),
  LESSON_TOO_SHORT: meaning('failed-precondition', 'More time has to be spent on this lesson.'),
  VIDEO_NOT_WATCHED: meaning('failed-precondition', 'More of the video has to be watched first.'),
  // Identity checks
  IDENTITY_LOCKED: meaning('failed-precondition', 'This course is locked until your identity is settled.'),
  IDENTITY_NOT_REGISTERED: meaning(
    'failed-precondition',
    'Please answer the personal questions first, by which you are recognised later.',
  ),
  VERIFICATION_NOT_ASKED: meaning('failed-precondition', 'This course asks no personal questions.'),
  QUESTION_NOT_ASKED: meaning('invalid-argument', 'This course does not ask this question.'),
  TOO_FEW_ANSWERS: meaning('invalid-argument', 'More questions have to be answered.'),
  ANSWERS_REGISTERED: meaning(
    'failed-precondition',
    'Your answers are registered and cannot be changed any more. Ask the school to help you.',
  ),
  CHALLENGE_NOT_FOUND: meaning('not-found', 'There is no such identity check.'),
  CHALLENGE_OPEN: meaning('failed-precondition', 'An identity check waits for its answer.'),
  CHALLENGE_ANSWERED: meaning('failed-precondition', 'This identity check was answered already.'),
  NOT_LOCKED: meaning('failed-precondition', 'This enrollment is not locked.'),
  // Quizzes
  ATTEMPT_OPEN: meaning('failed-precondition', 'You have an open attempt at this quiz. Finish it first.'),
  ATTEMPTS_EXHAUSTED: meaning(
    'failed-precondition',
    'You have no attempt left at this quiz. Ask the school to help you.',
  ),
  RETRY_DELAY: meaning('failed-precondition', 'It is too early for the next attempt at this quiz.'),
  HOURS_MISSING: meaning(
    'failed-precondition',
    'The course has begun anew. Complete its hours before the next attempt.',
  ),
  DEADLINE_PASSED: meaning('failed-precondition', 'The time for this attempt is over.'),
  ATTEMPT_CLOSED: meaning('failed-precondition', 'This attempt is over already.'),
  STALE_READ: tryAgain('aborted', 'Something changed at the same moment. Please try again.'),
  // Driving units
  AUTHORIZATION_NOT_FOUND: meaning('not-found', 'There is no such authorization for driving lessons.'),
  RESERVATION_NOT_FOUND: meaning('not-found', 'There is no such reservation.'),
  INSTRUCTOR_NOT_FOUND: meaning('not-found', 'There is no such instructor.'),
  UNITS_EXCEEDED: meaning('failed-precondition', 'There are not so many units left.'),
  UNITS_LIMIT_REACHED: meaning(
    'failed-precondition',
    'That would be more driving than is allowed in this time.',
  ),
  UNITS_IN_USE: meaning('failed-precondition', 'What is held or consumed already stands in the way.'),
  RESERVATION_CLOSED: meaning('failed-precondition', 'This reservation has ended already.'),
  LESSON_IN_PAST: meaning('failed-precondition', 'The lesson has to lie in the future.'),
  OUTSIDE_VALIDITY: meaning('failed-precondition', 'The lesson does not lie in the time that is authorized.'),
  COURSE_HOURS_MISSING: meaning(
    'failed-precondition',
    'More of the course has to be done before the first driving lesson.',
  ),
  INSTRUCTOR_BUSY: meaning('failed-precondition', 'The instructor has another lesson at that time.'),
  STUDENT_BUSY: meaning('failed-precondition', 'The student has another lesson at that time.'),
  // Certificates and records
  CERTIFICATE_NOT_READY: meaning('failed-precondition', 'This certificate cannot be issued yet.'),
  CERTIFICATE_NOT_FOUND: meaning('not-found', 'There is no such certificate.'),
  CERTIFICATE_NOT_LIVE: meaning('failed-precondition', 'This certificate was revoked or replaced.'),
  GRANT_REQUIRED: meaning('permission-denied', 'An auditor reads a record under a grant only.'),
  RECORD_TOO_LARGE: meaning(
    'failed-precondition',
    'This record is too large for one answer. Ask for fewer days at a time.',
  ),
  // The machine
  OVERLOADED: tryAgain('resource-exhausted', 'There is a rush right now. Please try again in a moment.'),
  COMMAND_TOO_LARGE: meaning('resource-exhausted', 'This request changes more than one step may change.'),
  TOOK_TOO_LONG: tryAgain(
    'deadline-exceeded',
    'This took too long. Trying again is safe: nothing happens twice.',
  ),
  UNAVAILABLE: tryAgain(
    'unavailable',
    'The service is not reachable right now. Trying again is safe: nothing happens twice.',
  ),
  PAYMENT_PROVIDER_UNAVAILABLE: tryAgain(
    'unavailable',
    'The payment provider does not answer right now. Trying again is safe.',
  ),
  INTERNAL: meaning('internal', 'Something went wrong on our side.'),
} as const satisfies Record<string, ReasonMeaning>;

export type Reason = keyof typeof reasons;

export const isRetryable = (reason: Reason): boolean => reasons[reason].retryable;
