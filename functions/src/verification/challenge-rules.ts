import type { ChallengeRules } from '../catalog/policy-rules.ts';
import { pinsOf } from '../enrollments/pins.ts';
import type { EnrollmentKey } from '../enrollments/store.ts';
import { refused } from '../platform/refusal.ts';

/**
 * The rules of an enrollment's checks.
 * @throws RefusalError ENROLLMENT_NOT_FOUND; CHALLENGE_NOT_FOUND where its policy asks for no checks
 */
export async function challengeRulesOf(key: EnrollmentKey): Promise<ChallengeRules> {
  const { policy } = await pinsOf(key);
  if (policy.rules.challenges === null) throw refused('CHALLENGE_NOT_FOUND');
  return policy.rules.challenges;
}
