import { Id } from '../../../src/platform/ids.ts';
import { consume, expire, hasRunOut, release, runOutBefore } from '../../../src/units/ending.ts';
import type { ReservationState } from '../../../src/units/schema.ts';
import { someAuthorization, someReservation } from '../../fixtures/authorization.ts';

const HOUR_MS = 3_600_000;
const reservation = someReservation();
const hoursBefore = (hours: number) => new Date(reservation.startsAt.getTime() - hours * HOUR_MS);
const now = hoursBefore(100);
const student = { uid: Id.parse('student-1'), as: 'student' } as const;
const instructor = { uid: Id.parse('instructor-1'), as: 'instructor' } as const;
const request = { requestId: Id.parse('request-2'), reason: 'I am ill' };

const stored = (onLateCancellation: 'consume' | 'release' = 'consume') => ({
  authorization: someAuthorization({
    reservedUnits: 3,
    consumedUnits: 1,
    unitsByDay: { '2026-03-10': 3 },
    rules: { minimumCourseSeconds: 0, lateCancellationHours: 24, onLateCancellation },
  }),
  reservation,
});

const closedAs = (state: ReservationState) => ({ ...stored(), reservation: { ...reservation, state } });

describe('giving a lesson back', () => {
  it('in time returns all of its units', () => {
    expect(release({ stored: stored(), request, actor: student, now })).toMatchObject({
      authorization: { reservedUnits: 1, consumedUnits: 1, unitsByDay: { '2026-03-10': 1 } },
      reservation: { state: 'RELEASED', consumedUnits: 0, endedAt: now },
      entry: { kind: 'released', reason: 'I am ill', isWaived: false, by: student },
    });
  });

  it.each([
    ['exactly a day before', hoursBefore(24), 'RELEASED'],
    ['a millisecond later', new Date(hoursBefore(24).getTime() + 1), 'CONSUMED'],
    ['after it has begun', hoursBefore(-1), 'CONSUMED'],
  ])('under a day’s notice: %s', (_, moment, state) => {
    const late = release({ stored: stored(), request, actor: student, now: moment });
    expect(late).toMatchObject({ reservation: { state, consumedUnits: state === 'CONSUMED' ? 2 : 0 } });
  });

  it('too late counts as driven, and says so in the ledger', () => {
    const late = release({ stored: stored(), request, actor: student, now: hoursBefore(1) });
    expect(late).toMatchObject({
      authorization: { reservedUnits: 1, consumedUnits: 3, unitsByDay: { '2026-03-10': 3 } },
      entry: { kind: 'cancelledLate', effect: { total: 0, reserved: -2, consumed: 2 } },
    });
  });

  it('too late returns the units where the policy says so', () => {
    const late = release({ stored: stored('release'), request, actor: student, now: hoursBefore(1) });
    expect(late).toMatchObject({ reservation: { state: 'RELEASED' }, entry: { isWaived: false } });
  });

  it('staff may let it pass, which the ledger tells; a student may not', () => {
    const waiving = { stored: stored(), request: { ...request, waiveLateCancellation: true } };
    expect(release({ ...waiving, actor: instructor, now: hoursBefore(1) })).toMatchObject({
      authorization: { reservedUnits: 1, consumedUnits: 1 },
      reservation: { state: 'RELEASED' },
      entry: { kind: 'released', isWaived: true },
    });
    expect(release({ ...waiving, actor: student, now: hoursBefore(1) })).toMatchObject({
      reason: 'ROLE_REQUIRED',
    });
  });
});

describe('consuming a lesson', () => {
  const consuming = (units: number) =>
    consume({ stored: stored(), request: { requestId: request.requestId, units }, actor: instructor, now });

  it.each([1, 2])('%p of 2 units: the rest goes back', units => {
    expect(consuming(units)).toMatchObject({
      authorization: { reservedUnits: 1, consumedUnits: 1 + units, unitsByDay: { '2026-03-10': 1 + units } },
      reservation: { state: 'CONSUMED', units: 2, consumedUnits: units },
      entry: { kind: 'consumed', isWaived: false, effect: { total: 0, reserved: -2, consumed: units } },
    });
  });

  it('more than was held is refused', () => {
    expect(consuming(3)).toMatchObject({ reason: 'UNITS_EXCEEDED', fields: [{ path: 'units' }] });
  });
});

describe('a hold whose lesson nobody spoke of', () => {
  const dayAfter = new Date(reservation.endsAt.getTime() + 24 * HOUR_MS);

  it.each([-1, 0, 1])('is looked for exactly when it has run out: %p ms from then', ms => {
    const moment = new Date(dayAfter.getTime() + ms);
    expect(reservation.endsAt <= runOutBefore(moment)).toBe(hasRunOut(reservation, moment));
  });

  it('expires a day after the lesson’s end, not a millisecond before, and its units go back', () => {
    expect(expire({ stored: stored(), now: new Date(dayAfter.getTime() - 1) })).toBeUndefined();
    expect(expire({ stored: stored(), now: dayAfter })).toMatchObject({
      authorization: { reservedUnits: 1, consumedUnits: 1 },
      reservation: { state: 'EXPIRED', consumedUnits: 0 },
      entry: { kind: 'expired', entryId: 'expired_reservation-1', by: null },
    });
  });
});

describe.each(['CONSUMED', 'RELEASED', 'EXPIRED'] as const)('a reservation that is %s', state => {
  it('ends no second time', () => {
    const closed = closedAs(state);
    const units = { requestId: request.requestId, units: 1 };
    const refused = { reason: 'RESERVATION_CLOSED' };
    expect(release({ stored: closed, request, actor: student, now })).toMatchObject(refused);
    expect(consume({ stored: closed, request: units, actor: instructor, now })).toMatchObject(refused);
    expect(expire({ stored: closed, now: new Date('2030-01-01') })).toBeUndefined();
  });
});

it('a reservation that is not there is not found', () => {
  const missing = { ...stored(), reservation: undefined };
  expect(release({ stored: missing, request, actor: student, now })).toMatchObject({
    reason: 'RESERVATION_NOT_FOUND',
  });
});

it('an authorization that is not there is not found', () => {
  const missing = { ...stored(), authorization: undefined };
  expect(release({ stored: missing, request, actor: student, now })).toMatchObject({
    reason: 'AUTHORIZATION_NOT_FOUND',
  });
});
