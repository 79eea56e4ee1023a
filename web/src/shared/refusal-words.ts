import type { ClientReason, Reason } from '../../../client/src/index.ts';

interface Words {
  readonly title: string;
  /** What to do now; empty where waiting for the next sentence is all. */
  readonly whatNext: string;
}

const askTheSchool = 'Please ask the school to help you.';
const tryAgain = 'Please try again in a moment. Nothing happens twice.';
const loadAgain = 'Load the page again to see how it stands.';
const ours = 'This is our mistake. Please try again, and tell the school if it stays.';

/** What a student is told, for every reason there is: a new one does not compile without its sentence. */
export const refusalWords: Readonly<Record<Reason | ClientReason, Words>> = {
  INVALID_INPUT: {
    title: 'Something in this form is not right yet.',
    whatNext: 'Please look through it once more.',
  },
  BODY_TOO_LARGE: { title: 'That was too much at once.', whatNext: 'Please shorten what you wrote.' },
  BODY_TOO_DEEP: { title: 'That was too much at once.', whatNext: 'Please shorten what you wrote.' },
  UNSAFE_KEY: { title: 'This could not be sent.', whatNext: ours },
  REQUEST_ID_REUSED: { title: 'This was done before in another way.', whatNext: loadAgain },

  SIGN_IN_REQUIRED: {
    title: 'You are not signed in.',
    whatNext: 'Please sign in, then go on where you were.',
  },
  ROLE_REQUIRED: {
    title: 'This is for the school’s staff.',
    whatNext: 'If you should have access, ask the school.',
  },
  NOT_FOUND: {
    title: 'This cannot be found.',
    whatNext: 'The address may be wrong, or it is not yours to see.',
  },
  COURSE_NOT_FOUND: { title: 'There is no such course.', whatNext: 'See the list of courses that are open.' },
  ENROLLMENT_NOT_FOUND: {
    title: 'You are not enrolled in this course.',
    whatNext: 'You can enroll on the course’s page.',
  },
  PAYMENT_NOT_FOUND: {
    title: 'There is no such payment.',
    whatNext: 'Your payments are listed under «Receipts».',
  },
  SUSPENSE_NOT_FOUND: { title: 'There is no such payment waiting.', whatNext: loadAgain },
  EVENT_NOT_FOUND: { title: 'There is no such payment event.', whatNext: loadAgain },

  SOLD_OUT: {
    title: 'This course is full, and so is its waiting list.',
    whatNext: 'Have a look at the other courses, or come back later.',
  },
  ALREADY_ENROLLED: { title: 'You are enrolled already.', whatNext: 'Go on from the course’s page.' },
  ENROLLMENT_CLOSED: { title: 'This enrollment has ended.', whatNext: askTheSchool },
  ENROLLMENT_WAITLISTED: {
    title: 'You are on the waiting list.',
    whatNext: 'There is nothing to pay before you have a seat.',
  },
  ILLEGAL_TRANSITION: { title: 'This is not possible right now.', whatNext: loadAgain },

  NOTHING_DUE: { title: 'Everything is paid.', whatNext: 'You can go on with the course.' },
  AMOUNT_EXCEEDS_DUE: {
    title: 'That is more than is left to pay.',
    whatNext: 'Please enter a smaller amount.',
  },
  AMOUNT_TOO_SMALL: {
    title: 'That is too little for a card payment.',
    whatNext: 'Please enter a larger amount. If no more is left to pay, ask the school.',
  },
  REFUND_EXCEEDS_PAYMENT: {
    title: 'That is more than can be returned.',
    whatNext: 'Please enter a smaller amount.',
  },
  RETURN_URL_NOT_ALLOWED: { title: 'The payment page cannot lead back here.', whatNext: ours },
  CURRENCY_MISMATCH: {
    title: 'This payment is in another currency than your course.',
    whatNext: askTheSchool,
  },
  PAYMENT_PROCESSING: {
    title: 'Your payment has arrived and is being booked.',
    whatNext: 'Please wait a moment; you need not pay again.',
  },
  PAYMENT_DECLINED: {
    title: 'The payment was declined.',
    whatNext: 'Nothing was paid. Try another card, or ask your bank.',
  },
  PAYMENT_PROVIDER_REFUSED: {
    title: 'The payment could not be opened.',
    whatNext: 'Nothing was paid. Please try again, or ask the school.',
  },
  HELD_IN_SUSPENSE: {
    title: 'This payment is waiting for the school.',
    whatNext: 'The school assigns it to your course. You need not pay again.',
  },
  ALREADY_CLAIMED: { title: 'This payment was assigned already.', whatNext: loadAgain },
  EVENT_ALREADY_APPLIED: { title: 'This payment was booked already.', whatNext: loadAgain },
  BALANCE_UNSOUND: { title: 'The school has to look at this payment.', whatNext: askTheSchool },

  NOT_FOR_ONESELF: {
    title: 'Nobody may do this for their own account.',
    whatNext: 'Please ask a colleague.',
  },
  ACCOUNT_NOT_FOUND: { title: 'There is no such account.', whatNext: 'Please check what you entered.' },
  ACCOUNT_IN_USE: {
    title: 'This account cannot be deleted yet.',
    whatNext: 'Leave open courses and settle what is due first.',
  },
  REASON_REQUIRED: { title: 'A reason is needed.', whatNext: 'Please say why.' },

  ACCESS_LOCKED: {
    title: 'The course is not open to you right now.',
    whatNext: 'The course’s page says what is missing.',
  },
  ENROLLMENT_EXPIRED: { title: 'The time for this course is over.', whatNext: askTheSchool },
  DAILY_LIMIT: {
    title: 'That is all that counts today.',
    whatNext: 'Well done. Come back tomorrow; everything is saved.',
  },
  LESSON_NOT_FOUND: { title: 'There is no such lesson.', whatNext: 'Choose a lesson on the course’s page.' },
  LESSON_LOCKED: { title: 'This lesson is not open yet.', whatNext: 'Complete the lesson before it first.' },
  SESSION_SUPERSEDED: {
    title: 'You are studying somewhere else.',
    whatNext: 'Go on there, or take over here.',
  },
  SESSION_CLOSED: {
    title: 'This study session is over.',
    whatNext: 'Start a new one to go on; everything is saved.',
  },
  LESSON_TOO_SHORT: {
    title: 'This lesson needs a little more time.',
    whatNext: 'Stay with it until its time is full, then complete it.',
  },
  VIDEO_NOT_WATCHED: {
    title: 'More of the video has to be watched.',
    whatNext: 'Play what you have not seen yet, then complete the lesson.',
  },

  IDENTITY_LOCKED: {
    title: 'The course is locked after the identity checks.',
    whatNext: 'The course’s page says until when, or ask the school.',
  },
  IDENTITY_NOT_REGISTERED: {
    title: 'Your personal questions are not answered yet.',
    whatNext: 'Answer them once, then you can study.',
  },
  VERIFICATION_NOT_ASKED: {
    title: 'This course asks no personal questions.',
    whatNext: 'You can start studying.',
  },
  QUESTION_NOT_ASKED: {
    title: 'This course does not ask this question.',
    whatNext: 'Please choose another one.',
  },
  TOO_FEW_ANSWERS: {
    title: 'A few more answers are needed.',
    whatNext: 'Please answer more of the questions.',
  },
  ANSWERS_REGISTERED: {
    title: 'Your answers are kept already.',
    whatNext: 'They cannot be changed any more. If you forgot them, ask the school.',
  },
  CHALLENGE_NOT_FOUND: { title: 'This identity check is gone.', whatNext: 'You can go on studying.' },
  CHALLENGE_OPEN: { title: 'An identity check waits for your answer.', whatNext: 'Please answer it first.' },
  CHALLENGE_ANSWERED: {
    title: 'This identity check was answered already.',
    whatNext: 'You can go on studying.',
  },
  NOT_LOCKED: { title: 'This course is not locked.', whatNext: loadAgain },

  ATTEMPT_OPEN: {
    title: 'You have begun an attempt already.',
    whatNext: 'Finish it first; your answers are saved.',
  },
  ATTEMPTS_EXHAUSTED: { title: 'You have no attempt left.', whatNext: askTheSchool },
  RETRY_DELAY: {
    title: 'It is too early for the next attempt.',
    whatNext: 'This page says from when on it is possible.',
  },
  HOURS_MISSING: {
    title: 'The course’s hours come first.',
    whatNext: 'The course has begun anew: complete its hours, then try again.',
  },
  DEADLINE_PASSED: { title: 'The time is over.', whatNext: 'What was saved by then has been handed in.' },
  ATTEMPT_CLOSED: { title: 'This attempt is over.', whatNext: 'Load the page again to see the result.' },
  STALE_READ: { title: 'Something changed at the same moment.', whatNext: tryAgain },

  AUTHORIZATION_NOT_FOUND: { title: 'There are no such driving lessons.', whatNext: loadAgain },
  RESERVATION_NOT_FOUND: { title: 'There is no such driving lesson.', whatNext: loadAgain },
  INSTRUCTOR_NOT_FOUND: { title: 'There is no such instructor.', whatNext: askTheSchool },
  UNITS_EXCEEDED: { title: 'You do not have so many hours left.', whatNext: 'Please choose fewer hours.' },
  UNITS_LIMIT_REACHED: {
    title: 'That is more driving than is allowed in this time.',
    whatNext: 'Please choose another day.',
  },
  UNITS_IN_USE: { title: 'Lessons that are booked or driven stand in the way.', whatNext: askTheSchool },
  RESERVATION_CLOSED: { title: 'This driving lesson has ended already.', whatNext: loadAgain },
  LESSON_IN_PAST: { title: 'The lesson has to lie in the future.', whatNext: 'Please choose a later time.' },
  OUTSIDE_VALIDITY: {
    title: 'Your driving lessons are not valid on that day.',
    whatNext: 'Please choose a day between the two that are shown.',
  },
  COURSE_HOURS_MISSING: {
    title: 'It is too early to drive.',
    whatNext: 'Study more of the course before the first driving lesson.',
  },
  INSTRUCTOR_BUSY: {
    title: 'Your instructor has another lesson then.',
    whatNext: 'Please choose another time.',
  },
  STUDENT_BUSY: { title: 'You have another lesson then.', whatNext: 'Please choose another time.' },

  CERTIFICATE_NOT_READY: {
    title: 'A few things are missing before the certificate.',
    whatNext: 'They are listed on this page.',
  },
  CERTIFICATE_NOT_FOUND: {
    title: 'There is no such certificate.',
    whatNext: 'You get it on the course’s page once everything is done.',
  },
  CERTIFICATE_NOT_LIVE: { title: 'This certificate is not valid any more.', whatNext: askTheSchool },
  GRANT_REQUIRED: {
    title: 'This record is read under a grant only.',
    whatNext: 'Open a grant with its reason first.',
  },
  RECORD_TOO_LARGE: {
    title: 'This record is too large for one file.',
    whatNext: 'Ask for fewer days at a time.',
  },

  OVERLOADED: { title: 'There is a rush right now.', whatNext: tryAgain },
  COMMAND_TOO_LARGE: { title: 'That was too much at once.', whatNext: askTheSchool },
  TOOK_TOO_LONG: { title: 'This took too long.', whatNext: tryAgain },
  UNAVAILABLE: { title: 'The school’s server is not reachable right now.', whatNext: tryAgain },
  PAYMENT_PROVIDER_UNAVAILABLE: {
    title: 'The payment provider does not answer right now.',
    whatNext: tryAgain,
  },
  INTERNAL: { title: 'Something went wrong on our side.', whatNext: ours },

  OFFLINE: { title: 'You are offline.', whatNext: 'Nothing is lost. Try again once you are connected.' },
  NO_ANSWER: { title: 'The server does not answer.', whatNext: tryAgain },
  SIGN_IN_EXPIRED: {
    title: 'Your sign-in has expired.',
    whatNext: 'Please sign in again, then go on where you were.',
  },
  ABORTED: { title: 'This was stopped.', whatNext: 'Try again whenever you like.' },
};
