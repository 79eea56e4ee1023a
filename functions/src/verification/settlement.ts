import type { ChallengeRules } from '../catalog/policy-rules.ts';
import { type TimeAdjustment, takeTimeBack } from '../enrollments/adjustment.ts';
import { totalCreditedSeconds } from '../enrollments/learning.ts';
import type { Enrollment, Identity } from '../enrollments/schema.ts';
import { lockedIfDue, withLapsedLockLifted } from './identity-lock.ts';
import type { Challenge, ChallengeOutcome } from './schema.ts';
import { isCheckCause } from './strategy.ts';
import { withOutcome } from './tallies.ts';

/** What a settled check changes: all of it belongs into one commit. */
export interface Settlement {
  readonly enrollment: Enrollment;
  readonly challenge: Challenge;
  /** The row to create where time was taken back. */
  readonly adjustment: TimeAdjustment | undefined;
}

interface Settling {
  readonly enrollment: Enrollment;
  /** The open one. */
  readonly challenge: Challenge;
  readonly rules: ChallengeRules;
  /** Credited in a session that is still open and not yet on the enrollment. */
  readonly openSessionSeconds: number;
  readonly now: Date;
}

/** After a check's time an answer that came in time may still be at work: hashing takes a moment. */
export const ANSWER_ON_ITS_WAY_MS = 5_000;

/** Whether an open check has met with silence: its time is over, and no answer can be on its way any more. */
export function isOverdue(identity: Pick<Identity, 'openChallenge'>, now: Date): boolean {
  const { openChallenge } = identity;
  return openChallenge !== null && now.getTime() >= openChallenge.expiresAt.getTime() + ANSWER_ON_ITS_WAY_MS;
}

/** Settles an open check with silence. Whether its time is over is the caller's to see (`isOverdue`). */
export const settleExpired = (settling: Settling): Settlement => settle({ ...settling, outcome: 'EXPIRED' });

/** Settles an open check with an answer that came in time. */
export const settleAnswer = ({ isRight, ...settling }: Settling & { isRight: boolean }): Settlement =>
  settle({ ...settling, outcome: isRight ? 'CORRECT' : 'INCORRECT' });

/**
 * A check of a round that is over is on record only: in the new one it would be held against the student twice. So is
 * one that was open when staff's correction locked: a right answer takes no lock off, a wrong one adds nothing to it.
 */
function counts({ identity, challenge }: { identity: Identity; challenge: Challenge }): boolean {
  const isLockedByChecks = identity.lock !== null && isCheckCause(identity.lock.cause);
  return challenge.round === identity.round && !isLockedByChecks;
}

function settle({
  enrollment: before,
  challenge,
  rules,
  openSessionSeconds,
  outcome,
  now,
}: Settling & { outcome: ChallengeOutcome }): Settlement {
  const current = withLapsedLockLifted({ enrollment: before, now });
  const isCounted = counts({ identity: current.identity, challenge });
  const tallied = isCounted
    ? { ...current.identity, ...withOutcome(current.identity, outcome) }
    : current.identity;
  const identity: Identity = {
    ...tallied,
    openChallenge: null,
    lastChallenge: { challengeId: challenge.challengeId, outcome, settledAt: now },
    verifiedSeconds:
      outcome === 'CORRECT'
        ? totalCreditedSeconds({ enrollment: current, openSessionSeconds })
        : tallied.verifiedSeconds,
  };
  const returns =
    isCounted && outcome === 'EXPIRED' && rules.onFailure.strategy === 'returnToLastVerified'
      ? takeTimeBack({
          enrollment: { ...current, identity },
          openSessionSeconds,
          downToSeconds: identity.verifiedSeconds,
          adjustment: { adjustmentId: challenge.challengeId, cause: 'returnToLastVerified', at: now },
        })
      : undefined;
  const enrollment = returns?.enrollment ?? { ...current, identity };
  return {
    enrollment: isCounted ? lockedIfDue({ enrollment, rules, now }) : enrollment,
    challenge: {
      ...challenge,
      state: outcome,
      settledAt: now,
      position: isCounted ? identity.asked : null,
    },
    adjustment: returns?.adjustment,
  };
}
