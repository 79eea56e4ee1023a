import fc from 'fast-check';
import { Id } from '../../../src/platform/ids.ts';
import { trueBalance } from '../../../src/reconciliation/true-balance.ts';
import { isOfThisRound, LessonSeconds, trueHours } from '../../../src/reconciliation/true-hours.ts';
import { trueRecord } from '../../../src/reconciliation/true-record.ts';
import { TotalsCount } from '../../../src/reconciliation/true-totals.ts';
import { trueUnits } from '../../../src/reconciliation/true-units.ts';
import { differencesOf } from '../../../src/reconciliation/truth.ts';
import { recountTotals } from '../../../src/statistics/recount.ts';
import { someAttempt, someStudent } from '../../fixtures/attempt.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const none = { total: 0, paid: 0, refunded: 0, disputed: 0 };
const tuition = { effect: { ...none, total: 59_900 } };
const payment = { effect: { ...none, paid: 59_900 } };
const now = new Date('2026-03-02T10:00:00Z');

describe('a balance', () => {
  it('is what its ledger adds up to, with the statuses that follow', () => {
    expect(trueBalance({ stored: someStudent(), entries: [payment, tuition], now })).toEqual({
      expected: {
        amountTotal: 59_900,
        amountPaid: 59_900,
        amountDue: 0,
        amountRefunded: 0,
        amountDisputed: 0,
        creditBalance: 0,
        paymentStatus: 'COMPLETED',
        accessStatus: 'ACTIVE',
        enrollmentStatus: 'ACTIVE',
      },
      contradictions: [],
    });
  });

  it('opens an enrollment that waits for what its ledger has', () => {
    const { expected } = trueBalance({ stored: someEnrollment(), entries: [tuition, payment], now });
    expect(expected).toMatchObject({ enrollmentStatus: 'ACTIVE', accessStatus: 'ACTIVE' });
  });

  it.each([
    [1, 'ACTIVE', 'ACTIVE'],
    [0, 'PENDING_PAYMENT', 'LOCKED'],
  ])(
    'that is paid %i ms before the course’s end: %s, access %s',
    (beforeMs, enrollmentStatus, accessStatus) => {
      const stored = someEnrollment({ expiresAt: new Date(now.getTime() + beforeMs) });
      const { expected } = trueBalance({ stored, entries: [tuition, payment], now });
      expect(expected).toMatchObject({ amountDue: 0, enrollmentStatus, accessStatus });
    },
  );

  it('that no schema allows is recounted all the same', () => {
    const stored = { ...someStudent(), amountPaid: -5, amountDue: 'much', paymentStatus: null };
    expect(trueBalance({ stored, entries: [tuition, payment], now }).expected).toMatchObject({
      amountPaid: 59_900,
      amountDue: 0,
    });
  });

  it.each([
    ['more is refunded than was paid', someStudent(), [tuition, { effect: { ...none, refunded: 1 } }]],
    ['the rest cannot be read', { ...someStudent(), terms: null }, [tuition]],
  ])('cannot be told where %s', (_, stored, entries) => {
    const { expected, contradictions } = trueBalance({ stored, entries, now });
    expect(expected).toEqual({});
    expect(contradictions).toHaveLength(1);
  });
});

describe('driving units', () => {
  const ledger = [
    { effect: { total: 8, reserved: 0, consumed: 0 } },
    { effect: { total: 0, reserved: 2, consumed: 1 } },
  ];
  const held = { state: 'HELD', units: 2, consumedUnits: 0 } as const;
  const driven = { state: 'CONSUMED', units: 1, consumedUnits: 1 } as const;

  it('are the ledger’s where the reservations say the same', () => {
    expect(trueUnits({ entries: ledger, reservations: [held, driven] })).toEqual({
      expected: { totalUnits: 8, reservedUnits: 2, consumedUnits: 1 },
      contradictions: [],
    });
  });

  it('cannot be told where they do not', () => {
    expect(trueUnits({ entries: ledger, reservations: [held] }).contradictions).toHaveLength(1);
    expect(
      trueUnits({ entries: [{ effect: { total: 0, reserved: 1, consumed: 0 } }], reservations: [] })
        .contradictions,
    ).toHaveLength(1);
  });
});

