import { Id } from '../../../src/platform/ids.ts';
import { changeTerms, grant } from '../../../src/units/authorization.ts';
import { Authorization } from '../../../src/units/schema.ts';
import { someAuthorization } from '../../fixtures/authorization.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const now = new Date('2026-03-02T15:00:00Z');
const actor = { uid: Id.parse('admin-1'), as: 'admin' } as const;
const rules = {
  minimumCourseSeconds: 7_200,
  lateCancellationHours: 24,
  onLateCancellation: 'consume',
} as const;

const granting = (changes: Partial<Parameters<typeof grant>[0]> = {}) =>
  grant({
    request: {
      requestId: Id.parse('authorization-1'),
      userId: Id.parse('student-1'),
      courseId: Id.parse('ohio-teen-driver-education'),
      instructorId: Id.parse('instructor-1'),
      totalUnits: 8,
      validFrom: new Date('2026-03-01T05:00:00Z'),
      validTo: new Date('2026-08-01T04:00:00Z'),
      limits: { perDay: 2 },
    },
    enrollment: someEnrollment({ enrollmentStatus: 'ACTIVE', timeZone: 'America/Chicago' }),
    isInstructor: true,
    rules,
    actor,
    now,
    ...changes,
  });

describe('granting hours of driving', () => {
  it('pins the policy’s rules and the student’s time zone', () => {
    expect(granting()).toMatchObject({
      authorization: {
        totalUnits: 8,
        reservedUnits: 0,
        consumedUnits: 0,
        timeZone: 'America/Chicago',
        limits: { perDay: 2, perWeek: null, perMonth: null },
        rules,
        createdBy: 'admin-1',
      },
      entry: { kind: 'granted', effect: { total: 8, reserved: 0, consumed: 0 } },
    });
  });

  it.each([
    ['by somebody who is no instructor', { isInstructor: false }, 'INSTRUCTOR_NOT_FOUND'],
    ['to somebody who is not enrolled', { enrollment: undefined }, 'ENROLLMENT_NOT_FOUND'],
    [
      'to somebody who cancelled',
      { enrollment: someEnrollment({ enrollmentStatus: 'CANCELLED' as const }) },
      'ENROLLMENT_CLOSED',
    ],
    ['for a time that is over', { now: new Date('2026-08-01T04:00:00Z') }, 'INVALID_INPUT'],
  ])('%s is refused', (_, changes, reason) => {
    const active = someEnrollment({ enrollmentStatus: 'COMPLETED' });
    expect(granting({ enrollment: active, ...changes })).toMatchObject({ reason });
  });
});

it.each([
  ['whose time is over', { now: new Date('2026-08-01T04:00:00Z') }, 'validTo'],
  ['taught by no instructor', { isInstructor: false }, 'instructorId'],
])('hours %s are refused by the field that is wrong', (_, changes, path) => {
  expect(granting(changes)).toMatchObject({ kind: 'refused', fields: [{ path }] });
});

it('what is granted may be stored, and what is refused may not', () => {
  expect(granting()).toMatchObject({ kind: 'kept' });
  expect(granting({ isInstructor: false })).toMatchObject({ kind: 'refused' });
});

