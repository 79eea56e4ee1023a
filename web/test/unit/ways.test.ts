import { SeatbeltError } from '../../../client/src/index.ts';
import { allOf, both, missingIfHidden, orNull } from '../../src/shared/lives.ts';
import { certificateGates } from '../../src/student/certificate/gates.ts';
import { depositOf, seatsLeftOf, seatsText } from '../../src/student/courses/catalog.ts';
import { isLateCancellation } from '../../src/student/driving/driving-words.ts';
import { ledgerLine } from '../../src/student/receipts/ledger-words.ts';
import { nextPath, signInPath } from '../../src/student/routes.ts';
import { authProblem } from '../../src/student/sign-in/auth-problems.ts';
import {
  enrollmentOf,
  lessonIds,
  paidInFull,
  recordOf,
  rules,
  studyingIdentity,
} from './support/standing.ts';

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'signing in never leads to %s',
  next => {
    expect(nextPath(new URLSearchParams({ next }).toString())).toBe('/');
  },
);

test('signing in leads back to where one was, with what stood behind the question mark', () => {
  const next = '/courses/c/paid?payment_intent=pi_1';
  const [, search = ''] = signInPath({ next, isAgain: true }).split('?');
  expect(nextPath(search)).toBe(next);
});

test('a blocked window has a way on, a closed one needs none, the rest is said', () => {
  expect(authProblem({ code: 'auth/popup-blocked' }).kind).toBe('blocked');
  expect(authProblem({ code: 'auth/popup-closed-by-user' }).kind).toBe('closed');
  expect(authProblem({ code: 'auth/invalid-credential' })).toMatchObject({ kind: 'said' });
  expect(authProblem(new Error('?'))).toMatchObject({ kind: 'said' });
});

test('a seat that is free while somebody waits is not offered', () => {
  const seats = { capacity: 10, taken: 9, waitlistCapacity: 5, waitlisted: 1 };
  expect(seatsLeftOf(seats)).toBe(0);
  expect(seatsText({ seatsLeft: 0, waitingPlacesLeft: 4 })).toBe('waiting list');
  expect(seatsText({ seatsLeft: 0, waitingPlacesLeft: 0 })).toBe('full');
});

test('a certificate’s gates open one by one', () => {
  const closedBy = (changes: Parameters<typeof enrollmentOf>[0], others = {}): string[] =>
    certificateGates({
      course: { modules: [{ moduleId: 'all', title: 'All', lessonIds }] },
      enrollment: enrollmentOf({ identity: studyingIdentity, ...changes }),
      ...{ rules, quizRecords: [], quizTitle: () => 'Exam', studentName: '', now: new Date(0), ...others },
    })
      .filter(({ isOpen }) => !isOpen)
      .map(({ name }) => name);
  expect(closedBy({})).toEqual(['Lessons', 'Study time', 'Exam', 'Payment', 'Your name']);
  const studied = { completedLessonIds: lessonIds, creditedSeconds: 40, ...paidInFull };
  const others = { quizRecords: [recordOf({ passed: true })], studentName: 'Ana' };
  expect(closedBy(studied, others)).toEqual([]);
  expect(closedBy({ ...studied, accessStatus: 'SUSPENDED' }, others)).toEqual(['Access']);
  const lock = { cause: 'failedChecks', lockedAt: new Date(0), until: null } as const;
  const locked = { ...studied, identity: { ...studyingIdentity, lock } };
  expect(closedBy(locked, others)).toEqual(['Identity']);
  const until = new Date('2026-03-02T17:00:00Z');
  const lockedUntil = (changes: Parameters<typeof enrollmentOf>[0] = {}) => ({
    ...studied,
    accessStatus: 'SUSPENDED' as const,
    identity: { ...studyingIdentity, lock: { ...lock, until } },
    ...changes,
  });
  const after = { ...others, now: until };
  expect(closedBy(lockedUntil(), { ...others, now: new Date(until.getTime() - 1) })).toEqual([
    'Identity',
    'Access',
  ]);
  expect(closedBy(lockedUntil(), after)).toEqual([]);
  expect(closedBy(lockedUntil({ amountDisputed: 100, paymentStatus: 'DISPUTED' }), after)).toEqual([
    'Payment',
    'Access',
  ]);
  expect(closedBy(lockedUntil({ accessStatus: 'EXPIRED' }), after)).toEqual(['Access']);
});

test('what an entry of the ledger does to what is left to pay', () => {
  const none = { total: 0, paid: 0, refunded: 0, disputed: 0 };
  expect(ledgerLine({ kind: 'tuition', effect: { ...none, total: 4_950 } }).dueChange).toBe(4_950);
  expect(ledgerLine({ kind: 'payment', effect: { ...none, paid: 2_000 } }).dueChange).toBe(-2_000);
  expect(ledgerLine({ kind: 'refund', effect: { ...none, refunded: 500 } }).dueChange).toBe(500);
});

test('a driving lesson given back late is told to count, where the policy says so', () => {
  const startsAt = new Date('2026-03-03T17:00:00Z');
  const driving = {
    minimumCourseSeconds: 0,
    lateCancellationHours: 24,
    onLateCancellation: 'consume',
  } as const;
  const isLate = (now: string, policy: Parameters<typeof isLateCancellation>[0]['rules'] = driving) =>
    isLateCancellation({ startsAt, rules: policy, now: new Date(now) });
  expect(isLate('2026-03-02T17:00:01Z')).toBe(true);
  expect(isLate('2026-03-02T16:59:59Z')).toBe(false);
  expect(isLate('2026-03-03T16:00:00Z', { ...driving, onLateCancellation: 'release' })).toBe(false);
});

test('two reads are there once both are, and a course that is hidden is missing', () => {
  const ready = <T>(data: T) => ({ status: 'ready', data, isStale: false }) as const;
  const loading = { status: 'loading' } as const;
  expect(both(ready(1), loading)).toEqual(loading);
  expect(both(ready(1), orNull({ status: 'missing' }))).toEqual(ready([1, null]));
  expect(allOf([ready(1), ready(2)])).toEqual(ready([1, 2]));
  const hidden = { status: 'failed', error: refusedWith('NOT_FOUND') } as const;
  const offline = { status: 'failed', error: refusedWith('OFFLINE') } as const;
  expect(both(loading, missingIfHidden(hidden))).toEqual({ status: 'missing' });
  expect(both(loading, missingIfHidden(offline))).toEqual(offline);
});

const refusedWith = (reason: 'NOT_FOUND' | 'OFFLINE'): SeatbeltError =>
  new SeatbeltError({
    code: '',
    reason,
    retryable: false,
    fields: [],
    message: '',
    callable: '',
    attempts: 0,
  });

test.each([
  [0, undefined],
  [1, 1],
  [9_999, 9_999],
  [10_000, undefined],
  [10_001, undefined],
])('of a price of 100.00 that opens from %i the deposit shown is %s', (minimumPaidToOpen, deposit) => {
  expect(depositOf({ price: 10_000, minimumPaidToOpen })).toBe(deposit);
});
