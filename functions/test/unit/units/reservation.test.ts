import { Id } from '../../../src/platform/ids.ts';
import { reserve } from '../../../src/units/reservation.ts';
import type { Authorization } from '../../../src/units/schema.ts';
import { someAuthorization, someReservation } from '../../fixtures/authorization.ts';
import { someEnrollment } from '../../fixtures/enrollment.ts';

const now = new Date('2026-03-02T15:00:00Z');
const startsAt = new Date('2026-03-10T14:00:00Z');
const actor = { uid: Id.parse('student-1'), as: 'student' } as const;
const enrolled = someEnrollment({ enrollmentStatus: 'ACTIVE', creditedSeconds: 7_200 });

type Changes = Partial<Omit<Parameters<typeof reserve>[0], 'request'>> & {
  readonly request?: Partial<Parameters<typeof reserve>[0]['request']>;
};

function reserving({ request, ...changes }: Changes = {}) {
  return reserve({
    authorization: someAuthorization(),
    enrollment: enrolled,
    calendars: { instructor: [], student: [] },
    actor,
    now,
    ...changes,
    request: { requestId: Id.parse('reservation-1'), units: 2, startsAt, ...request },
  });
}

const reasonOf = (changes: Changes): string => {
  const result = reserving(changes);
  return result.kind === 'refused' ? result.reason : result.kind;
};

const busy = { lessons: [someReservation()] };

const holding = (changes: Partial<Authorization>) => ({ authorization: someAuthorization(changes) });

describe('holding units for a lesson', () => {
  it('moves them from available to reserved, on the lesson’s day, with a line in the ledger', () => {
    expect(reserving()).toMatchObject({
      kind: 'held',
      authorization: { reservedUnits: 2, consumedUnits: 0, unitsByDay: { '2026-03-10': 2 } },
      reservation: { state: 'HELD', units: 2, startsAt, isScheduled: false, heldAt: now },
      entry: { kind: 'held', effect: { total: 0, reserved: 2, consumed: 0 }, by: actor },
    });
  });

  it('a unit is an hour of driving', () => {
    expect(reserving({ request: { units: 3 } })).toMatchObject({
      reservation: { endsAt: new Date('2026-03-10T17:00:00Z') },
    });
  });

  it.each([
    ['all that is left', { reservedUnits: 3, consumedUnits: 3 }, 2, 'held'],
    ['one more than is left', { reservedUnits: 3, consumedUnits: 3 }, 3, 'UNITS_EXCEEDED'],
    ['where nothing is left', { reservedUnits: 8 }, 1, 'UNITS_EXCEEDED'],
  ])('%s', (_, changes, units, expected) => {
    expect(reasonOf({ ...holding(changes), request: { units } })).toBe(expected);
  });

  it.each([
    ['this very moment', now, 'LESSON_IN_PAST'],
    ['a millisecond from now', new Date(now.getTime() + 1), 'held'],
    ['as the validity begins', new Date('2026-03-05T00:00:00Z'), 'held'],
    ['a millisecond before that', new Date('2026-03-04T23:59:59.999Z'), 'OUTSIDE_VALIDITY'],
    ['so that it ends with the validity', new Date('2026-03-31T22:00:00Z'), 'held'],
    ['a millisecond later', new Date('2026-03-31T22:00:00.001Z'), 'OUTSIDE_VALIDITY'],
  ])('a lesson %s', (_, time, expected) => {
    const isNearNow = Math.abs(time.getTime() - now.getTime()) < 1_000;
    const validFrom = isNearNow ? new Date('2026-03-01T00:00:00Z') : new Date('2026-03-05T00:00:00Z');
    const authorization = someAuthorization({ validFrom, validTo: new Date('2026-04-01T00:00:00Z') });
    expect(reasonOf({ authorization, request: { startsAt: time } })).toBe(expected);
  });

  it.each([
    ['a second short of two hours of course', { creditedSeconds: 7_199 }, 'COURSE_HOURS_MISSING'],
    ['with two hours of course', { creditedSeconds: 7_200 }, 'held'],
    [
      'after some of them were taken back',
      { creditedSeconds: 7_200, adjustedSeconds: -1 },
      'COURSE_HOURS_MISSING',
    ],
  ])('%s (Ohio)', (_, changes, expected) => {
    const rules = {
      minimumCourseSeconds: 7_200,
      lateCancellationHours: 24,
      onLateCancellation: 'consume',
    } as const;
    expect(reasonOf({ ...holding({ rules }), enrollment: { ...enrolled, ...changes } })).toBe(expected);
  });

  it.each([
    ['PENDING_PAYMENT', 'held'],
    ['ACTIVE', 'held'],
    ['COMPLETED', 'held'],
    ['CERTIFIED', 'held'],
    ['CANCELLED', 'ENROLLMENT_CLOSED'],
    ['EXPIRED', 'ENROLLMENT_EXPIRED'],
    ['WAITLISTED', 'ENROLLMENT_CLOSED'],
  ] as const)('a student whose enrollment is %s', (enrollmentStatus, expected) => {
    expect(reasonOf({ enrollment: { ...enrolled, enrollmentStatus } })).toBe(expected);
  });

  it('a course whose time is over teaches no driving, whether the nightly run has seen it or not', () => {
    expect(reasonOf({ enrollment: { ...enrolled, expiresAt: now } })).toBe('ENROLLMENT_EXPIRED');
    const completed = { ...enrolled, expiresAt: now, enrollmentStatus: 'COMPLETED' as const };
    expect(reasonOf({ enrollment: completed })).toBe('held');
  });

  it.each([
    ['instructor', 'INSTRUCTOR_BUSY'],
    ['student', 'STUDENT_BUSY'],
  ] as const)('who has another lesson then is busy: the %s', (who, reason) => {
    const taken = { lessons: [someReservation({ startsAt: new Date('2026-03-10T15:59:00Z') })] };
    const calendars = { instructor: [], student: [], [who]: [undefined, taken] };
    expect(reasonOf({ calendars })).toBe(reason);
    expect(reasonOf({ calendars, request: { units: 1, startsAt: new Date('2026-03-10T14:59:00Z') } })).toBe(
      'held',
    );
  });

  it.each([
    ['in the past', { request: { startsAt: now } }, 'startsAt'],
    ['after the validity', { request: { startsAt: new Date('2026-09-01T00:00:00Z') } }, 'startsAt'],
    ['of more units than are left', { request: { units: 9 } }, 'units'],
    ['of a busy instructor', { calendars: { instructor: [busy], student: [] } }, 'startsAt'],
    ['of a busy student', { calendars: { instructor: [], student: [busy] } }, 'startsAt'],
  ])('a lesson %s is refused by the field that is wrong', (_, changes, path) => {
    expect(reserving(changes)).toMatchObject({ kind: 'refused', fields: [{ path }] });
  });

  it('only a lesson whose length was told is entered in calendars', () => {
    expect(reserving({ request: { durationMinutes: 90 } })).toMatchObject({
      reservation: { isScheduled: true, endsAt: new Date('2026-03-10T15:30:00Z') },
    });
    expect(reserving()).toMatchObject({ reservation: { isScheduled: false } });
  });

  it('what is not there is not found', () => {
    expect(reasonOf({ authorization: undefined })).toBe('AUTHORIZATION_NOT_FOUND');
    expect(reasonOf({ enrollment: undefined })).toBe('ENROLLMENT_NOT_FOUND');
  });
});
