import { isOpen, isStale } from '../compliance/open-session.ts';
import type { Session } from '../compliance/schema.ts';
import { hasExpired } from '../enrollments/enrollment.ts';
import type { Enrollment } from '../enrollments/schema.ts';
import type { Reason } from '../platform/reasons.ts';
import { type Refusal, refuse } from '../platform/refusal.ts';

/** Whoever studies has an open enrollment and an open session in it. */
export interface Studying {
  readonly kind: 'studying';
  readonly enrollment: Enrollment;
  readonly session: Session;
}

/**
 * The gate before everything that counts as progress.
 *
 * @param input.session as stored below the student's own enrollment, so that another's is simply not there
 * @returns ENROLLMENT_NOT_FOUND, ENROLLMENT_WAITLISTED, ENROLLMENT_CLOSED (also when its time is over and no sweep
 *   came by yet), IDENTITY_LOCKED, ACCESS_LOCKED, NOT_FOUND for the session, or SESSION_CLOSED
 */
export function admitStudent(input: {
  readonly enrollment: Enrollment | undefined;
  readonly session: Session | undefined;
  readonly now: Date;
}): Studying | Refusal {
  const { enrollment, session, now } = input;
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  const reason = reasonAgainst(enrollment, now);
  if (reason !== undefined) return refuse(reason);
  if (session === undefined) return refuse('NOT_FOUND');
  if (!isOpen(session) || isStale(session, now)) return refuse('SESSION_CLOSED');
  return { kind: 'studying', enrollment, session };
}

function reasonAgainst(enrollment: Enrollment, now: Date): Reason | undefined {
  const { enrollmentStatus, accessStatus, identity } = enrollment;
  if (enrollmentStatus === 'WAITLISTED') return 'ENROLLMENT_WAITLISTED';
  if (enrollmentStatus === 'CANCELLED' || enrollmentStatus === 'EXPIRED') return 'ENROLLMENT_CLOSED';
  // Whoever has completed the course in time may go on looking at it.
  if (enrollmentStatus === 'ACTIVE' && hasExpired(enrollment, now)) return 'ENROLLMENT_CLOSED';
  if (identity.lock !== null) return 'IDENTITY_LOCKED';
  return accessStatus === 'ACTIVE' ? undefined : 'ACCESS_LOCKED';
}
