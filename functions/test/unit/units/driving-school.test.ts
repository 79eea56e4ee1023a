import fc from 'fast-check';
import {
  isBalanced,
  replayLedger,
  unitsEqualLedger,
  unitsEqualReservations,
} from '../../../src/units/balance.ts';
import { Authorization, Reservation, UnitEntry } from '../../../src/units/schema.ts';
import { DrivingSchool, type Step } from './driving-school.ts';

const units = fc.integer({ min: 1, max: 4 });
const which = fc.nat({ max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('reserve' as const),
      units,
      inHours: fc.integer({ min: 0, max: 200 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('consume' as const), which, units }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('setTotal' as const), total: fc.integer({ min: 1, max: 14 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('letTimePass' as const),
      hours: fc.integer({ min: 1, max: 90 }),
    }),
  },
);
const story = fc.record({
  total: fc.integer({ min: 1, max: 12 }),
  perDay: fc.option(fc.integer({ min: 1, max: 5 })),
  steps: fc.array(step, { maxLength: 80 }),
});

/** Runs stories; `check` sees the school after every step. */
function always(check: (school: DrivingSchool) => void): void {
  fc.assert(
    fc.property(story, ({ steps, ...size }) => {
      const school = new DrivingSchool(size);
      for (const next of steps) {
        school.take(next);
        check(school);
      }
    }),
    { numRuns: 400 },
  );
}

describe('however lessons are held, given back, driven and forgotten, and however the total changes', () => {
  it('never is more held and consumed than there is, by the rules and by a plain list', () => {
    always(school => {
      expect(isBalanced(school.authorization)).toBe(true);
      expect(school.authorization).toMatchObject({ totalUnits: school.plain.total, ...school.plainSums() });
    });
  });

  it('the balance is the sum of its ledger and of its reservations, in whatever order they are added up', () => {
    always(({ authorization, entries, reservations }) => {
      expect(unitsEqualLedger(authorization, entries)).toBe(true);
      expect(replayLedger(entries.toReversed())).toEqual(replayLedger(entries));
      expect(unitsEqualReservations(authorization, reservations)).toBe(true);
    });
  });

  it('a reservation ends once: held by one line, ended by at most one', () => {
    always(({ reservations, entries }) => {
      for (const { reservationId, state } of reservations) {
        const kinds = entries.filter(entry => entry.reservationId === reservationId).map(entry => entry.kind);
        expect(kinds[0]).toBe('held');
        expect(kinds).toHaveLength(state === 'HELD' ? 1 : 2);
      }
    });
  });

  it('what is kept is fit to be stored, and no day counts more than is held and consumed', () => {
    always(({ authorization, reservations, entries }) => {
      expect(Authorization.safeParse(authorization).success).toBe(true);
      expect(reservations.every(each => Reservation.safeParse(each).success)).toBe(true);
      expect(entries.every(each => UnitEntry.safeParse(each).success)).toBe(true);
      const counted = Object.values(authorization.unitsByDay).reduce((sum, units) => sum + units, 0);
      expect(counted).toBeLessThanOrEqual(authorization.reservedUnits + authorization.consumedUnits);
    });
  });
});
