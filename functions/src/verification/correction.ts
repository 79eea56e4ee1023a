import type { ChallengeRules } from '../catalog/policy-rules.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import type { Id } from '../platform/ids.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { lockedIfDue, withLapsedLockLifted, withoutLock } from './identity-lock.ts';
import type { Challenge, ChallengeOutcome, CorrectedOutcome } from './schema.ts';
import { consequenceOf, isCheckCause } from './strategy.ts';
import { outcomeOf, talliesOf } from './tallies.ts';

export interface Corrected {
  readonly kind: 'corrected';
  readonly enrollment: Enrollment;
  readonly challenge: Challenge;
  /** What it came to until now. */
  readonly from: ChallengeOutcome;
}

/**
 * Gives a settled check another outcome; what it came to by itself is kept beside it. In the present round the
 * tallies are added up again, a lock that they no longer ask for is taken off, and one that they now ask for falls.
 * A check of an earlier round changes on record only. Time that was taken back stays so: it was studied again, or
 * staff decide on it.
 * @param challenges all of the enrollment's; STALE_READ if one was settled that is not among them
 */
export function correct(input: {
  readonly enrollment: Enrollment | undefined;
  readonly challenges: readonly Challenge[];
  readonly rules: ChallengeRules;
  readonly correction: {
    readonly challengeId: Id;
    readonly to: CorrectedOutcome;
    readonly by: Id;
    readonly reason: string;
  };
  readonly now: Date;
}): Corrected | Refusal {
  const { challenges, rules, correction, now } = input;
  const challenge = challenges.find(({ challengeId }) => challengeId === correction.challengeId);
  if (input.enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  if (challenge === undefined) return refuse('CHALLENGE_NOT_FOUND');
  const from = outcomeOf(challenge);
  if (from === undefined) return refuse('CHALLENGE_OPEN');
  if (from === correction.to) return refuse('ILLEGAL_TRANSITION');
  const corrected = withCorrection({ challenge, from, correction, now });
  const enrollment = withLapsedLockLifted({ enrollment: input.enrollment, now });
  const { round, asked } = enrollment.identity;
  const counted = countedIn({ round, challenges });
  if (counted.length !== asked) return refuse('STALE_READ');
  if (!counted.includes(challenge)) return { kind: 'corrected', enrollment, challenge: corrected, from };
  const outcomes = counted.map(each => outcomeOf(each === challenge ? corrected : each));
  const tallies = talliesOf(outcomes.filter(outcome => outcome !== undefined));
  const recounted = { ...enrollment, identity: { ...enrollment.identity, ...tallies } };
  return {
    kind: 'corrected',
    enrollment: lockedIfDue({
      enrollment: unlockedIfNoLongerDue({ enrollment: recounted, rules }),
      rules,
      now,
    }),
    challenge: corrected,
    from,
  };
}

function withCorrection({
  challenge,
  from,
  correction: { to, by, reason },
  now,
}: {
  challenge: Challenge;
  from: ChallengeOutcome;
  correction: Parameters<typeof correct>[0]['correction'];
  now: Date;
}): Challenge {
  // Of several corrections the first outcome is kept here, and every step in its own `staffActions` document.
  const first = challenge.correction?.from ?? from;
  return { ...challenge, state: 'CORRECTED', correction: { from: first, to, by, reason, at: now } };
}

/** The checks that the tallies of a round count, in the order in which they were settled. */
export function countedIn({
  round,
  challenges,
}: {
  round: number;
  challenges: readonly Challenge[];
}): readonly Challenge[] {
  return challenges
    .filter(each => each.round === round && each.position !== null)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
}

function unlockedIfNoLongerDue({
  enrollment,
  rules,
}: {
  enrollment: Enrollment;
  rules: ChallengeRules;
}): Enrollment {
  const { identity } = enrollment;
  const isDue = consequenceOf({ tallies: identity, strategy: rules.onFailure }) !== undefined;
  if (identity.lock === null || !isCheckCause(identity.lock.cause) || isDue) return enrollment;
  return withoutLock({ enrollment, beginsAnew: false });
}
