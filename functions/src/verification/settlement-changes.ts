import { type Change, create, update } from '../commit/index.ts';
import { timeAdjustmentDoc } from '../enrollments/adjustment.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import type { Settlement } from './settlement.ts';
import { challengeDoc } from './store.ts';

/**
 * A settlement as the writes of one commit. A command that uses it loads enrollment and challenge with `toWrite` and
 * the adjustment of the challenge's name with `toCreate`.
 */
export function settlementChanges({
  key,
  settlement: { enrollment, challenge, adjustment },
}: {
  key: EnrollmentKey;
  settlement: Settlement;
}): readonly Change[] {
  const { challengeId } = challenge;
  return [
    update(enrollmentDoc(key), enrollment),
    update(challengeDoc({ ...key, challengeId }), challenge),
    ...(adjustment === undefined
      ? []
      : [create(timeAdjustmentDoc({ ...key, adjustmentId: adjustment.adjustmentId }), adjustment)]),
  ];
}
