import type { ChallengeRules } from '../catalog/policy-rules.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { Challenge, ChallengeOutcome } from './schema.ts';
import { type Settlement, settleAnswer, settleExpired } from './settlement.ts';
import { triesLeftOf } from './strategy.ts';
import type { AnswerChallengeOutcome } from './wire.ts';

export interface Answered {
  readonly kind: 'answered';
  readonly outcome: ChallengeOutcome;
  /** Undefined where silence has settled the check before. */
  readonly settlement: Settlement | undefined;
}

/**
 * One answer to a check. Too late, it settles the check as silence, and whoever is late is told so, also where the
 * silence was noticed before. Any other second answer is refused.
 * @param isRight whether the answer is the registered one
 * @param receivedAt when it arrived: the time that hashing and queueing take is not the student's
 */
export function answerOpenChallenge(input: {
  readonly enrollment: Enrollment | undefined;
  readonly challenge: Challenge | undefined;
  readonly rules: ChallengeRules;
  readonly isRight: boolean;
  readonly openSessionSeconds: number;
  readonly receivedAt: Date;
  readonly now: Date;
}): Answered | Refusal {
  const { enrollment, challenge, isRight, receivedAt, ...rest } = input;
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  if (challenge === undefined) return refuse('CHALLENGE_NOT_FOUND');
  if (challenge.state === 'EXPIRED') return { kind: 'answered', outcome: 'EXPIRED', settlement: undefined };
  if (challenge.state !== 'ISSUED') return refuse('CHALLENGE_ANSWERED');
  const settling = { enrollment, challenge, ...rest };
  if (receivedAt.getTime() >= challenge.expiresAt.getTime())
    return { kind: 'answered', outcome: 'EXPIRED', settlement: settleExpired(settling) };
  const outcome = isRight ? 'CORRECT' : 'INCORRECT';
  return { kind: 'answered', outcome, settlement: settleAnswer({ ...settling, isRight }) };
}

/** What the student is told: never which answer would have been right. */
export function answerOutcomeOf({
  outcome,
  enrollment: { identity },
  rules,
}: {
  outcome: ChallengeOutcome;
  enrollment: Pick<Enrollment, 'identity'>;
  rules: ChallengeRules;
}): AnswerChallengeOutcome {
  const told = { outcome, triesLeft: triesLeftOf({ identity, rules }) };
  return identity.lock === null ? told : { ...told, lockedUntil: identity.lock.until?.toISOString() ?? null };
}
