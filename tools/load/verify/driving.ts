import { dayKey } from '../../../functions/src/platform/day-key.ts';
import { type Found, groupedBy, read } from '../../../functions/src/reconciliation/documents.ts';
import { daysOf, hasNoOverlap } from '../../../functions/src/units/calendar.ts';
import {
  Authorization,
  type Authorization as AuthorizationType,
  LessonCalendar,
  Reservation,
  type Reservation as ReservationType,
  UnitEntry,
  type UnitEntry as UnitEntryType,
} from '../../../functions/src/units/schema.ts';
import { collection, documentsOf, families, inBatches, nameOf, readable } from './families.ts';
import type { Findings } from './finding.ts';

type At<T> = T & { readonly path: string };

/** Every authorization: what its entries say of each reservation is what that reservation says, day by day too. */
export async function checkDriving({ findings }: { findings: Findings }): Promise<void> {
  const found = families({ parents: collection('authorizations'), groups: ['ledger', 'reservations'] });
  for await (const { parent, below } of found) {
    const [authorization] = readable({ schema: Authorization, documents: [parent], findings });
    const entries = readable({ schema: UnitEntry, documents: below('ledger'), findings });
    const reservations = readable({ schema: Reservation, documents: below('reservations'), findings });
    const entriesOf = groupedBy(entries, ({ reservationId }) => String(reservationId));
    for (const reservation of reservations)
      expectOneLife({ findings, reservation, entries: entriesOf.get(reservation.reservationId) ?? [] });
    expectKnown({ findings, entries, reservations });
    if (authorization !== undefined) expectDays({ findings, authorization, reservations });
    await expectInCalendars({ findings, reservations });
  }
}

const endings: Readonly<Record<ReservationType['state'], readonly UnitEntryType['kind'][]>> = {
  HELD: [],
  CONSUMED: ['consumed', 'cancelledLate'],
  RELEASED: ['released'],
  EXPIRED: ['expired'],
};

/** Held once and ended once: a second consumption would be a second entry. */
function expectOneLife(input: {
  findings: Findings;
  reservation: At<ReservationType>;
  entries: readonly At<UnitEntryType>[];
}): void {
  const { findings, reservation, entries } = input;
  const { path: document, state, units, consumedUnits } = reservation;
  const invariant = 'a reservation is held once and ends once';
  const held = entries.filter(({ kind }) => kind === 'held').length;
  findings.expect({ invariant, document, field: 'entries that hold it', expected: 1, found: held });
  const ended = entries.filter(({ kind }) => kind !== 'held');
  const expected = state === 'HELD' ? 0 : 1;
  findings.expect({ invariant, document, field: 'entries that end it', expected, found: ended.length });
  for (const { path, kind } of ended)
    findings.expect({
      invariant,
      document: path,
      field: 'kind',
      expected: endings[state].includes(kind) ? kind : `one that leads to ${state}`,
      found: kind,
    });
  const sum = (of: 'reserved' | 'consumed') => entries.reduce((total, { effect }) => total + effect[of], 0);
  const sums = [
    ['units', state === 'HELD' ? units : 0, sum('reserved')],
    ['consumedUnits', consumedUnits, sum('consumed')],
  ] as const;
  for (const [field, says, recorded] of sums)
    findings.expect({
      invariant: 'a reservation is the sum of its entries',
      document,
      field,
      expected: recorded,
      found: says,
    });
}

function expectKnown(input: {
  findings: Findings;
  entries: readonly At<UnitEntryType>[];
  reservations: readonly ReservationType[];
}): void {
  const { findings, entries, reservations } = input;
  const known = new Set<string>(reservations.map(({ reservationId }) => reservationId));
  for (const { path, entryId, reservationId } of entries) {
    const invariant = 'an entry stands under its own name';
    findings.expect({ invariant, document: path, field: 'entryId', expected: nameOf(path), found: entryId });
    if (reservationId === null) continue;
    findings.expect({
      invariant: 'an entry of units names a reservation that is there',
      document: path,
      field: 'reservationId',
      expected: known.has(reservationId) ? reservationId : 'a reservation',
      found: reservationId,
    });
  }
}

