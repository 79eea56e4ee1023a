import type { ChallengeRules } from '../catalog/policy-rules.ts';
import { withDerivedStatuses } from '../enrollments/enrollment.ts';
import type { Enrollment, Identity } from '../enrollments/schema.ts';
import { consequenceOf, isCheckCause, lockFor } from './strategy.ts';
import { noTallies } from './tallies.ts';

/** Whether the student may not study at `now`. At the very instant `until` the lock is over. */
export function isLockedOut({ identity, now }: { identity: Pick<Identity, 'lock'>; now: Date }): boolean {
  const { lock } = identity;
  return lock !== null && (lock.until === null || now.getTime() < lock.until.getTime());
}

/**
 * The enrollment without a lock whose time is over; itself if there is none. For `startSession` and for whatever
 * decides on identity, in its own commit. What the lock was for is served: the tallies begin anew.
 */
export function withLapsedLockLifted({ enrollment, now }: { enrollment: Enrollment; now: Date }): Enrollment {
  const { lock } = enrollment.identity;
  if (lock === null || isLockedOut({ identity: enrollment.identity, now })) return enrollment;
  return withoutLock({ enrollment, beginsAnew: isCheckCause(lock.cause) });
}

/** Without its lock. `beginsAnew`: as after a first registration, so that the same tallies do not lock again. */
export function withoutLock({
  enrollment,
  beginsAnew,
}: {
  enrollment: Enrollment;
  beginsAnew: boolean;
}): Enrollment {
  const { identity } = enrollment;
  const tallies = beginsAnew ? { ...noTallies, round: identity.round + 1 } : {};
  return withDerivedStatuses({ ...enrollment, identity: { ...identity, ...tallies, lock: null } });
}

/** Locked if its tallies say so and it is not locked yet; by whatever cause it is locked, that lock stays. */
export function lockedIfDue({
  enrollment,
  rules,
  now,
}: {
  enrollment: Enrollment;
  rules: ChallengeRules;
  now: Date;
}): Enrollment {
  const { identity } = enrollment;
  const cause = consequenceOf({ tallies: identity, strategy: rules.onFailure });
  if (cause === undefined || identity.lock !== null) return enrollment;
  const lock = lockFor({ cause, lockSeconds: rules.lockSeconds, now });
  return withDerivedStatuses({ ...enrollment, identity: { ...identity, lock } });
}
