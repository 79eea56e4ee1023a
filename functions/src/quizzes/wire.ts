import { z } from 'zod';
import { Id, RequestId } from '../platform/ids.ts';
import { AttemptResult, AttemptState, Consequence, GivenAnswer, MAX_QUESTIONS } from './schema.ts';

/** What clients send and get; shared with them, so nothing here may import a server's SDK. */

const quiz = { courseId: Id, quizId: Id };
const reason = z.string().trim().min(1, 'must not be empty').max(500);
const answers = z.array(GivenAnswer).max(MAX_QUESTIONS);
const Count = z.int().min(0);
const Percent = z.int().min(0).max(100);
const Instant = z.iso.datetime();

export const StartQuizAttemptRequest = z.strictObject({ ...quiz, requestId: RequestId });
export type StartQuizAttemptRequest = z.infer<typeof StartQuizAttemptRequest>;

/** A question as a student sees it. */
export const ShownQuestion = z.object({
  questionId: Id,
  kind: z.enum(['singleChoice', 'multipleChoice', 'numeric', 'shortText']),
  prompt: z.string(),
  /** In the order of this attempt; empty where there is nothing to choose from. */
  options: z.array(z.object({ optionId: Id, text: z.string() })),
});
export type ShownQuestion = z.infer<typeof ShownQuestion>;

export const StartQuizAttemptOutcome = z.object({
  /** The request's own id: asking again under it shows the same questions again. */
  attemptId: Id,
  attemptNumber: z.int().positive(),
  attemptsLeft: Count,
  /** ISO 8601; null: no limit. */
  deadline: Instant.nullable(),
});
export type StartQuizAttemptOutcome = z.infer<typeof StartQuizAttemptOutcome>;

export const StartQuizAttemptAnswer = StartQuizAttemptOutcome.extend({
  questions: z.array(ShownQuestion),
  replayed: z.boolean(),
});
export type StartQuizAttemptAnswer = z.infer<typeof StartQuizAttemptAnswer>;

export const SaveQuizAnswersRequest = z.strictObject({
  ...quiz,
  attemptId: Id,
  /** All answers so far: they take the place of those saved before. */
  answers,
  /** Grows with every save; it is what tells a retry, so `requestId` may be left out. */
  sequence: z.int().min(1).max(1_000_000_000),
  requestId: RequestId.optional(),
});
export type SaveQuizAnswersRequest = z.infer<typeof SaveQuizAnswersRequest>;

export const SaveQuizAnswersAnswer = z.object({ savedAt: Instant, replayed: z.boolean() });
export type SaveQuizAnswersAnswer = z.infer<typeof SaveQuizAnswersAnswer>;

export const SubmitQuizAttemptRequest = z.strictObject({
  ...quiz,
  attemptId: Id,
  answers,
  requestId: RequestId,
});
export type SubmitQuizAttemptRequest = z.infer<typeof SubmitQuizAttemptRequest>;

/** The right answer to a question; sent only where the policy reveals it. */
export const Solution = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), optionIds: z.array(Id) }),
  z.object({ kind: z.literal('numeric'), value: z.number(), tolerance: z.number() }),
  z.object({ kind: z.literal('shortText'), text: z.string() }),
]);
export type Solution = z.infer<typeof Solution>;

export const ReviewedQuestion = z.object({
  questionId: Id,
  correct: z.boolean(),
  points: Count,
  maxPoints: z.int().positive(),
  solution: Solution,
  explanation: z.string().nullable(),
});
export type ReviewedQuestion = z.infer<typeof ReviewedQuestion>;

export const SubmitQuizAttemptAnswer = AttemptResult.extend({
  /** `AUTO_SUBMITTED`: the time was over, and what had been saved by then was graded. */
  state: AttemptState,
  attemptsLeft: Count,
  bestPercent: Percent,
  consequence: Consequence,
  /** Only if the policy reveals the answers. */
  review: z.array(ReviewedQuestion).optional(),
  replayed: z.boolean(),
});
export type SubmitQuizAttemptAnswer = z.infer<typeof SubmitQuizAttemptAnswer>;

export const VoidQuizAttemptRequest = z.strictObject({
  userId: Id,
  ...quiz,
  attemptId: Id,
  reason,
  requestId: RequestId,
});
export type VoidQuizAttemptRequest = z.infer<typeof VoidQuizAttemptRequest>;

export const VoidQuizAttemptOutcome = z.object({
  state: AttemptState,
  attemptsLeft: Count,
  bestPercent: Percent.nullable(),
  passed: z.boolean(),
});
export type VoidQuizAttemptOutcome = z.infer<typeof VoidQuizAttemptOutcome>;

export const GrantQuizAllowanceRequest = z
  .strictObject({
    userId: Id,
    ...quiz,
    extraAttempts: Count.max(50).default(0),
    extraSeconds: Count.max(86_400).default(0),
    reason,
    requestId: RequestId,
  })
  .refine(({ extraAttempts, extraSeconds }) => extraAttempts + extraSeconds > 0, {
    path: ['extraAttempts'],
    message: 'attempts or seconds have to be given',
  });
export type GrantQuizAllowanceRequest = z.infer<typeof GrantQuizAllowanceRequest>;

export const GrantQuizAllowanceOutcome = z.object({
  attemptsLeft: Count,
  extraAttempts: Count,
  extraSeconds: Count,
});
export type GrantQuizAllowanceOutcome = z.infer<typeof GrantQuizAllowanceOutcome>;
