import { z } from 'zod';
import { VerificationQuestionId } from '../catalog/verification-bank.ts';
import { AccessStatus } from '../enrollments/schema.ts';
import { Id, RequestId } from '../platform/ids.ts';
import { normalizeAnswer } from './normalize-answer.ts';
import { ChallengeOutcome, CorrectedOutcome } from './schema.ts';

/** What clients send and get; shared with them, so nothing here may import a server's SDK. */

const AnswerText = z
  .string()
  .max(100)
  .refine(text => normalizeAnswer(text) !== '', 'must hold more than spaces and punctuation');

/** By question id. Each an answer of its own: one that fits everywhere could be passed on as a password. */
const AnswersByQuestion = z.record(VerificationQuestionId, AnswerText).superRefine((answers, context) => {
  const seen = new Set<string>();
  for (const [questionId, answer] of Object.entries(answers)) {
    const normalized = normalizeAnswer(answer);
    if (seen.has(normalized))
      context.addIssue({
        code: 'custom',
        path: [questionId],
        message: 'must not be the answer to another question, too',
      });
    seen.add(normalized);
  }
  if (seen.size === 0) context.addIssue({ code: 'custom', message: 'must not be empty' });
});

export const RegisterVerificationAnswersRequest = z.strictObject({
  courseId: Id,
  answers: AnswersByQuestion,
  requestId: RequestId,
});
export type RegisterVerificationAnswersRequest = z.infer<typeof RegisterVerificationAnswersRequest>;

/** How many questions of the course's bank have an answer now. */
export const RegisterVerificationAnswersOutcome = z.object({ registered: z.int().min(0) });
export type RegisterVerificationAnswersOutcome = z.infer<typeof RegisterVerificationAnswersOutcome>;

export const AnswerChallengeRequest = z.strictObject({
  courseId: Id,
  challengeId: Id,
  /** May be empty: that is a wrong answer. */
  answer: z.string().max(100),
  requestId: RequestId,
});
export type AnswerChallengeRequest = z.infer<typeof AnswerChallengeRequest>;

export const AnswerChallengeOutcome = z.object({
  outcome: ChallengeOutcome,
  /** Wrong answers from here on, the last of which locks; 0 while locked. */
  triesLeft: z.int().min(0),
  /** Only while locked; null: until staff release it. */
  lockedUntil: z.iso.datetime().nullable().optional(),
});
export type AnswerChallengeOutcome = z.infer<typeof AnswerChallengeOutcome>;

const Reason = z.string().trim().min(1, 'must not be empty').max(500);

export const UnlockEnrollmentRequest = z.strictObject({
  userId: Id,
  courseId: Id,
  reason: Reason,
  requestId: RequestId,
});
export type UnlockEnrollmentRequest = z.infer<typeof UnlockEnrollmentRequest>;

export const UnlockEnrollmentOutcome = z.object({ accessStatus: AccessStatus });
export type UnlockEnrollmentOutcome = z.infer<typeof UnlockEnrollmentOutcome>;

export const CorrectChallengeRequest = z.strictObject({
  userId: Id,
  courseId: Id,
  challengeId: Id,
  outcome: CorrectedOutcome,
  reason: Reason,
  requestId: RequestId,
});
export type CorrectChallengeRequest = z.infer<typeof CorrectChallengeRequest>;

export const CorrectChallengeOutcome = z.object({
  outcome: CorrectedOutcome,
  /** Of the present round: two whole numbers, since a fraction would be rounded. */
  ratio: z.object({ wrong: z.int().min(0), asked: z.int().min(0) }),
});
export type CorrectChallengeOutcome = z.infer<typeof CorrectChallengeOutcome>;

export const ResetVerificationAnswersRequest = UnlockEnrollmentRequest;
export type ResetVerificationAnswersRequest = z.infer<typeof ResetVerificationAnswersRequest>;

export const ResetVerificationAnswersOutcome = z.object({ registered: z.literal(0) });
export type ResetVerificationAnswersOutcome = z.infer<typeof ResetVerificationAnswersOutcome>;

const replayed = { replayed: z.boolean() };
export const RegisterVerificationAnswersAnswer = RegisterVerificationAnswersOutcome.extend(replayed);
export type RegisterVerificationAnswersAnswer = z.infer<typeof RegisterVerificationAnswersAnswer>;
export const AnswerChallengeAnswer = AnswerChallengeOutcome.extend(replayed);
export type AnswerChallengeAnswer = z.infer<typeof AnswerChallengeAnswer>;
export const UnlockEnrollmentAnswer = UnlockEnrollmentOutcome.extend(replayed);
export type UnlockEnrollmentAnswer = z.infer<typeof UnlockEnrollmentAnswer>;
export const CorrectChallengeAnswer = CorrectChallengeOutcome.extend(replayed);
export type CorrectChallengeAnswer = z.infer<typeof CorrectChallengeAnswer>;
export const ResetVerificationAnswersAnswer = ResetVerificationAnswersOutcome.extend(replayed);
export type ResetVerificationAnswersAnswer = z.infer<typeof ResetVerificationAnswersAnswer>;
