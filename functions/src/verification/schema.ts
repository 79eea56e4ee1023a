import { z } from 'zod';
import { VerificationQuestionId } from '../catalog/verification-bank.ts';
import { Id } from '../platform/ids.ts';

/** A salted, memory-hard hash of a normalised answer; the parameters stand beside it, so that they can grow. */
export const HashedAnswer = z.object({
  algorithm: z.literal('scrypt'),
  cost: z.int().positive(),
  blockSize: z.int().positive(),
  parallelization: z.int().positive(),
  salt: z.string().max(64),
  hash: z.string().max(128),
});
export type HashedAnswer = z.infer<typeof HashedAnswer>;

/** `users/{uid}/private/verificationProfile` */
export const VerificationProfile = z.object({
  answers: z.record(z.string(), HashedAnswer),
  registeredAt: z.date(),
  /** Each registration is one more; a challenge is checked against the profile as it is when answered. */
  revision: z.int().positive(),
});
export type VerificationProfile = z.infer<typeof VerificationProfile>;

export const ChallengeState = z.enum(['ISSUED', 'CORRECT', 'INCORRECT', 'EXPIRED', 'CORRECTED']);
export type ChallengeState = z.infer<typeof ChallengeState>;

/** `…/challenges/{challengeId}` */
export const Challenge = z.object({
  challengeId: Id,
  sessionId: Id,
  questionId: VerificationQuestionId,
  state: ChallengeState,
  issuedAt: z.date(),
  expiresAt: z.date(),
  settledAt: z.date().nullable(),
  /** What it came to before staff corrected it; both are kept. */
  correction: z
    .object({
      from: z.enum(['INCORRECT', 'EXPIRED', 'CORRECT']),
      to: z.enum(['CORRECT', 'INCORRECT']),
      by: Id,
      reason: z.string().max(500),
      at: z.date(),
    })
    .nullable(),
});
export type Challenge = z.infer<typeof Challenge>;
