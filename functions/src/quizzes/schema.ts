import { z } from 'zod';
import { ExamRules } from '../catalog/policy-rules.ts';
import { Id } from '../platform/ids.ts';

const Count = z.int().min(0);
const Percent = z.int().min(0).max(100);

/** A student's answer to one question, by the question's kind. */
export const GivenAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ questionId: Id, kind: z.literal('singleChoice'), optionId: Id }),
  z.strictObject({ questionId: Id, kind: z.literal('multipleChoice'), optionIds: z.array(Id).max(12) }),
  z.strictObject({ questionId: Id, kind: z.literal('numeric'), value: z.number().min(-1e12).max(1e12) }),
  z.strictObject({ questionId: Id, kind: z.literal('shortText'), text: z.string().max(200) }),
]);
export type GivenAnswer = z.infer<typeof GivenAnswer>;

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

/** `…/quizzes/{quizId}/attempts/{attemptId}` */
export const QuizAttempt = z.object({
  attemptId: Id,
  quizId: Id,
  courseId: Id,
  attemptNumber: z.int().positive(),
  state: AttemptState,
  /** Frozen at the start, with the policy version and the pool's revision they are judged by. */
  questionIds: z.array(Id).min(1).max(200),
  policyVersion: z.int().positive(),
  poolRevision: z.int().positive(),
  rules: ExamRules,
  startedAt: z.date(),
  deadline: z.date().nullable(),
  answers: z.array(GivenAnswer).max(200),
  /** The client's number of the last saved answers; an older save changes nothing. */
  savedSequence: Count,
  savedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  result: AttemptResult.nullable(),
  voided: z.object({ by: Id, reason: z.string().max(500), at: z.date() }).nullable(),
});
export type QuizAttempt = z.infer<typeof QuizAttempt>;

/** `…/quizzes/{quizId}`: how the student stands. Attempts are documents of their own. */
export const QuizRecord = z.object({
  quizId: Id,
  attemptsUsed: Count,
  /** Given by staff on top of the rules, each with a reason in `…/allowances/{allowanceId}`. */
  extraAttempts: Count,
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
