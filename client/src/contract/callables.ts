/**
 * Written by `npm run build:client -- --types` from the server's own schemas; a test holds it to them. Not to be edited.
 * Amounts are integers in minor units, durations carry their unit in the name, instants of requests and answers are
 * ISO 8601 text, those of documents are `Date`.
 */

import type {
  AccessStatus,
  EnrollmentStatus,
  GivenAnswer,
  LedgerEntryKind,
  PaymentStatus,
  Role,
  SessionState,
  ShownQuestion,
  Terms,
} from './documents.ts';

/** A stored document as an answer tells it: instants are ISO 8601 text. */
export type Told<T> = T extends Date
  ? string
  : T extends object
    ? { readonly [Key in keyof T]: Told<T[Key]> }
    : T;

/** What each callable takes and answers, by its name. */
export interface Callables {
  enroll: {
    readonly request: { readonly courseId: string; readonly timeZone: string };
    readonly answer: {
      readonly enrollmentStatus: EnrollmentStatus;
      readonly amountDue: number;
      readonly currency: 'usd' | 'cad' | 'eur' | 'gbp';
      readonly seatsLeft: number;
      readonly replayed: boolean;
    };
  };
  cancelEnrollment: {
    readonly request: { readonly courseId: string; readonly reason: string };
    readonly answer: { readonly enrollmentStatus: EnrollmentStatus; readonly replayed: boolean };
  };
  createPayment: {
    readonly request: { readonly courseId: string; readonly amount: number };
    readonly answer: {
      readonly paymentIntentId: string;
      readonly clientSecret: string;
      readonly amount: number;
      readonly currency: 'usd' | 'cad' | 'eur' | 'gbp';
      readonly replayed: boolean;
    };
  };
  payRemainingBalance: {
    readonly request: { readonly courseId: string };
    readonly answer: {
      readonly paymentIntentId: string;
      readonly clientSecret: string;
      readonly amount: number;
      readonly currency: 'usd' | 'cad' | 'eur' | 'gbp';
      readonly replayed: boolean;
    };
  };
  createCheckout: {
    readonly request: {
      readonly courseId: string;
      readonly successUrl: string;
      readonly cancelUrl: string;
      readonly amount?: number | undefined;
    };
    readonly answer: { readonly url: string; readonly checkoutSessionId: string; readonly replayed: boolean };
  };
  refundPayment: {
    readonly request: {
      readonly userId: string;
      readonly courseId: string;
      readonly paymentId: string;
      readonly amount: number;
      readonly reason: string;
    };
    readonly answer: { readonly refundId: string; readonly status: string; readonly replayed: boolean };
  };
  claimSuspense: {
    readonly request: { readonly paymentId: string; readonly userId: string; readonly courseId: string };
    readonly answer: {
      readonly amountTotal: number;
      readonly amountPaid: number;
      readonly amountDue: number;
      readonly amountRefunded: number;
      readonly amountDisputed: number;
      readonly creditBalance: number;
      readonly replayed: boolean;
    };
  };
  replayStripeEvent: {
    readonly request: { readonly eventId: string };
    readonly answer: {
      readonly state: 'received' | 'applied' | 'ignored' | 'parked';
      readonly replayed: boolean;
    };
  };
  startSession: {
    readonly request: {
      readonly courseId: string;
      readonly lessonId?: string | undefined;
      readonly device: string;
    };
    readonly answer: {
      readonly sessionId: string;
      readonly heartbeatSeconds: number;
      readonly remainingTodaySeconds: number | null;
      readonly beaconToken: string;
      readonly replayed: boolean;
    };
  };
  heartbeat: {
    readonly request: {
      readonly courseId: string;
      readonly sessionId: string;
      readonly sequence: number;
      readonly lessonId: string;
      readonly engaged: boolean;
      readonly clientTime?: unknown | undefined;
    };
    readonly answer: {
      readonly creditedSeconds: number;
      readonly todaySeconds: number;
      readonly state: SessionState;
      readonly challenge?: {
        readonly challengeId: string;
        readonly questionId: string;
        readonly prompt: string;
        readonly expiresAt: string;
      };
      readonly replayed: boolean;
    };
  };
  endSession: {
    readonly request: { readonly courseId: string; readonly sessionId: string; readonly reason: string };
    readonly answer: {
      readonly state: SessionState;
      readonly creditedSeconds: number;
      readonly replayed: boolean;
    };
  };
  completeLesson: {
    readonly request: { readonly courseId: string; readonly lessonId: string; readonly sessionId: string };
    readonly answer: {
      readonly completedAt: string;
      readonly nextLessonId: string | null;
      readonly moduleCompleted: boolean;
      readonly courseCompleted: boolean;
      readonly replayed: boolean;
    };
  };
  recordVideoProgress: {
    readonly request: {
      readonly courseId: string;
      readonly lessonId: string;
      readonly sessionId: string;
      readonly from: number;
      readonly to: number;
    };
    readonly answer: {
      readonly watchedSeconds: number;
      readonly requiredSeconds: number;
      readonly replayed: boolean;
    };
  };
  registerVerificationAnswers: {
    readonly request: { readonly courseId: string; readonly answers: Readonly<Record<string, string>> };
    readonly answer: { readonly registered: number; readonly replayed: boolean };
  };
  answerChallenge: {
    readonly request: { readonly courseId: string; readonly challengeId: string; readonly answer: string };
    readonly answer: {
      readonly outcome: 'CORRECT' | 'INCORRECT' | 'EXPIRED';
      readonly triesLeft: number;
      readonly lockedUntil?: string | null;
      readonly replayed: boolean;
    };
  };
  unlockEnrollment: {
    readonly request: { readonly userId: string; readonly courseId: string; readonly reason: string };
    readonly answer: { readonly accessStatus: AccessStatus; readonly replayed: boolean };
  };
  correctChallenge: {
    readonly request: {
      readonly userId: string;
      readonly courseId: string;
      readonly challengeId: string;
      readonly outcome: 'CORRECT' | 'INCORRECT';
      readonly reason: string;
    };
    readonly answer: {
      readonly outcome: 'CORRECT' | 'INCORRECT';
      readonly ratio: { readonly wrong: number; readonly asked: number };
      readonly replayed: boolean;
    };
  };
  resetVerificationAnswers: {
    readonly request: { readonly userId: string; readonly courseId: string; readonly reason: string };
    readonly answer: { readonly registered: 0; readonly replayed: boolean };
  };
  startQuizAttempt: {
    readonly request: { readonly courseId: string; readonly quizId: string };
    readonly answer: {
      readonly attemptId: string;
      readonly attemptNumber: number;
      readonly attemptsLeft: number;
      readonly deadline: string | null;
      readonly questions: readonly ShownQuestion[];
      readonly replayed: boolean;
    };
  };
  saveQuizAnswers: {
    readonly request: {
      readonly courseId: string;
      readonly quizId: string;
      readonly attemptId: string;
      readonly answers: readonly GivenAnswer[];
      readonly sequence: number;
    };
    readonly answer: { readonly savedAt: string; readonly replayed: boolean };
  };
  submitQuizAttempt: {
    readonly request: {
      readonly courseId: string;
      readonly quizId: string;
      readonly attemptId: string;
      readonly answers: readonly GivenAnswer[];
    };
    readonly answer: {
      readonly score: number;
      readonly maxScore: number;
      readonly percent: number;
      readonly passed: boolean;
      readonly state: 'IN_PROGRESS' | 'SUBMITTED' | 'AUTO_SUBMITTED' | 'VOIDED';
      readonly attemptsLeft: number;
      readonly bestPercent: number;
      readonly consequence: 'none' | 'restart' | 'fail' | 'staff';
      readonly review?: readonly {
        readonly questionId: string;
        readonly correct: boolean;
        readonly points: number;
        readonly maxPoints: number;
        readonly solution:
          | { readonly kind: 'choice'; readonly optionIds: readonly string[] }
          | { readonly kind: 'numeric'; readonly value: number; readonly tolerance: number }
          | { readonly kind: 'shortText'; readonly text: string };
        readonly explanation: string | null;
      }[];
      readonly replayed: boolean;
    };
  };
  voidQuizAttempt: {
    readonly request: {
      readonly userId: string;
      readonly courseId: string;
      readonly quizId: string;
      readonly attemptId: string;
      readonly reason: string;
    };
    readonly answer: {
      readonly state: 'IN_PROGRESS' | 'SUBMITTED' | 'AUTO_SUBMITTED' | 'VOIDED';
      readonly attemptsLeft: number;
      readonly bestPercent: number | null;
      readonly passed: boolean;
      readonly replayed: boolean;
    };
  };
  grantQuizAllowance: {
    readonly request: {
      readonly userId: string;
      readonly courseId: string;
      readonly quizId: string;
      readonly extraAttempts?: number | undefined;
      readonly extraSeconds?: number | undefined;
      readonly reason: string;
    };
    readonly answer: {
      readonly attemptsLeft: number;
      readonly extraAttempts: number;
      readonly extraSeconds: number;
      readonly replayed: boolean;
    };
  };
  issueCertificate: {
    readonly request: { readonly courseId: string };
    readonly answer: { readonly certificateId: string; readonly serial: string; readonly replayed: boolean };
  };
  getCertificatePdf: {
    readonly request: {
      readonly courseId: string;
      readonly userId?: string | undefined;
      readonly certificateId?: string | undefined;
    };
    readonly answer: { readonly fileName: string; readonly pdfBase64: string };
  };
  revokeCertificate: {
    readonly request: { readonly certificateId: string; readonly reason: string };
    readonly answer: {
      readonly certificateId: string;
      readonly state: 'ISSUED' | 'REVOKED' | 'SUPERSEDED';
      readonly replayed: boolean;
    };
  };
  supersedeCertificate: {
    readonly request: {
      readonly certificateId: string;
      readonly studentName: string;
      readonly reason: string;
    };
    readonly answer: { readonly certificateId: string; readonly serial: string; readonly replayed: boolean };
  };
  exportComplianceRecord: {
    readonly request: {
      readonly courseId: string;
      readonly userId?: string | undefined;
      readonly format: 'json' | 'html' | 'xapi';
      readonly fromDay?: string | undefined;
      readonly toDay?: string | undefined;
    };
    readonly answer: {
      readonly format: 'json' | 'html' | 'xapi';
      readonly fileName: string;
      readonly contentType: string;
      readonly document: string;
    };
  };
  createAuthorization: {
    readonly request: {
      readonly userId: string;
      readonly courseId: string;
      readonly instructorId: string;
      readonly totalUnits: number;
      readonly validFrom: string;
      readonly validTo: string;
      readonly limits?:
        | {
            readonly perDay?: number | null | undefined;
            readonly perWeek?: number | null | undefined;
            readonly perMonth?: number | null | undefined;
          }
        | undefined;
    };
    readonly answer: { readonly authorizationId: string; readonly replayed: boolean };
  };
  changeAuthorization: {
    readonly request: {
      readonly authorizationId: string;
      readonly totalUnits?: number | undefined;
      readonly validFrom?: string | undefined;
      readonly validTo?: string | undefined;
      readonly limits?:
        | {
            readonly perDay?: number | null | undefined;
            readonly perWeek?: number | null | undefined;
            readonly perMonth?: number | null | undefined;
          }
        | undefined;
      readonly reason: string;
    };
    readonly answer: {
      readonly totalUnits: number;
      readonly reservedUnits: number;
      readonly consumedUnits: number;
      readonly availableUnits: number;
      readonly validFrom: string;
      readonly validTo: string;
      readonly replayed: boolean;
    };
  };
  reserveUnits: {
    readonly request: {
      readonly authorizationId: string;
      readonly units: number;
      readonly startsAt: string;
      readonly durationMinutes?: number | undefined;
    };
    readonly answer: {
      readonly reservationId: string;
      readonly reservedUnits: number;
      readonly availableUnits: number;
      readonly replayed: boolean;
    };
  };
  releaseUnits: {
    readonly request: {
      readonly authorizationId: string;
      readonly reservationId: string;
      readonly reason: string;
      readonly waiveLateCancellation?: boolean | undefined;
    };
    readonly answer: {
      readonly state: 'HELD' | 'CONSUMED' | 'RELEASED' | 'EXPIRED';
      readonly reservedUnits: number;
      readonly consumedUnits: number;
      readonly availableUnits: number;
      readonly replayed: boolean;
    };
  };
  consumeUnits: {
    readonly request: {
      readonly authorizationId: string;
      readonly reservationId: string;
      readonly units: number;
    };
    readonly answer: {
      readonly consumedUnits: number;
      readonly reservedUnits: number;
      readonly availableUnits: number;
      readonly replayed: boolean;
    };
  };
  setRole: {
    readonly request: { readonly userId: string; readonly role: Role; readonly reason: string };
    readonly answer: { readonly role: Role; readonly replayed: boolean };
  };
  breakGlass: {
    readonly request: {
      readonly userId: string;
      readonly courseId: string;
      readonly reason: string;
      readonly minutes: number;
    };
    readonly answer: { readonly grantId: string; readonly expiresAt: string; readonly replayed: boolean };
  };
  endBreakGlass: {
    readonly request: { readonly grantId: string };
    readonly answer: { readonly endedAt: string; readonly replayed: boolean };
  };
  deleteAccount: {
    readonly request: {
      readonly userId: string;
      readonly reason?: string | undefined;
      readonly force?: boolean | undefined;
    };
    readonly answer: {
      readonly deletedAt: string;
      readonly deleted: readonly ('signIn' | 'profile' | 'verificationAnswers')[];
      readonly kept: readonly {
        readonly what: 'courseRecord' | 'certificate' | 'paymentRecords' | 'auditLog';
        readonly courseId: string | null;
        readonly until: string | null;
      }[];
      readonly replayed: boolean;
    };
  };
  exportAccountData: {
    readonly request: { readonly userId: string; readonly reason?: string | undefined };
    readonly answer: Readonly<Record<string, unknown>>;
  };
  searchStudents: {
    readonly request: { readonly query: string };
    readonly answer: {
      readonly students: readonly {
        readonly userId: string;
        readonly displayName: string | null;
        readonly email: string | null;
        readonly isDeleted: boolean;
        readonly courses: readonly {
          readonly courseId: string;
          readonly courseTitle: string;
          readonly enrollmentStatus: EnrollmentStatus;
          readonly paymentStatus: PaymentStatus;
          readonly accessStatus: AccessStatus;
          readonly amountDue: number;
          readonly currency: 'usd' | 'cad' | 'eur' | 'gbp';
          readonly creditedSeconds: number;
        }[];
      }[];
      readonly isTruncated: boolean;
    };
  };
  getStudentTimeline: {
    readonly request: {
      readonly userId: string;
      readonly courseId: string;
      readonly before?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: {
      readonly student: {
        readonly userId: string;
        readonly displayName: string | null;
        readonly email: string | null;
        readonly isDeleted: boolean;
      };
      readonly enrollment: {
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
        readonly registeredAt: string;
        readonly activatedAt: string | null;
        readonly expiresAt: string | null;
        readonly cancelledAt: string | null;
        readonly cancelReason: string | null;
        readonly creditedSeconds: number;
        readonly adjustedSeconds: number;
        readonly completedLessonIds: readonly string[];
        readonly completedAt: string | null;
        readonly certifiedAt: string | null;
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
            readonly issuedAt: string;
            readonly expiresAt: string;
          } | null;
          readonly lastQuestionId: string | null;
          readonly lastChallenge: {
            readonly challengeId: string;
            readonly outcome: 'CORRECT' | 'INCORRECT' | 'EXPIRED';
            readonly settledAt: string;
          } | null;
          readonly lock: {
            readonly cause: 'failedChecks' | 'excluded' | 'courseFailed' | 'examFailed' | 'staff';
            readonly lockedAt: string;
            readonly until: string | null;
          } | null;
        };
      };
      readonly items: readonly (
        | {
            readonly at: string;
            readonly id: string;
            readonly kind: 'payment';
            readonly ledgerKind: LedgerEntryKind;
            readonly amount: number;
            readonly currency: 'usd' | 'cad' | 'eur' | 'gbp';
            readonly paymentIntentId: string | null;
            readonly refundableAmount: number;
          }
        | {
            readonly at: string;
            readonly id: string;
            readonly kind: 'session';
            readonly state: SessionState;
            readonly startedAt: string;
            readonly endedAt: string | null;
            readonly creditedSeconds: number;
            readonly endReason:
              | 'student'
              | 'beacon'
              | 'superseded'
              | 'stale'
              | 'dailyLimit'
              | 'locked'
              | 'accessLost'
              | null;
            readonly device: string;
          }
        | {
            readonly at: string;
            readonly id: string;
            readonly kind: 'attempt';
            readonly quizId: string;
            readonly quizTitle: string;
            readonly attemptNumber: number;
            readonly state: 'IN_PROGRESS' | 'SUBMITTED' | 'AUTO_SUBMITTED' | 'VOIDED';
            readonly percent: number | null;
            readonly passed: boolean | null;
          }
        | {
            readonly at: string;
            readonly id: string;
            readonly kind: 'challenge';
            readonly questionId: string;
            readonly state: 'ISSUED' | 'CORRECT' | 'INCORRECT' | 'EXPIRED' | 'CORRECTED';
            readonly issuedAt: string;
            readonly settledAt: string | null;
          }
        | {
            readonly at: string;
            readonly id: string;
            readonly kind: 'adjustment';
            readonly seconds: number;
            readonly cause: 'returnToLastVerified' | 'examRestart' | 'staff' | 'reconciled';
          }
        | {
            readonly at: string;
            readonly id: string;
            readonly kind: 'staffAction';
            readonly action: string;
            readonly by: string;
            readonly reason: string;
          }
        | {
            readonly at: string;
            readonly id: string;
            readonly kind: 'certificate';
            readonly certificateId: string;
            readonly serial: string;
            readonly state: 'ISSUED' | 'REVOKED' | 'SUPERSEDED';
          }
      )[];
      readonly nextBefore: string | null;
    };
  };
  listParkedEvents: {
    readonly request: { readonly after?: string | undefined };
    readonly answer: {
      readonly events: readonly {
        readonly eventId: string;
        readonly type: string;
        readonly createdAt: string;
        readonly state: 'received' | 'applied' | 'ignored' | 'parked';
        readonly reason: string | null;
        readonly attempts: number;
      }[];
      readonly next: string | null;
    };
  };
  listCalendar: {
    readonly request: {
      readonly from: string;
      readonly to: string;
      readonly instructorId?: string | undefined;
    };
    readonly answer: {
      readonly lessons: readonly {
        readonly authorizationId: string;
        readonly reservationId: string;
        readonly studentId: string;
        readonly instructorId: string;
        readonly courseId: string;
        readonly units: number;
        readonly consumedUnits: number;
        readonly state: 'HELD' | 'CONSUMED' | 'RELEASED' | 'EXPIRED';
        readonly studentName: string | null;
        readonly startsAt: string;
        readonly endsAt: string;
      }[];
      readonly isTruncated: boolean;
    };
  };
  listAuthorizations: {
    readonly request: { readonly userId?: string | undefined; readonly instructorId?: string | undefined };
    readonly answer: {
      readonly authorizations: readonly {
        readonly authorizationId: string;
        readonly studentId: string;
        readonly studentName: string | null;
        readonly instructorId: string;
        readonly courseId: string;
        readonly totalUnits: number;
        readonly reservedUnits: number;
        readonly consumedUnits: number;
        readonly availableUnits: number;
        readonly validFrom: string;
        readonly validTo: string;
      }[];
      readonly isTruncated: boolean;
    };
  };
  getHealth: {
    readonly request: Record<string, never>;
    readonly answer: {
      readonly at: string;
      readonly lanes: {
        readonly instances: number;
        readonly commands: number;
        readonly commits: number;
        readonly commandsPerCommit: number;
        readonly conflicts: number;
        readonly rereads: number;
        readonly isolations: number;
        readonly replayed: number;
        readonly refused: number;
        readonly retries: number;
        readonly giveUps: number;
        readonly unknownOutcomes: number;
      };
      readonly retry: {
        readonly calls: number;
        readonly attempts: number;
        readonly retries: number;
        readonly giveUps: number;
      };
      readonly backlog: {
        readonly receivedEvents: number;
        readonly parkedEvents: number;
        readonly outbox: number;
        readonly suspense: number;
      };
      readonly drift: {
        readonly checked: number;
        readonly drifted: number;
        readonly repaired: number;
        readonly contradicting: number;
        readonly unsettled: number;
        readonly runId: string;
        readonly mode: 'dryRun' | 'apply';
        readonly startedAt: string;
        readonly savedAt: string;
        readonly isDone: boolean;
      } | null;
      readonly byFunction: readonly {
        readonly name: string;
        readonly instances: number;
        readonly commands: number;
        readonly conflicts: number;
        readonly giveUps: number;
        readonly reportedAt: string;
      }[];
      readonly reportsLeftOut: number;
    };
  };
}
