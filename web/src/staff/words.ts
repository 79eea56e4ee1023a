/** Words for the system's own names, as staff use them. A name without words is shown as it is. */
type Words = Readonly<Record<string, string>>;

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

const ledger: Words = {
  tuition: 'Tuition charged',
  tuitionCancelled: 'Tuition cancelled',
  payment: 'Payment',
  heldInSuspense: 'Payment held in suspense',
  refund: 'Refund',
  refundFailed: 'Refund failed',
  disputeOpened: 'Dispute opened',
  disputeFundsWithdrawn: 'Dispute: funds withdrawn',
  disputeFundsReinstated: 'Dispute: funds reinstated',
  disputeWon: 'Dispute won',
  disputeLost: 'Dispute lost',
  reconciled: 'Set right by a recount',
};
const actions: Words = {
  unlockEnrollment: 'Enrollment unlocked',
  correctChallenge: 'Identity check corrected',
  resetVerificationAnswers: 'Personal answers reset',
  voidQuizAttempt: 'Attempt voided',
  grantQuizAllowance: 'Allowance granted',
  refundPayment: 'Refund asked for',
  revokeCertificate: 'Certificate revoked',
  supersedeCertificate: 'Certificate replaced',
};
const states: Words = {
  WAITLISTED: 'Waiting list',
  PENDING_PAYMENT: 'Payment awaited',
  ACTIVE: 'Active',
  COMPLETED: 'Completed',
  CERTIFIED: 'Certified',
  CANCELLED: 'Cancelled',
  EXPIRED: 'Expired',
  PENDING: 'Not paid',
  PARTIAL: 'Partly paid',
  REFUNDED: 'Refunded',
  DISPUTED: 'Disputed',
  LOCKED: 'Locked',
  SUSPENDED: 'Suspended',
  IDLE: 'Idle',
  ON_BREAK: 'On a break',
  TERMINATED: 'Ended',
  ABANDONED: 'Abandoned',
  CLOSED: 'Closed',
  IN_PROGRESS: 'In progress',
  SUBMITTED: 'Handed in',
  AUTO_SUBMITTED: 'Handed in by the deadline',
  VOIDED: 'Voided',
  ISSUED: 'Issued',
  CORRECT: 'Right',
  INCORRECT: 'Wrong',
  CORRECTED: 'Corrected by staff',
  REVOKED: 'Revoked',
  SUPERSEDED: 'Replaced',
  HELD: 'Held',
  CONSUMED: 'Driven',
  RELEASED: 'Given back',
  OPEN: 'Open',
  CLAIMED: 'Claimed',
};
const endings: Words = {
  student: 'by the student',
  beacon: 'page closed',
  superseded: 'studied elsewhere',
  stale: 'nothing heard any more',
  dailyLimit: 'daily limit reached',
  locked: 'course locked',
  accessLost: 'access lost',
};
const locks: Words = {
  failedChecks: 'Too many identity checks failed.',
  excluded: 'The student was excluded by failed identity checks.',
  courseFailed: 'The course was failed by identity checks.',
  examFailed: 'All attempts at the exam were used.',
  staff: 'Locked by staff.',
};
const suspense: Words = {
  NO_OWNER: 'Names nobody',
  NO_ENROLLMENT: 'Names a course the student is not enrolled in',
  CURRENCY_MISMATCH: 'Another currency than the course',
};

const wordsIn =
  (words: Words) =>
  (name: string): string =>
    words[name] ?? name;

export const ledgerWords = wordsIn(ledger);
export const actionWords = wordsIn(actions);
export const stateWords = wordsIn(states);
export const endingWords = wordsIn(endings);
export const lockWords = wordsIn(locks);
export const suspenseWords = wordsIn(suspense);

const tones: Readonly<Record<string, Tone>> = {
  ACTIVE: 'good',
  COMPLETED: 'good',
  CERTIFIED: 'good',
  CORRECT: 'good',
  ISSUED: 'good',
  CONSUMED: 'good',
  CLAIMED: 'good',
  PARTIAL: 'warn',
  PENDING: 'warn',
  PENDING_PAYMENT: 'warn',
  WAITLISTED: 'warn',
  SUSPENDED: 'warn',
  LOCKED: 'warn',
  OPEN: 'warn',
  CORRECTED: 'warn',
  DISPUTED: 'bad',
  EXPIRED: 'bad',
  INCORRECT: 'bad',
  REVOKED: 'bad',
  VOIDED: 'bad',
};
export const toneOf = (state: string): Tone => tones[state] ?? 'plain';
