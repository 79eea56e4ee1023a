/**
 * Written by `npm run build:client -- --types` from the server's own schemas; a test holds it to them. Not to be edited.
 * Amounts are integers in minor units, durations carry their unit in the name, instants of requests and answers are
 * ISO 8601 text, those of documents are `Date`.
 */

export type Role = 'student' | 'instructor' | 'admin' | 'auditor';

export type RoleRecord = { readonly role: Role };

export type Terms = {
  readonly minimumPaidToOpen: number;
  readonly overpayment: 'credit' | 'refund';
  readonly completeWithin: { readonly from: 'registration' | 'start'; readonly seconds: number } | null;
};

export type ExamRules = {
  readonly quizId: string;
  readonly questions: number;
  readonly passPercent: number;
  readonly attempts: number;
  readonly delaySeconds: number;
  readonly timeLimitSeconds: number | null;
  readonly graceSeconds: number;
  readonly onExhausted: 'restart' | 'fail' | 'staff';
  readonly revealAnswers: 'never' | 'afterPass' | 'afterEveryAttempt';
};

export type PolicyRules = {
  readonly requiredSeconds: number;
  readonly dailyLimit:
    | { readonly mode: 'none' }
    | { readonly mode: 'calendarDay'; readonly seconds: number }
    | { readonly mode: 'rolling24h'; readonly seconds: number };
  readonly wordsPerMinute: number | null;
  readonly heartbeatSeconds: number;
  readonly maximumGapSeconds: number;
  readonly idleSeconds: number | null;
  readonly staleSeconds: number;
  readonly breakEverySeconds: number | null;
  readonly breakSeconds: number | null;
  readonly challenges: {
    readonly everySeconds: number;
    readonly jitterSeconds: number;
    readonly windowSeconds: number;
    readonly bank: readonly string[];
    readonly answersToRegister: number;
    readonly onFailure:
      | { readonly strategy: 'consecutive'; readonly wrongInARow: number }
      | { readonly strategy: 'ratio'; readonly maximumWrongPercent: number; readonly minimumAsked: number }
      | {
          readonly strategy: 'returnToLastVerified';
          readonly silencesToFail: number;
          readonly wrongToFail: number;
        }
      | { readonly strategy: 'courseFail' };
    readonly lockSeconds: number | null;
  } | null;
  readonly exams: readonly ExamRules[];
  readonly certificate: { readonly withinSeconds: number | null; readonly serialPrefix: string };
  readonly retentionYears: number;
  readonly video: { readonly requiredPercent: number; readonly maximumRateHundredths: number };
  readonly driving?: {
    readonly minimumCourseSeconds: number;
    readonly lateCancellationHours: number;
    readonly onLateCancellation: 'consume' | 'release';
  };
};

export type PolicyVersion = {
  readonly policyId: string;
  readonly version: number;
  readonly title: string;
  readonly terms: Terms;
  readonly rules: PolicyRules;
  readonly sources: readonly {
    readonly parameter: string;
    readonly certainty: 'statute' | 'vendors' | 'assumed' | 'ours';
    readonly source: string;
  }[];
};

export type Course = {
  readonly published: boolean;
  readonly price: number;
  readonly currency: 'usd' | 'cad' | 'eur' | 'gbp';
  readonly policyId: string;
  readonly policyVersion: number;
  readonly terms: Terms;
  readonly courseId: string;
  readonly title: string;
  readonly capacity: number;
  readonly waitlistCapacity: number;
  readonly timeZone: string;
  readonly modules: readonly {
    readonly moduleId: string;
    readonly title: string;
    readonly lessonIds: readonly string[];
  }[];
  readonly quizIds: readonly string[];
};

export type Lesson = {
  readonly lessonId: string;
  readonly title: string;
  readonly minimumSeconds: number;
  readonly maximumSeconds: number | null;
  readonly words: number;
  readonly videoSeconds: number;
  readonly content: { readonly text: string; readonly videoUrl: string | null } | null;
};

export type Quiz = {
  readonly quizId: string;
  readonly title: string;
  readonly poolSize: number;
  readonly revision: number;
};

export type Seats = {
  readonly capacity: number;
  readonly taken: number;
  readonly waitlistCapacity: number;
  readonly waitlisted: number;
  readonly nextWaitlistNumber: number;
  readonly offer: {
    readonly published: boolean;
    readonly price: number;
    readonly currency: 'usd' | 'cad' | 'eur' | 'gbp';
    readonly policyId: string;
    readonly policyVersion: number;
    readonly terms: Terms;
  };
};