describe('changing an authorization', () => {
  const authorization = someAuthorization({
    reservedUnits: 3,
    consumedUnits: 2,
    unitsByDay: { '2026-03-01': 2, '2026-03-10': 1, '2026-07-31': 2 },
  });
  type Wanted = Omit<Parameters<typeof changeTerms>[0]['request'], 'requestId' | 'reason'>;
  const changing = (request: Wanted) =>
    changeTerms({
      authorization,
      request: { requestId: Id.parse('request-2'), reason: 'as agreed', ...request },
      actor,
      now,
    });

  it.each([
    [9, 1],
    [5, -3],
    [8, 0],
  ])('a total of %p instead of 8 is a line of %p', (totalUnits, total) => {
    expect(changing({ totalUnits })).toMatchObject({
      authorization: { totalUnits, reservedUnits: 3, consumedUnits: 2 },
      entry: { kind: 'changed', effect: { total, reserved: 0, consumed: 0 }, reason: 'as agreed' },
    });
  });

  it('a total below what is held and consumed is refused, and says what is in the way', () => {
    expect(changing({ totalUnits: 4 })).toEqual({
      kind: 'refused',
      reason: 'UNITS_IN_USE',
      fields: [{ path: 'totalUnits', message: '3 held and 2 consumed: it cannot be less than 5.' }],
    });
  });

  it('a validity that would leave lessons to come outside is refused by their days; past ones are facts', () => {
    const validity = {
      validFrom: new Date('2026-03-11T12:00:00Z'),
      validTo: new Date('2026-07-30T12:00:00Z'),
    };
    expect(changing(validity)).toMatchObject({
      reason: 'UNITS_IN_USE',
      fields: [
        { path: 'validFrom', message: 'There are lessons on 2026-03-10.' },
        { path: 'validTo', message: 'There are lessons on 2026-07-31.' },
      ],
    });
    expect(changing({ validFrom: new Date('2026-03-10T12:00:00Z') })).toMatchObject({ kind: 'kept' });
  });

  it('lessons of today, of the first day and of the last are inside', () => {
    const days = { '2026-03-02': 1, '2026-03-31': 1 };
    const change = (validFrom: string, validTo: string) =>
      changeTerms({
        authorization: someAuthorization({ unitsByDay: days, timeZone: 'America/New_York' }),
        request: {
          requestId: Id.parse('r'),
          reason: 'x',
          validFrom: new Date(validFrom),
          validTo: new Date(validTo),
        },
        actor,
        now,
      });
    expect(change('2026-03-02T12:00:00Z', '2026-03-31T12:00:00Z')).toMatchObject({ kind: 'kept' });
    expect(change('2026-03-03T12:00:00Z', '2026-03-31T12:00:00Z')).toMatchObject({
      fields: [{ path: 'validFrom', message: 'There are lessons on 2026-03-02.' }],
    });
    expect(change('2026-03-02T12:00:00Z', '2026-03-30T12:00:00Z')).toMatchObject({
      fields: [{ path: 'validTo', message: 'There are lessons on 2026-03-31.' }],
    });
  });

  it.each([
    [5, 'There are lessons on 2026-03-10, 2026-03-11, 2026-03-12, 2026-03-13, 2026-03-14.'],
    [7, 'There are lessons on 2026-03-10, 2026-03-11, 2026-03-12, 2026-03-13, 2026-03-14 and 2 more.'],
  ])('of %p days in the way the first five are named, in order', (count, message) => {
    const days = Array.from({ length: count }, (_, index) => [`2026-03-${10 + index}`, 1]).reverse();
    const busy = someAuthorization({ unitsByDay: Object.fromEntries(days) });
    const request = { requestId: Id.parse('r'), reason: 'x', validFrom: new Date('2026-04-01T12:00:00Z') };
    expect(changeTerms({ authorization: busy, request, actor, now })).toMatchObject({
      fields: [{ path: 'validFrom', message }],
    });
  });

  it('an authorization that is not there cannot be changed', () => {
    const request = { requestId: Id.parse('r'), reason: 'x', totalUnits: 9 };
    expect(changeTerms({ authorization: undefined, request, actor, now })).toMatchObject({
      reason: 'AUTHORIZATION_NOT_FOUND',
    });
  });

  it('a validity has to last', () => {
    expect(changing({ validTo: authorization.validFrom })).toMatchObject({
      reason: 'INVALID_INPUT',
      fields: [{ path: 'validTo' }],
    });
    expect(changing({ validFrom: authorization.validTo })).toMatchObject({
      reason: 'INVALID_INPUT',
      fields: [{ path: 'validFrom' }],
    });
  });

  it('a limit that is not named stays, one that is null goes', () => {
    const limited = { ...authorization, limits: { perDay: 2, perWeek: 4, perMonth: null } };
    const request = { requestId: Id.parse('r'), reason: 'x', limits: { perWeek: null, perMonth: 8 } };
    expect(changeTerms({ authorization: limited, request, actor, now })).toMatchObject({
      authorization: { limits: { perDay: 2, perWeek: null, perMonth: 8 } },
    });
  });
});

it('an authorization that holds more than it has can not be stored', () => {
  const parses = (changes: Partial<Authorization>) =>
    Authorization.safeParse(someAuthorization(changes)).success;
  expect(parses({ reservedUnits: 5, consumedUnits: 3 })).toBe(true);
  expect(parses({ reservedUnits: 5, consumedUnits: 4 })).toBe(false);
  expect(parses({ reservedUnits: -1 })).toBe(false);
  expect(parses({ consumedUnits: 0.5 })).toBe(false);
});
