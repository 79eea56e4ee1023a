import { lostAccessOf, refuseWithoutAccess } from '../../../src/compliance/course-access.ts';
import { nothingLearnt } from '../../../src/enrollments/learning.ts';
import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const now = new Date('2026-03-02T15:00:00Z');
const before = new Date(now.getTime() - 1);
const earlier = new Date('2026-03-02T14:00:00Z');
const after = new Date(now.getTime() + 1);

const lockedAt = (at: Date): Partial<Enrollment> => ({
  accessStatus: 'SUSPENDED',
  identity: { ...nothingLearnt.identity, lock: { cause: 'staff', lockedAt: at, until: null } },
});

const closed = (endReason: 'locked' | 'accessLost', closedAt: Date | null) => ({ endReason, closedAt });

describe('whether a course is open to its student', () => {
  it.each<[string, Partial<Enrollment>, string | undefined, ReturnType<typeof closed> | undefined]>([
    ['open', {}, undefined, undefined],
    ['in its last millisecond', { expiresAt: after }, undefined, undefined],
    ['at its end', { expiresAt: now }, 'ENROLLMENT_EXPIRED', closed('accessLost', now)],
    [
      'after the nightly job, as before it',
      { enrollmentStatus: 'EXPIRED', accessStatus: 'EXPIRED', expiresAt: before },
      'ENROLLMENT_EXPIRED',
      closed('accessLost', before),
    ],
    [
      'completed in time, after its end',
      { enrollmentStatus: 'COMPLETED', expiresAt: before },
      undefined,
      undefined,
    ],
    ['locked', lockedAt(before), 'IDENTITY_LOCKED', closed('locked', before)],
    [
      'locked, then over',
      { ...lockedAt(earlier), expiresAt: before },
      'ENROLLMENT_EXPIRED',
      closed('accessLost', earlier),
    ],
    [
      'over, then locked',
      { ...lockedAt(before), expiresAt: earlier },
      'ENROLLMENT_EXPIRED',
      closed('accessLost', earlier),
    ],
    [
      'never paid, in its last millisecond',
      { enrollmentStatus: 'PENDING_PAYMENT', accessStatus: 'LOCKED', expiresAt: after },
      'ACCESS_LOCKED',
      closed('accessLost', null),
    ],
    [
      'never paid, at its end',
      { enrollmentStatus: 'PENDING_PAYMENT', accessStatus: 'LOCKED', expiresAt: now },
      'ENROLLMENT_EXPIRED',
      closed('accessLost', now),
    ],
    [
      'left, after its end',
      { enrollmentStatus: 'CANCELLED', accessStatus: 'LOCKED', expiresAt: before },
      'ACCESS_LOCKED',
      closed('accessLost', null),
    ],
    ['not paid', { accessStatus: 'LOCKED' }, 'ACCESS_LOCKED', closed('accessLost', null)],
    ['in dispute', { accessStatus: 'SUSPENDED' }, 'ACCESS_LOCKED', closed('accessLost', null)],
  ])('%s', (_, changes, reason, lost) => {
    const enrollment = someEnrollment({
      enrollmentStatus: 'ACTIVE',
      accessStatus: 'ACTIVE',
      expiresAt: null,
      ...changes,
    });
    expect(refuseWithoutAccess(enrollment, now)?.reason).toBe(reason);
    expect(lostAccessOf(enrollment, now)).toEqual(lost);
  });
});
