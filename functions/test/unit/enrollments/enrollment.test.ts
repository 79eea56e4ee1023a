import { accessStatusFrom, canBecome } from '../../../src/enrollments/enrollment.ts';
import type { EnrollmentStatus } from '../../../src/enrollments/schema.ts';
import { someTerms } from '../../fixtures/course.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';
import { paid } from '../payments/facts.ts';
import { Account, now } from '../payments/ledger.ts';

const statuses: readonly EnrollmentStatus[] = [
  'WAITLISTED',
  'PENDING_PAYMENT',
  'ACTIVE',
  'COMPLETED',
  'CERTIFIED',
  'CANCELLED',
  'EXPIRED',
];

/** As the regulation has it, written once more by hand. */
const allowed = [
  'WAITLISTED to PENDING_PAYMENT',
  'WAITLISTED to CANCELLED',
  'PENDING_PAYMENT to ACTIVE',
  'PENDING_PAYMENT to CANCELLED',
  'ACTIVE to COMPLETED',
  'ACTIVE to CANCELLED',
  'ACTIVE to EXPIRED',
  'COMPLETED to CERTIFIED',
  'COMPLETED to ACTIVE',
];

it('of all steps from one status to another just these are taken', () => {
  const taken = statuses.flatMap(from =>
    statuses.filter(to => canBecome(from, to)).map(to => `${from} to ${to}`),
  );
  expect(taken.toSorted()).toEqual(allowed.toSorted());
});

describe('access to a course that is paid', () => {
  const active = someEnrollment({ enrollmentStatus: 'ACTIVE', amountPaid: 59_900, amountDue: 0 });
  const lock = { cause: 'failedChecks', lockedAt: now, until: null } as const;

  it.each([
    ['is open', {}, 'ACTIVE'],
    ['is suspended while one cent is disputed', { amountDisputed: 1 }, 'SUSPENDED'],
    ['is over when the time is', { enrollmentStatus: 'EXPIRED', amountDisputed: 1 }, 'EXPIRED'],
    ['is locked once it is cancelled', { enrollmentStatus: 'CANCELLED', amountDisputed: 1 }, 'LOCKED'],
    ['is locked for who waits', { enrollmentStatus: 'WAITLISTED' }, 'LOCKED'],
    [
      'is locked where the payment came too late to open it',
      { enrollmentStatus: 'PENDING_PAYMENT' },
      'LOCKED',
    ],
    [
      'is suspended while one cent is disputed of a payment that came too late',
      { enrollmentStatus: 'PENDING_PAYMENT', amountDisputed: 1 },
      'SUSPENDED',
    ],
  ] as const)('%s', (_, changes, expected) => {
    expect(accessStatusFrom({ ...active, ...changes })).toBe(expected);
  });

  it('is suspended while doubt about the student’s identity locks it', () => {
    expect(accessStatusFrom({ ...active, identity: { ...active.identity, lock } })).toBe('SUSPENDED');
  });
});

describe('the time to complete', () => {
  const expiryAfterPaying = (terms: Parameters<typeof someTerms>[0]) => {
    const account = new Account({ terms: someTerms(terms) });
    const before = account.enrollment.expiresAt;
    account.book([paid(59_900)]);
    return { before, after: account.enrollment.expiresAt };
  };

  it('that counts from registration is not begun anew by a payment', () => {
    const { before, after } = expiryAfterPaying({ completeWithin: { from: 'registration', seconds: 60 } });
    expect(before).not.toBeNull();
    expect(after).toEqual(before);
  });

  it('that the terms leave open is not ended by one', () => {
    const { before, after } = expiryAfterPaying({ completeWithin: null });
    expect(after).toEqual(before);
  });
});
