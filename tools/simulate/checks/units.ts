import {
  isBalanced,
  unitsEqualLedger,
  unitsEqualReservations,
} from '../../../functions/src/units/balance.ts';
import { hasNoOverlap } from '../../../functions/src/units/calendar.ts';
import {
  Authorization,
  LessonCalendar,
  Reservation,
  UnitEntry,
} from '../../../functions/src/units/schema.ts';
import { above, type Checker, type Looking } from './checker.ts';

const invariant = 'units held and driven are those of ledger and reservations, within the total';

function lookAtUnits({ documents, verdicts }: Looking, path: string): void {
  const authorization = Authorization.parse(documents.data(path));
  const entries = documents.dataIn(`${path}/ledger`).map(entry => UnitEntry.parse(entry));
  const reservations = documents.dataIn(`${path}/reservations`).map(each => Reservation.parse(each));
  verdicts.hold(invariant, isBalanced(authorization), () => `${path} holds more than it has`);
  verdicts.hold(invariant, unitsEqualLedger(authorization, entries), () => `${path} and its ledger`);
  const isSame = unitsEqualReservations(authorization, reservations);
  verdicts.hold(invariant, isSame, () => `${path} and its reservations`);
}

const calendarChecker = (pattern: string): Checker => ({
  pattern,
  look: ({ verdicts }, { path, after }) =>
    verdicts.hold('nobody has two lessons at once', hasNoOverlap(LessonCalendar.parse(after)), () => path),
});

export const unitCheckers: readonly Checker[] = [
  { pattern: 'authorizations/*', look: (looking, { path }) => lookAtUnits(looking, path) },
  { pattern: 'authorizations/*/ledger/*', look: (looking, { path }) => lookAtUnits(looking, above(path, 1)) },
  {
    pattern: 'authorizations/*/reservations/*',
    look: (looking, { path, before, after }) => {
      lookAtUnits(looking, above(path, 1));
      const wasOver = before !== undefined && before['state'] !== 'HELD';
      if (wasOver) looking.verdicts.same(invariant, after['state'], before['state'], `${path} ended twice`);
    },
  },
  calendarChecker('instructorCalendars/*'),
  calendarChecker('studentCalendars/*'),
];