export type Profile = {
  readonly displayName?: string;
  readonly phone?: string;
  readonly locale?: string;
  readonly address?: {
    readonly line1?: string;
    readonly line2?: string;
    readonly city?: string;
    readonly state?: string;
    readonly postalCode?: string;
    readonly country?: string;
  };
};

export type EnrollmentStatus =
  | 'WAITLISTED'
  | 'PENDING_PAYMENT'
  | 'ACTIVE'
  | 'COMPLETED'
  | 'CERTIFIED'
  | 'CANCELLED'
  | 'EXPIRED';

export type PaymentStatus = 'PENDING' | 'PARTIAL' | 'COMPLETED' | 'REFUNDED' | 'DISPUTED';

export type AccessStatus = 'LOCKED' | 'ACTIVE' | 'SUSPENDED' | 'EXPIRED';

export type Enrollment = {
  readonly amountTotal: number;
  readonly amountPaid: number;
  readonly amountDue: number;
  readonly amountRefunded: number;
  readonly amountDisputed: number;
  readonly creditBalance: number;
  readonly userId: string;
  readonly courseId: string;
  readonly registrationId: string;
  readonly enrollmentStatus: EnrollmentStatus;
  readonly paymentStatus: PaymentStatus;
  readonly accessStatus: AccessStatus;
  readonly price: number;
  readonly currency: 'usd' | 'cad' | 'eur' | 'gbp';
  readonly policyId: string;
  readonly policyVersion: number;
  readonly terms: Terms;
  readonly timeZone: string;
  readonly openPayment: {
    readonly reservationId: string;
    readonly amount: number;
    readonly paymentIntentId: string | null;
  } | null;
  readonly waitlistNumber: number | null;
  readonly registeredAt: Date;
  readonly activatedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  readonly creditedSeconds: number;
  readonly adjustedSeconds: number;
  readonly completedLessonIds: readonly string[];
  readonly completedAt: Date | null;
  readonly certifiedAt: Date | null;
  readonly identity: {
    readonly round: number;
    readonly asked: number;
    readonly wrong: number;
    readonly silences: number;
    readonly wrongInARow: number;
    readonly verifiedSeconds: number;
    readonly nextChallengeAtSeconds: number | null;
    readonly openChallenge: {
      readonly challengeId: string;
      readonly sessionId: string;
      readonly questionId: string;
      readonly issuedAt: Date;
      readonly expiresAt: Date;
    } | null;
    readonly lastQuestionId: string | null;
    readonly lastChallenge: {
      readonly challengeId: string;
      readonly outcome: 'CORRECT' | 'INCORRECT' | 'EXPIRED';
      readonly settledAt: Date;
    } | null;
    readonly lock: {
      readonly cause: 'failedChecks' | 'excluded' | 'courseFailed' | 'examFailed' | 'staff';
      readonly lockedAt: Date;
      readonly until: Date | null;
    } | null;
  };
};

export type LedgerEntryKind =
  | 'tuition'
  | 'tuitionCancelled'
  | 'payment'
  | 'heldInSuspense'
  | 'refund'
  | 'refundFailed'
  | 'disputeOpened'
  | 'disputeFundsWithdrawn'
  | 'disputeFundsReinstated'
  | 'disputeWon'
  | 'disputeLost'
  | 'reconciled';

export type LedgerEntry = {
  readonly entryId: string;
  readonly kind: LedgerEntryKind;
  readonly amount: number;
  readonly currency: 'usd' | 'cad' | 'eur' | 'gbp';
  readonly effect: {
    readonly total: number;
    readonly paid: number;
    readonly refunded: number;
    readonly disputed: number;
  };
  readonly paymentIntentId: string | null;
  readonly recordedAt: Date;
  readonly differences?: readonly {
    readonly field: string;
    readonly stored: unknown;
    readonly recounted: unknown;
  }[];
};

export type LessonProgress = {
  readonly lessonId: string;
  readonly creditedSeconds: number;
  readonly watched: readonly { readonly from: number; readonly to: number }[];
  readonly watchedAt: Date | null;
  readonly completedAt: Date | null;
};

export type SessionState = 'ACTIVE' | 'IDLE' | 'ON_BREAK' | 'TERMINATED' | 'ABANDONED' | 'CLOSED';

