import { isOutOfTime } from '../enrollments/enrollment.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';
import type { EndReason } from './schema.ts';

/** Why a course is closed to its student in the middle of a session. */
export interface LostAccess {
  readonly endReason: Extract<EndReason, 'locked' | 'accessLost'>;
  /** Since when, where that is known: time from then on does not count. */
  readonly closedAt: Date | null;
}

/**
 * Undefined while the student may study; the reasons in the order of `refuseWithoutAccess`. A lapsed lock still locks:
 * whoever starts anew lifts it.
 */
export function lostAccessOf(enrollment: Enrollment, now: Date): LostAccess | undefined {
  const { expiresAt, accessStatus, identity } = enrollment;
  const lockedAt = identity.lock?.lockedAt ?? null;
  if (isOutOfTime(enrollment, now))
    return { endReason: 'accessLost', closedAt: earlier(expiresAt, lockedAt) };
  if (lockedAt !== null) return { endReason: 'locked', closedAt: lockedAt };
  return accessStatus === 'ACTIVE' ? undefined : { endReason: 'accessLost', closedAt: null };
}

/** Whether a session may start; a lock that has lapsed is lifted before this is asked. */
export function refuseWithoutAccess(enrollment: Enrollment, now: Date): Refusal | undefined {
  if (isOutOfTime(enrollment, now)) return refuse('ENROLLMENT_EXPIRED');
  if (enrollment.identity.lock !== null) return refuse('IDENTITY_LOCKED');
  const isStudying = enrollment.enrollmentStatus === 'ACTIVE' || enrollment.enrollmentStatus === 'COMPLETED';
  return isStudying && enrollment.accessStatus === 'ACTIVE' ? undefined : refuse('ACCESS_LOCKED');
}

const earlier = (one: Date | null, other: Date | null): Date | null =>
  one !== null && other !== null && other.getTime() < one.getTime() ? other : (one ?? other);