/** Days of the future only: those long past are dropped on purpose. */
function expectDays(input: {
  findings: Findings;
  authorization: At<AuthorizationType>;
  reservations: readonly ReservationType[];
}): void {
  const { findings, authorization, reservations } = input;
  const { path: document, timeZone, unitsByDay } = authorization;
  const today = dayKey(new Date(), timeZone);
  const byDay = new Map<string, number>();
  for (const { state, units, consumedUnits, startsAt } of reservations) {
    const day = dayKey(startsAt, timeZone);
    byDay.set(day, (byDay.get(day) ?? 0) + (state === 'HELD' ? units : consumedUnits));
  }
  for (const day of new Set([...byDay.keys(), ...Object.keys(unitsByDay)])) {
    if (day < today) continue;
    findings.expect({
      invariant: 'units of a day are those of its lessons',
      document,
      field: `unitsByDay.${day}`,
      expected: byDay.get(day) ?? 0,
      found: unitsByDay[day] ?? 0,
    });
  }
}

/** A lesson that is to come stands in both people's calendars on each day that it touches. */
async function expectInCalendars(input: {
  findings: Findings;
  reservations: readonly At<ReservationType>[];
}): Promise<void> {
  const wanted = input.reservations
    .filter(({ state, isScheduled }) => state === 'HELD' && isScheduled)
    .flatMap(reservation =>
      daysOf(reservation).flatMap(day => [
        { reservation, calendar: `instructorCalendars/${reservation.instructorId}_${day}` },
        { reservation, calendar: `studentCalendars/${reservation.studentId}_${day}` },
      ]),
    );
  for (let start = 0; start < wanted.length; start += 200) {
    const some = wanted.slice(start, start + 200);
    const calendars = await read(some.map(({ calendar }) => calendar));
    for (const [index, { reservation, calendar }] of some.entries()) {
      const parsed = LessonCalendar.safeParse(calendars[index]?.data);
      const lessons = parsed.success ? parsed.data.lessons : [];
      input.findings.expect({
        invariant: 'a lesson that is to come stands in both calendars, once',
        document: calendar,
        field: reservation.reservationId,
        expected: 1,
        found: lessons.filter(({ reservationId }) => reservationId === reservation.reservationId).length,
      });
    }
  }
}

/** Every calendar: no two lessons at once, and none of a reservation that was given back. */
export async function checkCalendars({ findings }: { findings: Findings }): Promise<void> {
  for (const name of ['instructorCalendars', 'studentCalendars'])
    for await (const batch of inBatches(documentsOf(collection(name)), 50))
      await checkSome({ findings, documents: batch });
}

async function checkSome(input: { findings: Findings; documents: readonly Found[] }): Promise<void> {
  const { findings, documents } = input;
  const calendars = readable({ schema: LessonCalendar, documents, findings });
  for (const { path, lessons } of calendars)
    findings.expect({
      invariant: 'nobody has two lessons at once',
      document: path,
      field: 'lessons',
      expected: 'no two at once',
      found: hasNoOverlap({ lessons }) ? 'no two at once' : 'two at once',
    });
  const booked = calendars.flatMap(({ path, lessons }) => lessons.map(lesson => ({ path, ...lesson })));
  const reservations = await read(
    booked.map(
      ({ authorizationId, reservationId }) =>
        `authorizations/${authorizationId}/reservations/${reservationId}`,
    ),
  );
  for (const [index, { path, reservationId }] of booked.entries()) {
    const state = String(reservations[index]?.data['state'] ?? 'not there');
    findings.expect({
      invariant: "a calendar's lesson is held or driven",
      document: path,
      field: reservationId,
      expected: state === 'RELEASED' || state === 'not there' ? 'HELD' : state,
      found: state,
    });
  }
}
