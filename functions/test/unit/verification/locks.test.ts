import type { IdentityLock } from '../../../src/enrollments/schema.ts';
import { isLockedOut, withLapsedLockLifted } from '../../../src/verification/identity-lock.ts';
import { release } from '../../../src/verification/release.ts';
import { someChallengeRules, someLearner } from '../../fixtures/identity-checks.ts';

const rules = someChallengeRules();
const until = new Date('2026-03-10T17:00:00.000Z');
const lockedAt = new Date('2026-03-10T16:00:00.000Z');
const lockOf = (changes: Partial<IdentityLock> = {}): IdentityLock => ({
  cause: 'failedChecks',
  lockedAt,
  until,
  ...changes,
});
const tallies = { asked: 5, wrong: 3, silences: 1, wrongInARow: 3 };
const locked = (changes: Partial<IdentityLock> = {}) =>
  someLearner({ accessStatus: 'SUSPENDED', identity: { ...tallies, lock: lockOf(changes) } });

describe('a lock', () => {
  it.each([
    ['until a time, a millisecond before it', lockOf(), -1, true],
    ['until a time, at that time', lockOf(), 0, false],
    ['until staff release it', lockOf({ until: null }), 1e12, true],
    ['none', null, 0, false],
  ])('%s', (_, lock, milliseconds, isLocked) => {
    const now = new Date(until.getTime() + milliseconds);
    expect(isLockedOut({ identity: { lock }, now })).toBe(isLocked);
  });

  it('that has lapsed is lifted, access comes back, and its tallies begin anew', () => {
    const lifted = withLapsedLockLifted({ enrollment: locked(), now: until });
    expect(lifted.accessStatus).toBe('ACTIVE');
    expect(lifted.identity).toMatchObject({
      round: 1,
      asked: 0,
      wrong: 0,
      silences: 0,
      wrongInARow: 0,
      lock: null,
    });
  });

  it('that has not lapsed leaves the enrollment as it is, the very same object', () => {
    const enrollment = locked();
    expect(withLapsedLockLifted({ enrollment, now: lockedAt })).toBe(enrollment);
    const open = someLearner();
    expect(withLapsedLockLifted({ enrollment: open, now: until })).toBe(open);
  });

  it('of staff that lapses leaves the tallies alone', () => {
    const lifted = withLapsedLockLifted({ enrollment: locked({ cause: 'staff' }), now: until });
    expect(lifted.identity).toMatchObject({ ...tallies, round: 0, lock: null });
  });
});

describe('releasing', () => {
  it.each(['failedChecks', 'excluded', 'courseFailed', 'examFailed', 'staff'] as const)(
    'a lock for %s is taken off, and the same tallies do not lock again at once',
    cause => {
      const released = release({ enrollment: locked({ cause, until: null }), rules });
      expect(released).toMatchObject({
        kind: 'released',
        cause,
        enrollment: { accessStatus: 'ACTIVE', identity: { round: 1, wrongInARow: 0, lock: null } },
      });
    },
  );

  it('an exam’s lock leaves tallies alone that lock nobody', () => {
    const identity = { asked: 5, wrong: 2, wrongInARow: 1, lock: lockOf({ cause: 'examFailed' }) };
    const released = release({ enrollment: someLearner({ identity }), rules });
    expect(released).toMatchObject({
      enrollment: { identity: { round: 0, asked: 5, wrong: 2, lock: null } },
    });
  });

  it('leaves an open dispute to be what it is', () => {
    const disputed = { ...locked(), amountDisputed: 100 };
    expect(release({ enrollment: disputed, rules })).toMatchObject({
      enrollment: { accessStatus: 'SUSPENDED', identity: { lock: null } },
    });
  });

  it('works where the policy asks for no checks', () => {
    const released = release({ enrollment: locked({ cause: 'examFailed' }), rules: null });
    expect(released).toMatchObject({ kind: 'released', enrollment: { identity: { round: 0 } } });
  });

  it('refuses what is not locked', () => {
    expect(release({ enrollment: someLearner(), rules })).toMatchObject({ reason: 'NOT_LOCKED' });
    expect(release({ enrollment: undefined, rules })).toMatchObject({ reason: 'ENROLLMENT_NOT_FOUND' });
  });
});
