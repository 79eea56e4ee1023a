import { refuseWithoutAccess } from '../compliance/course-access.ts';
import { isStale } from '../compliance/open-session.ts';
import type { Session } from '../compliance/schema.ts';
import { refuseUnlessOpen } from '../compliance/session.ts';
import type { Enrollment } from '../enrollments/schema.ts';
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
 * @returns ENROLLMENT_NOT_FOUND, ENROLLMENT_EXPIRED (also when no sweep came by yet), IDENTITY_LOCKED, ACCESS_LOCKED,
 *   NOT_FOUND for the session, SESSION_SUPERSEDED or SESSION_CLOSED (also when it is stale and nobody closed it yet)
 */
export function admitStudent(input: {
  readonly enrollment: Enrollment | undefined;
  readonly session: Session | undefined;
  readonly now: Date;
}): Studying | Refusal {
  const { enrollment, session, now } = input;
  if (enrollment === undefined) return refuse('ENROLLMENT_NOT_FOUND');
  const refusal = refuseWithoutAccess(enrollment, now) ?? refuseUnlessOpen(session);
  if (refusal !== undefined) return refusal;
  if (session === undefined || isStale(session, now)) return refuse('SESSION_CLOSED');
  return { kind: 'studying', enrollment, session };
}
