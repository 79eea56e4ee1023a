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
  /** By question id; empty after a reset by staff. */
  answers: z.record(z.string(), HashedAnswer),
  registeredAt: z.date(),
  /** Each registration is one more; a challenge is checked against the profile as it is when answered. */
  revision: z.int().positive(),
});
export type VerificationProfile = z.infer<typeof VerificationProfile>;

export const ChallengeState = z.enum(['ISSUED', 'CORRECT', 'INCORRECT', 'EXPIRED', 'CORRECTED']);
export type ChallengeState = z.infer<typeof ChallengeState>;

/** What a check comes to. EXPIRED: silence, which counts as wrong. */
export const ChallengeOutcome = z.enum(['CORRECT', 'INCORRECT', 'EXPIRED']);
export type ChallengeOutcome = z.infer<typeof ChallengeOutcome>;

/** What staff may correct it to. */
export const CorrectedOutcome = z.enum(['CORRECT', 'INCORRECT']);
export type CorrectedOutcome = z.infer<typeof CorrectedOutcome>;

/** `…/challenges/{challengeId}` */
export const Challenge = z.object({
  challengeId: Id,
  sessionId: Id,
  questionId: VerificationQuestionId,
  /** The question's text when it was asked. */
  prompt: z.string().min(1).max(300),
  state: ChallengeState,
  issuedAt: z.date(),
  expiresAt: z.date(),
  settledAt: z.date().nullable(),
  /** The round of `identity` it was asked in. */
  round: z.int().min(0),
  /** Among those counted in its round, from 1; null until it is settled, and for good if it was not counted. */
  position: z.int().positive().nullable(),
  /** What it came to before staff corrected it; both are kept. */
  correction: z
    .object({
      from: ChallengeOutcome,
      to: CorrectedOutcome,
      by: Id,
      reason: z.string().max(500),
      at: z.date(),
    })
    .nullable(),
});
export type Challenge = z.infer<typeof Challenge>;

/** `…/staffActions/{requestId}`: what staff did to an enrollment and why; written once, the receipt of the action. */
export const StaffAction = z.object({
  actionId: Id,
  kind: z.enum(['unlockEnrollment', 'correctChallenge', 'resetVerificationAnswers']),
  by: Id,
  reason: z.string().min(1).max(500),
  at: z.date(),
  challengeId: Id.nullable(),
  /** A lock's cause, an outcome: what it was and what it is now. */
  from: z.string().max(40).nullable(),
  to: z.string().max(40).nullable(),
});
export type StaffAction = z.infer<typeof StaffAction>;

/** As much of `users/{uid}/private/activeSession` as says which session is open. */
export const OpenSessionPointer = z.object({ sessionId: Id.nullable(), courseId: Id.nullable() });
export type OpenSessionPointer = z.infer<typeof OpenSessionPointer>;

/** As much of `…/sessions/{sessionId}` as says what it has earned that the enrollment does not show yet. */
export const SessionSeconds = z.object({ creditedSeconds: z.int().min(0), endedAt: z.date().nullable() });
export type SessionSeconds = z.infer<typeof SessionSeconds>;
