import type { Enrollment, PolicyRules, QuizRecord } from '../../../../client/src/index.ts';
import type { Standing } from '../../../src/student/course/next-step.ts';

const registeredAt = new Date('2026-03-02T15:00:00Z');

/** An enrollment that has paid enough to begin and has done nothing yet. */
export const enrollmentOf = (changes: Partial<Enrollment> = {}): Enrollment => ({
  userId: 'student-1',
  courseId: 'seatbelt-taster',
  registrationId: 'registration-1',
  enrollmentStatus: 'ACTIVE',
  paymentStatus: 'PARTIAL',
  accessStatus: 'ACTIVE',
  price: 4_950,
  currency: 'usd',
  policyId: 'taster',
  policyVersion: 1,
  terms: { minimumPaidToOpen: 2_000, overpayment: 'credit', completeWithin: null },
  timeZone: 'America/New_York',
  openPayment: null,
  waitlistNumber: null,
  registeredAt,
  activatedAt: registeredAt,
  expiresAt: null,
  cancelledAt: null,
  cancelReason: null,
  amountTotal: 4_950,
  amountPaid: 2_000,
  amountDue: 2_950,
  amountRefunded: 0,
  amountDisputed: 0,
  creditBalance: 0,
  creditedSeconds: 0,
  adjustedSeconds: 0,
  completedLessonIds: [],
  completedAt: null,
  certifiedAt: null,
  identity: {
    round: 0,
    asked: 0,
    wrong: 0,
    silences: 0,
    wrongInARow: 0,
    verifiedSeconds: 0,
    nextChallengeAtSeconds: null,
    openChallenge: null,
    lastQuestionId: null,
    lastChallenge: null,
    lock: null,
  },
  ...changes,
});

/** The same once the first session has started. */
export const studyingIdentity: Enrollment['identity'] = {
  ...enrollmentOf().identity,
  nextChallengeAtSeconds: 30,
};

export const paidInFull = {
  paymentStatus: 'COMPLETED',
  amountPaid: 4_950,
  amountDue: 0,
} as const satisfies Partial<Enrollment>;

export const lessonIds = ['buckle-up', 'mirrors', 'keep-a-gap'] as const;

export const rules: PolicyRules = {
  requiredSeconds: 40,
  dailyLimit: { mode: 'calendarDay', seconds: 14_400 },
  wordsPerMinute: null,
  heartbeatSeconds: 5,
  maximumGapSeconds: 15,
  idleSeconds: 600,
  staleSeconds: 20,
  breakEverySeconds: null,
  breakSeconds: null,
  challenges: {
    everySeconds: 30,
    jitterSeconds: 3,
    windowSeconds: 25,
    bank: ['first-school', 'first-pet', 'childhood-street'],
    answersToRegister: 3,
    onFailure: { strategy: 'consecutive', wrongInARow: 3 },
    lockSeconds: 60,
  },
  exams: [
    {
      quizId: 'final-exam',
      questions: 4,
      passPercent: 75,
      attempts: 3,
      delaySeconds: 3_600,
      timeLimitSeconds: 300,
      graceSeconds: 10,
      onExhausted: 'staff',
      revealAnswers: 'afterPass',
    },
  ],
  certificate: { withinSeconds: null, serialPrefix: 'TASTE' },
  retentionYears: 1,
  video: { requiredPercent: 50, maximumRateHundredths: 150 },
};

export const recordOf = (changes: Partial<QuizRecord> = {}): QuizRecord => ({
  quizId: 'final-exam',
  attemptsStarted: 1,
  attemptsFinished: 1,
  attemptsVoided: 0,
  attemptsUsed: 1,
  extraAttempts: 0,
  extraSeconds: 0,
  openAttemptId: null,
  openDeadline: null,
  lastFinishedAt: new Date('2026-03-02T15:30:00Z'),
  bestPercent: 50,
  passed: false,
  passedAt: null,
  restarts: 0,
  ...changes,
});

/** A student who may study, an hour after the last attempt of `recordOf` was possible. */
export const standingOf = (changes: Partial<Standing> = {}): Standing => ({
  isSignedIn: true,
  course: { modules: [{ moduleId: 'all', title: 'All', lessonIds }] },
  enrollment: enrollmentOf(),
  rules,
  quizRecords: [],
  seatsLeft: 10,
  waitingPlacesLeft: 5,
  studentName: 'Ana Berg',
  hasAnsweredQuestions: true,
  now: new Date('2026-03-02T17:00:00Z'),
  ...changes,
});
