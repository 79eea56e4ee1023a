import { z } from 'zod';
import { Id } from '../platform/ids.ts';
import { DrivingRules } from './driving-rules.ts';
import { checked } from './problem.ts';
import { rulesProblems } from './rules-problems.ts';
import { VerificationQuestionId } from './verification-bank.ts';

const Seconds = z
  .int()
  .min(0)
  .max(10 * 365 * 86_400);
const PositiveSeconds = Seconds.min(1);
const Percent = z.int().min(0).max(100);

/** How much may be credited in a day: of the calendar in the enrollment's time zone, or in any 24 hours. */
export const DailyLimit = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('none') }),
  z.strictObject({ mode: z.literal('calendarDay'), seconds: PositiveSeconds }),
  z.strictObject({ mode: z.literal('rolling24h'), seconds: PositiveSeconds }),
]);
export type DailyLimit = z.infer<typeof DailyLimit>;

/** What follows from wrong or missing answers to identity checks. Silence counts as a wrong answer. */
export const ChallengeStrategy = z.discriminatedUnion('strategy', [
  /** So many wrong in a row lock the course. */
  z.strictObject({ strategy: z.literal('consecutive'), wrongInARow: z.int().min(1).max(20) }),
  /** More than `maximumWrongPercent` of all wrong excludes, counted from `minimumAsked` checks on. */
  z.strictObject({
    strategy: z.literal('ratio'),
    maximumWrongPercent: Percent,
    minimumAsked: z.int().min(1).max(100),
  }),
  /**
   * The first silence takes back what was credited since the last correct answer; `silencesToFail` silences, or
   * `wrongToFail` wrong answers, fail the course.
   */
  z.strictObject({
    strategy: z.literal('returnToLastVerified'),
    silencesToFail: z.int().min(1).max(20),
    wrongToFail: z.int().min(1).max(20),
  }),
  /** One wrong answer fails the course. */
  z.strictObject({ strategy: z.literal('courseFail') }),
]);
export type ChallengeStrategy = z.infer<typeof ChallengeStrategy>;

export const ChallengeRules = z.strictObject({
  /** Credited seconds between two checks, give or take `jitterSeconds`. */
  everySeconds: PositiveSeconds,
  jitterSeconds: Seconds,
  /** Time to answer. */
  windowSeconds: PositiveSeconds,
  /** The questions a student may be asked, by their id in the bank of `catalog/verification-bank.ts`. */
  bank: z.array(VerificationQuestionId).min(1).max(50),
  /** How many of them a student has to register answers to. */
  answersToRegister: z.int().min(1).max(50),
  onFailure: ChallengeStrategy,
  /** How long a lock lasts; null: until staff release it. */
  lockSeconds: PositiveSeconds.nullable(),
});
export type ChallengeRules = z.infer<typeof ChallengeRules>;

export const ExamRules = z.strictObject({
  quizId: Id,
  /** Drawn anew for each attempt. More could not be answered in one request (`platform/body-bounds.ts`). */
  questions: z.int().min(1).max(100),
  passPercent: Percent,
  attempts: z.int().min(1).max(50),
  /** From the end of a failed attempt to the next start. */
  delaySeconds: Seconds,
  /** From start to deadline; null: no limit. */
  timeLimitSeconds: PositiveSeconds.nullable(),
  /** After the deadline an answer on its way still counts. */
  graceSeconds: z.int().min(0).max(600),
  /** `restart`: the attempts begin anew with the course's hours; `fail`: the course is lost; `staff` decide. */
  onExhausted: z.enum(['restart', 'fail', 'staff']),
  revealAnswers: z.enum(['never', 'afterPass', 'afterEveryAttempt']),
});
export type ExamRules = z.infer<typeof ExamRules>;

const Rules = z.strictObject({
  requiredSeconds: Seconds,
  dailyLimit: DailyLimit,
  /** A lesson takes its own `minimumSeconds`, or its words at this speed, whichever is longer. */
  wordsPerMinute: z.int().min(50).max(1_000).nullable(),
  heartbeatSeconds: z.int().min(5).max(600),
  /** Credited at most between two accepted heartbeats. */
  maximumGapSeconds: z.int().min(5).max(3_600),
  /** Without a sign of life from the student nothing is credited any more; null: not asked for. */
  idleSeconds: PositiveSeconds.nullable(),
  /** A session without a heartbeat for so long is over, as of the last one. */
  staleSeconds: PositiveSeconds,
  /** After so much study a break is due; both or neither. */
  breakEverySeconds: PositiveSeconds.nullable(),
  breakSeconds: PositiveSeconds.nullable(),
  challenges: ChallengeRules.nullable(),
  exams: z.array(ExamRules).max(20),
  certificate: z.strictObject({
    /** From completion to the last day on which it is issued; null: always. */
    withinSeconds: PositiveSeconds.nullable(),
    /** What serial numbers begin with. */
    serialPrefix: z.string().regex(/^[A-Z0-9]{1,8}$/),
  }),
  retentionYears: z.int().min(1).max(100),
  video: z.strictObject({
    /** Of each video, to be seen before its lesson counts. */
    requiredPercent: Percent,
    /** Playing faster earns nothing more. In hundredths: 150 is one and a half. */
    maximumRateHundredths: z.int().min(100).max(400),
  }),
  /** Absent where the course teaches no driving. */
  driving: DrivingRules.optional(),
});
export type PolicyRules = z.infer<typeof Rules>;

/**
 * Everything a jurisdiction asks of the course, but for money (`Terms`). Part of an immutable policy version. Strict,
 * since whoever does not know one of its rules must not run a course by the others; and free of contradictions.
 */
export const PolicyRules = checked(Rules, rulesProblems);

/** Where a number comes from, and how sure we are of it. */
export const PolicySource = z.strictObject({
  /** The parameter by its path: `dailyLimit.seconds`. */
  parameter: z.string().min(1).max(100),
  /** `statute`: read in the rule itself; `vendors`: as approved providers do it; `assumed`: nobody could read it. */
  certainty: z.enum(['statute', 'vendors', 'assumed', 'ours']),
  source: z.string().min(1).max(400),
});
export type PolicySource = z.infer<typeof PolicySource>;
