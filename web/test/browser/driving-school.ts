import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { Authorization, Reservation, UnitEntry } from '../../../functions/src/units/schema.ts';
import { createAccountWithRole } from '../../../tools/stack/sample-accounts.ts';
import { COURSE, call, tokenOf } from './staff-school.ts';
import { type Browsing, firestore, list, newStudent, type Person, stack } from './support/index.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

export interface Driver extends Person {
  readonly name: string;
}

/** Somebody who has paid the deposit, known by a name that nobody else bears. */
export async function newDriver(): Promise<Driver> {
  const person = await newStudent('paid');
  const name = `Dee ${randomUUID().slice(0, 8)}`;
  await firestore.doc(`users/${person.uid}`).set({ displayName: name });
  return { ...person, name };
}

/** An instructor of this test's own: nobody else books their time. */
export function newInstructor(): Promise<Person> {
  const uid = `instructor-${randomUUID()}`;
  const account = { uid, email: `${uid}@example.test`, password: 'instructor-password' };
  return createAccountWithRole({ target: stack, account: { ...account, role: 'instructor' } });
}

/** Hours of driving from yesterday on, for a month. */
export async function authorize(input: {
  student: Person;
  instructor: Person;
  totalUnits: number;
  courseId?: string;
}): Promise<string> {
  const { student, instructor, totalUnits, courseId = COURSE } = input;
  const made = await call(await tokenOf('admin'), 'createAuthorization', {
    ...{ userId: student.uid, courseId, instructorId: instructor.uid, totalUnits },
    validFrom: hoursAhead(-DAY_HOURS).toISOString(),
    validTo: hoursAhead(30 * DAY_HOURS).toISOString(),
  });
  return String(made['authorizationId']);
}

/** A full hour, so many hours from now. */
export const hoursAhead = (hours: number): Date =>
  new Date((Math.ceil(Date.now() / HOUR_MS) + hours) * HOUR_MS);

/** As a field for date and time has it: in the time zone that browser and test share. */
export function localText(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** One lesson of an hour, held by the student. */
export async function reserve(input: {
  student: Person;
  authorizationId: string;
  startsAt: Date;
  units?: number;
}): Promise<string> {
  const { student, authorizationId, startsAt, units = 1 } = input;
  const durationMinutes = 60 * units;
  const wanted = { authorizationId, units, startsAt: startsAt.toISOString(), durationMinutes };
  return String((await call(student, 'reserveUnits', wanted))['reservationId']);
}

/** What is stored of a student's hours. */
export async function hoursOf(student: Person): Promise<Authorization> {
  const all = await list({ path: 'authorizations', schema: Authorization });
  const own = all.filter(({ studentId }) => studentId === student.uid);
  if (own.length !== 1 || own[0] === undefined) throw new Error(`${own.length} authorizations`);
  return own[0];
}

export const lessonsOf = ({ authorizationId }: { authorizationId: string }): Promise<Reservation[]> =>
  list({ path: `authorizations/${authorizationId}/reservations`, schema: Reservation });

export const entriesOf = ({ authorizationId }: { authorizationId: string }): Promise<UnitEntry[]> =>
  list({ path: `authorizations/${authorizationId}/ledger`, schema: UnitEntry });

/** The calendar of somebody of the staff who is signed in already, as a month. */
export async function openCalendar(input: { browsing: Browsing; person: Person }): Promise<Page> {
  const page = await input.browsing.open({ person: input.person, path: '/staff/calendar' });
  // In a week, tomorrow may lie beyond its Sunday.
  await page.getByRole('radio', { name: 'Month' }).check();
  return page;
}

/** The student's own page of driving lessons. */
export const openDriving = (input: {
  browsing: Browsing;
  person: Person;
  courseId?: string;
}): Promise<Page> =>
  input.browsing.open({ person: input.person, path: `/courses/${input.courseId ?? COURSE}/driving` });
