import { z } from 'zod';
import { ExamRules } from '../catalog/policy-rules.ts';
import { Id } from '../platform/ids.ts';

const Count = z.int().min(0);
const Percent = z.int().min(0).max(100);

/** Questions of one attempt at most: their answers have to fit into one request (`platform/body-bounds.ts`). */
export const MAX_QUESTIONS = 100;

/** A student's answer to one question, by the question's kind. */
export const GivenAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ questionId: Id, kind: z.literal('singleChoice'), optionId: Id }),
  z.strictObject({ questionId: Id, kind: z.literal('multipleChoice'), optionIds: z.array(Id).max(12) }),
  z.strictObject({ questionId: Id, kind: z.literal('numeric'), value: z.number().min(-1e12).max(1e12) }),
  z.strictObject({ questionId: Id, kind: z.literal('shortText'), text: z.string().max(200) }),
]);
export type GivenAnswer = z.infer<typeof GivenAnswer>;

/** A frozen question: which options were shown, in which order. Nothing here tells which one is right. */
export const AttemptQuestion = z.object({
  questionId: Id,
  kind: z.enum(['singleChoice', 'multipleChoice', 'numeric', 'shortText']),
  /** Empty where there is nothing to choose from. */
  optionIds: z.array(Id).max(12),
});
export type AttemptQuestion = z.infer<typeof AttemptQuestion>;

export const AttemptState = z.enum(['IN_PROGRESS', 'SUBMITTED', 'AUTO_SUBMITTED', 'VOIDED']);
export type AttemptState = z.infer<typeof AttemptState>;

export const AttemptResult = z.object({
  score: Count,
  maxScore: z.int().positive(),
  /** Rounded down: 74.9 % is not 75 %. */
  percent: Percent,
  passed: z.boolean(),
});
export type AttemptResult = z.infer<typeof AttemptResult>;

/** What the end of an attempt led to: nothing, or what the policy says of exhausted attempts. */
export const Consequence = z.enum(['none', 'restart', 'fail', 'staff']);
export type Consequence = z.infer<typeof Consequence>;

/** How the student stood when an attempt ended; kept, so that every later answer about it says the same. */
export const Standing = z.object({ attemptsLeft: Count, bestPercent: Percent, consequence: Consequence });
export type Standing = z.infer<typeof Standing>;

/**
 * `…/quizzes/{quizId}/attempts/{attemptId}`, readable by the student: never a key, nor which answers were right.
 * It is the receipt of its start.
 */
export const QuizAttempt = z.object({
  attemptId: Id,
  quizId: Id,
  courseId: Id,
  /** From 1, each number once, whatever was voided. */
  attemptNumber: z.int().positive(),
  /** How often the attempts had begun anew by then (`QuizRecord.restarts`). */
  round: Count,
  state: AttemptState,
  /** Frozen at the start, with the policy version and the pool's revision they are judged by. */
  questionIds: z.array(Id).min(1).max(MAX_QUESTIONS),
  /** The same questions in the same order. */
  questions: z.array(AttemptQuestion).min(1).max(MAX_QUESTIONS),
  policyVersion: z.int().positive(),
  poolRevision: z.int().positive(),
  rules: ExamRules,
  startedAt: z.date(),
  deadline: z.date().nullable(),
  answers: z.array(GivenAnswer).max(MAX_QUESTIONS),
  /** The client's number of the last saved answers; an older save changes nothing. */
  savedSequence: Count,
  savedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  /** The request that ended it, so that its retry is known from another request under the same id. */
  submission: z.object({ requestId: Id, fingerprint: z.string().max(128) }).nullable(),
  /** Once set, never changed: not even when staff void the attempt, which then counts no more. */
  result: AttemptResult.nullable(),
  standing: Standing.nullable(),
  voided: z.object({ by: Id, reason: z.string().max(500), at: z.date() }).nullable(),
});
export type QuizAttempt = z.infer<typeof QuizAttempt>;

/** `…/quizzes/{quizId}`: how the student stands. Attempts are documents of their own. */
export const QuizRecord = z.object({
  quizId: Id,
  /** In all, whatever became of them: numbers the attempts, only grows. */
  attemptsStarted: Count,
  /** Ended with a result, only grows. */
  attemptsFinished: Count,
  attemptsVoided: Count,
  /** Since the attempts last began anew, without voided ones: what the limit is about. */
  attemptsUsed: Count,
  /** Given by staff on top of the rules until the attempts begin anew; reasons in `…/allowances/{allowanceId}`. */
  extraAttempts: Count,
  /** Given by staff for every attempt that is started from then on. */
  extraSeconds: Count,
  openAttemptId: Id.nullable(),
  openDeadline: z.date().nullable(),
  lastFinishedAt: z.date().nullable(),
  bestPercent: Percent.nullable(),
  passed: z.boolean(),
  passedAt: z.date().nullable(),
  /** How often the attempts began anew after they were exhausted. */
  restarts: Count,
});
export type QuizRecord = z.infer<typeof QuizRecord>;

/** `…/quizzes/{quizId}/allowances/{allowanceId}`: what staff gave and why; written once, the receipt of its request. */
export const QuizAllowance = z.object({
  allowanceId: Id,
  extraAttempts: Count,
  extraSeconds: Count,
  by: Id,
  reason: z.string().max(500),
  at: z.date(),
});
export type QuizAllowance = z.infer<typeof QuizAllowance>;
