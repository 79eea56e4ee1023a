import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DrivingRules } from '../../../src/catalog/driving-rules.ts';
import { readDocument } from '../../../src/commit/index.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';
import { unitsEqualLedger, unitsEqualReservations } from '../../../src/units/balance.ts';
import { hasNoOverlap } from '../../../src/units/calendar.ts';
import { changeAuthorization } from '../../../src/units/change-authorization.ts';
import { consumeUnits } from '../../../src/units/consume-units.ts';
import { createAuthorization } from '../../../src/units/create-authorization.ts';
import { releaseUnits } from '../../../src/units/release-units.ts';
import { reserveUnits } from '../../../src/units/reserve-units.ts';
import { type Authorization, LessonCalendar, Reservation, UnitEntry } from '../../../src/units/schema.ts';
import { authorizationDoc } from '../../../src/units/store.ts';
import {
  ChangeAuthorizationOutcome,
  ConsumeUnitsOutcome,
  CreateAuthorizationOutcome,
  ReleaseUnitsOutcome,
  ReserveUnitsOutcome,
} from '../../../src/units/wire.ts';
import { call } from '../call.ts';
import { enrolling, openCourse } from '../enrollments/school.ts';

export const admin = 'admin-1';

/** Away from now, in hours, as a client sends it. Whole hours of UTC, so that lessons never straddle by chance. */
export function inHours(hours: number): string {
  const hour = Math.floor(Date.now() / 3_600_000);
  return new Date((hour + 1 + hours) * 3_600_000).toISOString();
}

export const giveRole = ({ uid, role }: { uid: string; role: string }) =>
  firestore().doc(`roles/${uid}`).set({ role });

export interface Driving {
  readonly authorizationId: Id;
  readonly courseId: Id;
  readonly student: string;
  readonly instructor: string;
}

interface GrantOptions {
  readonly totalUnits?: number;
  readonly student?: string;
  readonly instructor?: string;
  readonly courseId?: Id;
  readonly limits?: object;
  readonly rules?: DrivingRules;
}

/** A student on a free course, an instructor, and hours of driving for a year. */
export async function granted(options: GrantOptions = {}): Promise<Driving> {
  const { totalUnits = 8, limits, rules } = options;
  const { student = `student-${randomUUID()}`, instructor = `instructor-${randomUUID()}` } = options;
  const courseId =
    options.courseId ??
    (await openCourse({ capacity: 100, price: 0, rules: rules === undefined ? {} : { driving: rules } }));
  await Promise.all([
    giveRole({ uid: admin, role: 'admin' }),
    giveRole({ uid: instructor, role: 'instructor' }),
  ]);
  const isEnrolled = await readDocument(enrollmentDoc({ userId: Id.parse(student), courseId }));
  if (isEnrolled === undefined) await enrolling({ uid: student, courseId });
  const { authorizationId } = await creating({
    userId: student,
    courseId,
    instructorId: instructor,
    totalUnits,
    ...(limits === undefined ? {} : { limits }),
  });
  return { authorizationId, courseId, student, instructor };
}

const withReplay = <Shape extends z.ZodRawShape>(outcome: z.ZodObject<Shape>) =>
  outcome.extend({ replayed: z.boolean() });

type As = { readonly uid?: string; readonly requestId?: string };
/** Fields of a request, right or wrong. */
type Fields = { readonly [field: string]: unknown };

export async function creating({ uid = admin, requestId = randomUUID(), ...wanted }: As & Fields) {
  const validity = { validFrom: inHours(-48), validTo: inHours(365 * 24) };
  const data = { ...validity, ...wanted, requestId };
  return withReplay(CreateAuthorizationOutcome).parse(await call(createAuthorization, { uid, data }));
}

export async function changing({ uid = admin, requestId = randomUUID(), ...wanted }: As & Fields) {
  const data = { reason: 'as agreed', ...wanted, requestId };
  return withReplay(ChangeAuthorizationOutcome).parse(await call(changeAuthorization, { uid, data }));
}

/** One unit in a day and an hour, by the student, unless told. */
export async function reserving(
  { authorizationId, student }: Pick<Driving, 'authorizationId' | 'student'>,
  { uid = student, requestId = randomUUID(), ...wanted }: As & Fields = {},
) {
  const data = { authorizationId, units: 1, startsAt: inHours(25), ...wanted, requestId };
  return withReplay(ReserveUnitsOutcome).parse(await call(reserveUnits, { uid, data }));
}

export async function releasing(
  { authorizationId, student }: Driving,
  { uid = student, requestId = randomUUID(), ...wanted }: As & { reservationId: string } & Fields,
) {
  const data = { authorizationId, reason: 'I am ill', ...wanted, requestId };
  return withReplay(ReleaseUnitsOutcome).parse(await call(releaseUnits, { uid, data }));
}

export async function consuming(
  { authorizationId, instructor }: Driving,
  { uid = instructor, requestId = randomUUID(), ...wanted }: As & { reservationId: string } & Fields,
) {
  const data = { authorizationId, units: 1, ...wanted, requestId };
  return withReplay(ConsumeUnitsOutcome).parse(await call(consumeUnits, { uid, data }));
}

const allOf = async <T>(path: string, schema: z.ZodType<T>): Promise<readonly T[]> => {
  const found = await firestore().collection(path).get();
  return z.array(schema).parse(found.docs.map(document => plainOf(document.data())));
};

export async function storedOf({ authorizationId }: Pick<Driving, 'authorizationId'>) {
  const { path } = authorizationDoc(authorizationId);
  const authorization = await readDocument(authorizationDoc(authorizationId));
  if (authorization === undefined) throw new Error(`${path} is not there`);
  const reservations = await allOf(`${path}/reservations`, Reservation);
  return { authorization, reservations, entries: await allOf(`${path}/ledger`, UnitEntry) };
}

/** Balance, ledger and reservations say the same, and nobody is in two places at once. */
export async function expectSound(driving: Pick<Driving, 'authorizationId'>): Promise<Authorization> {
  const { authorization, reservations, entries } = await storedOf(driving);
  expect(unitsEqualLedger(authorization, entries)).toBe(true);
  expect(unitsEqualReservations(authorization, reservations)).toBe(true);
  for (const calendars of ['instructorCalendars', 'studentCalendars'])
    expect((await allOf(calendars, LessonCalendar)).every(hasNoOverlap)).toBe(true);
  return authorization;
}
