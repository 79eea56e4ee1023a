import { isBalanced, unitsEqualLedger, unitsEqualReservations } from '../../../src/units/balance.ts';
import { hasNoOverlap } from '../../../src/units/calendar.ts';
import type { Reservation, UnitBalance } from '../../../src/units/schema.ts';
import { someReservation } from '../../fixtures/authorization.ts';

// What everything else is checked by: a predicate that always says «fine» would hide every other fault.

const balance = (changes: Partial<UnitBalance> = {}): UnitBalance => ({
  totalUnits: 8,
  reservedUnits: 3,
  consumedUnits: 2,
  ...changes,
});

describe('a balance of units is sound', () => {
  it.each([
    ['with room left', {}, true],
    ['when all of it is held or consumed', { reservedUnits: 6 }, true],
    ['with nothing at all', { totalUnits: 0, reservedUnits: 0, consumedUnits: 0 }, true],
    ['with one unit too many', { reservedUnits: 7 }, false],
    ['with less than nothing held, though the sum fits', { reservedUnits: -1 }, false],
    ['with less than nothing consumed, though the sum fits', { consumedUnits: -1 }, false],
    ['with half a unit', { consumedUnits: 0.5 }, false],
    ['with a count that is no number', { totalUnits: Number.NaN }, false],
  ])('%s: %j', (_, changes, expected) => {
    expect(isBalanced(balance(changes))).toBe(expected);
  });
});

describe('an authorization is the sum of its ledger', () => {
  const entries = [
    { effect: { total: 8, reserved: 0, consumed: 0 } },
    { effect: { total: 0, reserved: 5, consumed: 0 } },
    { effect: { total: 0, reserved: -2, consumed: 2 } },
  ];

  it.each([
    ['when all three counts agree', {}, true],
    ['not when the total differs', { totalUnits: 9 }, false],
    ['not when what is held differs', { reservedUnits: 2 }, false],
    ['not when what is consumed differs', { consumedUnits: 1 }, false],
  ])('%s', (_, changes, expected) => {
    expect(unitsEqualLedger(balance(changes), entries)).toBe(expected);
  });

  it('not when both agree on something unsound', () => {
    const overdrawn = [{ effect: { total: 1, reserved: 2, consumed: 0 } }];
    const same = { totalUnits: 1, reservedUnits: 2, consumedUnits: 0 };
    expect(unitsEqualLedger(same, overdrawn)).toBe(false);
  });
});

describe('an authorization is the sum of its reservations', () => {
  const held = someReservation({ units: 3 });
  const driven = someReservation({ state: 'CONSUMED', units: 3, consumedUnits: 2 });
  const released = someReservation({ state: 'RELEASED', units: 4 });
  const sums = balance();
  const agrees = (...reservations: readonly Reservation[]) => unitsEqualReservations(sums, reservations);

  it('when what is held and what was driven agree; what was released counts nowhere', () => {
    expect(agrees(held, driven, released)).toBe(true);
  });

  it.each([
    ['more is held than it says', [{ ...held, units: 4 }, driven]],
    ['less was driven than it says', [held, { ...driven, consumedUnits: 1 }]],
    ['a hold is missing', [driven]],
    ['a lesson is missing', [held]],
  ])('not when %s', (_, reservations) => {
    expect(agrees(...reservations)).toBe(false);
  });

  it.each([
    ['consumed more than it held', { ...driven, units: 1, consumedUnits: 2 }, true],
    ['was consumed by nothing', { ...driven, consumedUnits: 0 }, false],
    ['consumed some while it is held', { ...held, consumedUnits: 2 }, true],
    ['consumed some though it was released', { ...released, consumedUnits: 2 }, true],
  ])('not when one of them %s, even if the sums agree', (_, unsound, hasConsumed) => {
    const reservedUnits = unsound.state === 'HELD' ? unsound.units : 0;
    const consumedUnits = hasConsumed ? 2 : 0;
    expect(unitsEqualReservations({ reservedUnits, consumedUnits }, [unsound])).toBe(false);
  });

  it('a lesson of which every unit was driven, or one alone, is sound', () => {
    const whole = { ...driven, units: 2, consumedUnits: 2 };
    const one = { ...driven, units: 2, consumedUnits: 1 };
    expect(unitsEqualReservations({ reservedUnits: 0, consumedUnits: 2 }, [whole])).toBe(true);
    expect(unitsEqualReservations({ reservedUnits: 0, consumedUnits: 1 }, [one])).toBe(true);
  });
});

it('two lessons at once are noticed wherever they stand among a day’s lessons', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 2, 10, hour));
  const lesson = (from: number, to: number) => someReservation({ startsAt: at(from), endsAt: at(to) });
  expect(hasNoOverlap({ lessons: [lesson(8, 9), lesson(9, 10), lesson(10, 11)] })).toBe(true);
  expect(hasNoOverlap({ lessons: [lesson(8, 9), lesson(12, 14), lesson(13, 15)] })).toBe(false);
  expect(hasNoOverlap({ lessons: [lesson(12, 14), lesson(8, 9), lesson(13, 15)] })).toBe(false);
});
