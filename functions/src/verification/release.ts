import type { ChallengeRules } from '../catalog/policy-rules.ts';
import type { Enrollment, IdentityLock } from '../enrollments/schema.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import { withoutLock } from './identity-lock.ts';
import { consequenceOf, isCheckCause } from './strategy.ts';

export interface Released {
  readonly kind: 'released';
  readonly enrollment: Enrollment;
  /** What it was locked for. */
  readonly cause: IdentityLock['cause'];
}

/**
 * Takes a lock off, whatever it was for. The tallies begin anew if they locked it, or would at the next check; for
 * an exam's or staff's lock they go on. The checks themselves stay on record.
 * @param rules null where the policy asks for no checks
 */
export function release({
  enrollment,
  rules,
}: {
  enrollment: Enrollment | undefined;
  rules: ChallengeRules | null;
}): Released | Refusal {
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  const { identity } = enrollment;
  if (identity.lock === null) return refuse('NOT_LOCKED');
  const { cause } = identity.lock;
  const wouldLock =
    rules !== null && consequenceOf({ tallies: identity, strategy: rules.onFailure }) !== undefined;
  const beginsAnew = wouldLock || isCheckCause(cause);
  return { kind: 'released', enrollment: withoutLock({ enrollment, beginsAnew }), cause };
}
