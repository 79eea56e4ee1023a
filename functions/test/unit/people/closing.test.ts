import type { Enrollment } from '../../../src/enrollments/schema.ts';
import { closingAnswer, refuseClosing } from '../../../src/people/closing.ts';
import { keptUntil } from '../../../src/people/retention.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const paid = { amountDue: 0, amountPaid: 59_900 };
const at = (text: string): Date => new Date(text);

const obstacles = (changes: Partial<Enrollment>, isForced = false) =>
  refuseClosing({ role: 'student', enrollments: [someEnrollment(changes)], isForced })?.fields.map(
    ({ path }) => path.split('.').at(-1),
  ) ?? [];

describe('what stands in the way of deleting an account', () => {
  it.each<[string, Partial<Enrollment>, readonly string[]]>([
    ['a place on the waiting list', { enrollmentStatus: 'WAITLISTED', amountDue: 0 }, ['enrollmentStatus']],
    ['a seat not paid', {}, ['enrollmentStatus', 'amountDue']],
    ['a course under way', { ...paid, enrollmentStatus: 'ACTIVE' }, ['enrollmentStatus']],
    ['a course completed and not paid up', { enrollmentStatus: 'COMPLETED', amountDue: 1 }, ['amountDue']],
    ['a course completed and paid', { ...paid, enrollmentStatus: 'COMPLETED' }, []],
    ['a certificate', { ...paid, enrollmentStatus: 'CERTIFIED' }, []],
    ['a cancelled course', { enrollmentStatus: 'CANCELLED', amountDue: 0 }, []],
    ['credit', { enrollmentStatus: 'CANCELLED', amountDue: 0, creditBalance: 1 }, ['creditBalance']],
    ['an expired course, whatever was due', { enrollmentStatus: 'EXPIRED', amountDue: 59_900 }, []],
    ['a dispute', { ...paid, enrollmentStatus: 'EXPIRED', amountDisputed: 1 }, ['amountDisputed']],
    [
      'a payment on its way',
      {
        ...paid,
        enrollmentStatus: 'COMPLETED',
        openPayment: { reservationId: Id.parse('r'), amount: 1, paymentIntentId: null },
      },
      ['openPayment'],
    ],
  ])('%s', (_, changes, found) => {
    expect(obstacles(changes)).toEqual(found);
    expect(obstacles(changes, true)).toEqual([]);
  });

  it.each(['instructor', 'admin', 'auditor'] as const)('a role: %s, by force too', role => {
    for (const isForced of [false, true])
      expect(refuseClosing({ role, enrollments: [], isForced })?.fields.map(({ path }) => path)).toEqual([
        'role',
      ]);
  });
});

describe('what stays', () => {
  const courseId = someEnrollment().courseId;
  const kept = (changes: Partial<Enrollment>) =>
    closingAnswer({
      courses: [{ enrollment: someEnrollment(changes), retentionYears: 3 }],
      hadAnswers: false,
      deletedAt: at('2026-05-01T00:00:00Z'),
    });

  it('names each course, its money and its certificate with their day', () => {
    const certifiedAt = at('2026-04-10T23:59:59.999Z');
    const until = '2029-04-11';
    expect(kept({ ...paid, enrollmentStatus: 'CERTIFIED', certifiedAt })).toEqual({
      deletedAt: '2026-05-01T00:00:00.000Z',
      deleted: ['signIn', 'profile'],
      kept: [
        { what: 'courseRecord', courseId, until },
        { what: 'paymentRecords', courseId, until },
        { what: 'certificate', courseId, until },
        { what: 'auditLog', courseId: null, until: null },
      ],
    });
  });

  it.each<[string, Partial<Enrollment>, string]>([
    [
      'its cancellation',
      { enrollmentStatus: 'CANCELLED', cancelledAt: at('2026-03-02T10:00:00Z') },
      '2029-03-03',
    ],
    ['its expiry', { enrollmentStatus: 'EXPIRED', expiresAt: at('2026-03-02T10:00:00Z') }, '2029-03-03'],
    [
      'its completion',
      { enrollmentStatus: 'COMPLETED', completedAt: at('2026-03-02T10:00:00Z') },
      '2029-03-03',
    ],
    ['today, if it never ended', { enrollmentStatus: 'ACTIVE' }, '2029-05-02'],
    ['29 February, never a day short', { cancelledAt: at('2028-02-29T10:00:00Z') }, '2031-03-02'],
  ])('is counted from %s', (_, changes, until) => {
    const enrollment = someEnrollment(changes);
    expect(keptUntil({ enrollment, retentionYears: 3, now: at('2026-05-01T00:00:00Z') })).toBe(until);
  });
});