export type Session = {
  readonly sessionId: string;
  readonly userId: string;
  readonly courseId: string;
  readonly state: SessionState;
  readonly timeZone: string;
  readonly rules: {
    readonly heartbeatSeconds: number;
    readonly maximumGapSeconds: number;
    readonly idleSeconds: number | null;
    readonly staleSeconds: number;
    readonly breakEverySeconds: number | null;
    readonly breakSeconds: number | null;
    readonly dailyLimit:
      | { readonly mode: 'none' }
      | { readonly mode: 'calendarDay'; readonly seconds: number }
      | { readonly mode: 'rolling24h'; readonly seconds: number };
    readonly requiredSeconds: number;
    readonly retentionYears: number;
  };
  readonly startedAt: Date;
  readonly lastAcceptedAt: Date;
  readonly staleAt: Date | null;
  readonly countedUntil: Date;
  readonly lastEngagedAt: Date;
  readonly lastSequence: number;
  readonly creditedSeconds: number;
  readonly lessonId: string | null;
  readonly lessonLeftSeconds: number | null;
  readonly lessonIds: readonly string[];
  readonly pendingLessonSeconds: Readonly<Record<string, number>>;
  readonly studiedSinceBreakSeconds: number;
  readonly breakEndsAt: Date | null;
  readonly checkQuestionIds: readonly string[];
  readonly noticedChallengeId: string | null;
  readonly eventCount: number;
  readonly headHash: string;
  readonly beaconTokenHash: string | null;
  readonly device: string;
  readonly endedAt: Date | null;
  readonly endReason:
    | 'student'
    | 'beacon'
    | 'superseded'
    | 'stale'
    | 'dailyLimit'
    | 'locked'
    | 'accessLost'
    | null;
  readonly retainUntil: Date;
};

export type StudyDay = {
  readonly dayKey: string;
  readonly creditedSeconds: number;
  readonly stretches: readonly { readonly from: Date; readonly to: Date }[];
  readonly retainUntil: Date;
};

export type Challenge = {
  readonly challengeId: string;
  readonly sessionId: string;
  readonly questionId: string;
  readonly prompt: string;
  readonly state: 'ISSUED' | 'CORRECT' | 'INCORRECT' | 'EXPIRED' | 'CORRECTED';
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly settledAt: Date | null;
  readonly round: number;
  readonly position: number | null;
  readonly correction: {
    readonly from: 'CORRECT' | 'INCORRECT' | 'EXPIRED';
    readonly to: 'CORRECT' | 'INCORRECT';
    readonly by: string;
    readonly reason: string;
    readonly at: Date;
  } | null;
};

export type GivenAnswer =
  | { readonly questionId: string; readonly kind: 'singleChoice'; readonly optionId: string }
  | { readonly questionId: string; readonly kind: 'multipleChoice'; readonly optionIds: readonly string[] }
  | { readonly questionId: string; readonly kind: 'numeric'; readonly value: number }
  | { readonly questionId: string; readonly kind: 'shortText'; readonly text: string };

export type ShownQuestion = {
  readonly questionId: string;
  readonly kind: 'singleChoice' | 'multipleChoice' | 'numeric' | 'shortText';
  readonly prompt: string;
  readonly options: readonly { readonly optionId: string; readonly text: string }[];
};

export type QuizRecord = {
  readonly quizId: string;
  readonly attemptsStarted: number;
  readonly attemptsFinished: number;
  readonly attemptsVoided: number;
  readonly attemptsUsed: number;
  readonly extraAttempts: number;
  readonly extraSeconds: number;
  readonly openAttemptId: string | null;
  readonly openDeadline: Date | null;
  readonly lastFinishedAt: Date | null;
  readonly bestPercent: number | null;
  readonly passed: boolean;
  readonly passedAt: Date | null;
  readonly restarts: number;
};