describe('a quiz record', () => {
  const at = new Date('2026-05-04T12:00:00Z');
  const result = { score: 4, maxScore: 4, percent: 100, passed: true };
  const attempt = (id: string, changes: Parameters<typeof someAttempt>[0]) =>
    someAttempt({ attemptId: Id.parse(id), ...changes });

  it('counts its attempts: used are those of this round that were not voided', () => {
    const attempts = [
      attempt('a', {
        round: 0,
        state: 'SUBMITTED',
        result: { ...result, percent: 20, passed: false },
        finishedAt: at,
      }),
      attempt('b', { round: 1, state: 'VOIDED', result, finishedAt: at }),
      attempt('c', { round: 1, state: 'IN_PROGRESS' }),
    ];
    expect(trueRecord({ record: { restarts: 1 }, attempts }).expected).toMatchObject({
      attemptsStarted: 3,
      attemptsFinished: 2,
      attemptsVoided: 1,
      attemptsUsed: 1,
      bestPercent: 20,
      passed: false,
      openAttemptId: 'c',
    });
  });

  it('cannot be told with two attempts open at once', () => {
    const attempts = [attempt('a', {}), attempt('b', {})];
    expect(trueRecord({ record: { restarts: 0 }, attempts }).contradictions).toEqual([
      '2 attempts are open at once',
    ]);
  });
});

describe('hours', () => {
  const closed = { state: 'CLOSED', creditedSeconds: 3_600 } as const;
  const open = { state: 'ACTIVE', creditedSeconds: 60 } as const;

  it('are those of the closed sessions; an open one’s are in the days already', () => {
    const days = [{ creditedSeconds: 3_000 }, { creditedSeconds: 660 }];
    expect(trueHours({ sessions: [closed, open], days, adjustments: [{ seconds: -5 }] }).expected).toEqual({
      creditedSeconds: 3_600,
      adjustedSeconds: -5,
    });
  });

  it('cannot be told where days and sessions differ by a second', () => {
    const days = [{ creditedSeconds: 3_599 }];
    expect(trueHours({ sessions: [closed], days, adjustments: [] }).contradictions).toHaveLength(1);
  });

  it('go to the lesson that was open until the heartbeat, less what an open session still holds', () => {
    const chain = new LessonSeconds();
    const beat = (lessonId: string | null, creditedSeconds: number) =>
      chain.add({
        kind: 'heartbeat',
        lessonId: lessonId === null ? null : Id.parse(lessonId),
        creditedSeconds,
      });
    beat('signs', 0);
    beat('signs', 60);
    chain.add({ kind: 'lessonCompleted', lessonId: Id.parse('elsewhere'), creditedSeconds: 0 });
    beat('rules', 30);
    beat(null, 20);
    beat('signs', 10);
    expect(Object.fromEntries(chain.reached({ rules: 15 }))).toEqual({ signs: 90, rules: 5 });
  });

  it('of sessions that ended before the course began anew count no more', () => {
    const restart = { cause: 'examRestart', at: new Date('2026-05-04T12:00:00Z') } as const;
    const endedAt = (time: string) => ({ endedAt: new Date(`2026-05-04T${time}Z`) });
    expect(isOfThisRound(endedAt('12:00:00'), [restart])).toBe(false);
    expect(isOfThisRound(endedAt('12:00:01'), [restart])).toBe(true);
    expect(isOfThisRound({ endedAt: null }, [restart])).toBe(true);
    expect(isOfThisRound(endedAt('12:00:00'), [{ ...restart, cause: 'staff' }])).toBe(true);
  });
});

describe('a course’s totals', () => {
  const enrollments = fc.array(
    fc.record({
      enrollmentStatus: fc.constantFrom('ACTIVE', 'WAITLISTED', 'CANCELLED', 'CERTIFIED'),
      currency: fc.constantFrom('usd', 'eur'),
      amountPaid: fc.nat(1_000),
    }),
    { maxLength: 30 },
  );

  it('are the same however they are cut into pages', () => {
    fc.assert(
      fc.property(enrollments, fc.integer({ min: 1, max: 7 }), (changes, size) => {
        const all = changes.map(each => someEnrollment(each));
        const count = new TotalsCount();
        for (let start = 0; start < all.length; start += size) count.add(all.slice(start, start + size));
        expect(count.totals).toEqual(recountTotals(all));
      }),
    );
  });
});

describe('differences', () => {
  it('name what differs, and nothing that only the document knows', () => {
    const at = new Date('2026-05-04T12:00:00Z');
    expect(
      differencesOf({
        stored: { a: 1, other: 'x', at, when: null, b: Number.NaN },
        expected: { a: 2, at: new Date(at), when: at, b: 0, missing: [] },
      }),
    ).toEqual([
      { field: 'a', stored: 1, recounted: 2 },
      { field: 'when', stored: null, recounted: '2026-05-04T12:00:00.000Z' },
      { field: 'b', stored: null, recounted: 0 },
      { field: 'missing', stored: null, recounted: [] },
    ]);
  });
});