export type QuizAttempt = {
  readonly attemptId: string;
  readonly quizId: string;
  readonly courseId: string;
  readonly attemptNumber: number;
  readonly round: number;
  readonly state: 'IN_PROGRESS' | 'SUBMITTED' | 'AUTO_SUBMITTED' | 'VOIDED';
  readonly questionIds: readonly string[];
  readonly questions: readonly {
    readonly questionId: string;
    readonly kind: 'singleChoice' | 'multipleChoice' | 'numeric' | 'shortText';
    readonly optionIds: readonly string[];
  }[];
  readonly policyVersion: number;
  readonly poolRevision: number;
  readonly rules: ExamRules;
  readonly startedAt: Date;
  readonly deadline: Date | null;
  readonly answers: readonly GivenAnswer[];
  readonly savedSequence: number;
  readonly savedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly submission: { readonly requestId: string; readonly fingerprint: string } | null;
  readonly result: {
    readonly score: number;
    readonly maxScore: number;
    readonly percent: number;
    readonly passed: boolean;
  } | null;
  readonly standing: {
    readonly attemptsLeft: number;
    readonly bestPercent: number;
    readonly consequence: 'none' | 'restart' | 'fail' | 'staff';
  } | null;
  readonly voided: { readonly by: string; readonly reason: string; readonly at: Date } | null;
};

export type Certificate = {
  readonly certificateId: string;
  readonly serial: string;
  readonly state: 'ISSUED' | 'REVOKED' | 'SUPERSEDED';
  readonly userId: string;
  readonly courseId: string;
  readonly registrationId: string;
  readonly schoolName: string;
  readonly courseTitle: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly policyTitle: string;
  readonly studentName: string;
  readonly creditedSeconds: number;
  readonly completedAt: Date;
  readonly issuedAt: Date;
  readonly timeZone: string;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly revocation: { readonly by: string; readonly reason: string; readonly at: Date } | null;
  readonly supersession: { readonly by: string; readonly reason: string; readonly at: Date } | null;
  readonly retainUntil: Date;
};

export type Achievement =
  | 'firstLesson'
  | 'firstQuizPassed'
  | 'perfectScore'
  | 'firstCourse'
  | 'firstCertificate'
  | 'tenHours';

export type Summary = {
  readonly enrolledCourses: number;
  readonly completedCourses: number;
  readonly certificates: number;
  readonly credits: number;
  readonly lessonsCompleted: number;
  readonly quizzesPassed: number;
  readonly perfectScores: number;
  readonly studySeconds: number;
  readonly achievements: readonly Achievement[];
};

export type Authorization = {
  readonly totalUnits: number;
  readonly reservedUnits: number;
  readonly consumedUnits: number;
  readonly authorizationId: string;
  readonly studentId: string;
  readonly instructorId: string;
  readonly courseId: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly timeZone: string;
  readonly limits: {
    readonly perDay: number | null;
    readonly perWeek: number | null;
    readonly perMonth: number | null;
  };
  readonly rules: {
    readonly minimumCourseSeconds: number;
    readonly lateCancellationHours: number;
    readonly onLateCancellation: 'consume' | 'release';
  };
  readonly unitsByDay: Readonly<Record<string, number>>;
  readonly createdAt: Date;
  readonly createdBy: string;
};

export type Reservation = {
  readonly reservationId: string;
  readonly authorizationId: string;
  readonly studentId: string;
  readonly instructorId: string;
  readonly courseId: string;
  readonly state: 'HELD' | 'CONSUMED' | 'RELEASED' | 'EXPIRED';
  readonly units: number;
  readonly consumedUnits: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly isScheduled: boolean;
  readonly heldAt: Date;
  readonly endedAt: Date | null;
};

export type Suspense = {
  readonly paymentId: string;
  readonly state: 'OPEN' | 'CLAIMED';
  readonly reason: 'NO_OWNER' | 'NO_ENROLLMENT' | 'CURRENCY_MISMATCH';
  readonly currency: string;
  readonly amountPaid: number;
  readonly amountRefunded: number;
  readonly amountDisputed: number;
  readonly entryCount: number;
  readonly namedOwner: { readonly userId: string; readonly courseId: string } | null;
  readonly receivedAt: Date;
  readonly claimedAt: Date | null;
  readonly claimedFor: { readonly userId: string; readonly courseId: string } | null;
};

export type AuditRecord = {
  readonly entryId: string;
  readonly chain: string;
  readonly at: Date;
  readonly action: string;
  readonly requestId: string | null;
  readonly actor: { readonly uid: string; readonly role: Role | 'operator' };
  readonly subject: {
    readonly userId: string | null;
    readonly courseId: string | null;
    readonly document: string | null;
  };
  readonly reason: string | null;
  readonly outcome: 'applied' | 'refused' | 'read';
  readonly refusal: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly position: number;
  readonly previousHash: string;
  readonly hash: string;
};
