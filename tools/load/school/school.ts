import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { loadCatalogFile } from '../../stack/sample-catalog.ts';
import { mapConcurrently } from '../../stripe-double/concurrently.ts';
import type { Driver } from '../driver/driver.ts';
import type { Person } from '../driver/tokens.ts';
import type { LoadTarget } from '../target.ts';
import { COURSE, writeCatalog } from './catalog.ts';
import { createStudents, staffMember } from './people.ts';

const ENROLL_AT_ONCE = 40;
const YEAR_MS = 365 * 86_400_000;

/** Courses, and those who work here. */
export type School = { readonly admin: Person; readonly instructor: Person };

/** Puts the courses on offer and gives staff their roles; what is there already stays as it is. */
export async function openSchool(target: LoadTarget): Promise<School> {
  await loadCatalogFile({ file: writeCatalog(), env: target.env });
  const [admin, instructor] = await Promise.all([
    staffMember({ target, uid: 'load-admin', role: 'admin' }),
    staffMember({ target, uid: 'load-instructor', role: 'instructor' }),
  ]);
  return { admin, instructor };
}

/** One seat, by the front door. @throws Error when it is refused: then there is nothing to measure */
export async function enroll(input: { driver: Driver; student: Person; courseId: string }): Promise<void> {
  const { driver, student, courseId } = input;
  const requestId = randomUUID();
  const outcome = await driver.call({
    as: student,
    name: 'enroll',
    data: { courseId, timeZone: 'America/New_York', requestId },
    answer: z.object({ enrollmentStatus: z.string() }),
    acknowledge: ({ enrollmentStatus }) => ({
      kind: 'enrolled',
      userId: student.uid,
      courseId,
      requestId,
      enrollmentStatus,
    }),
  });
  if (outcome.kind !== 'ok') throw new Error(`${student.uid} could not enroll: ${outcome.reason}`);
}

/** Students with a seat, named `{prefix}-1` and so on. */
export async function admitStudents(input: {
  target: LoadTarget;
  driver: Driver;
  prefix: string;
  count: number;
}): Promise<Person[]> {
  const { target, driver, prefix, count } = input;
  const students = await createStudents({ target, prefix, count });
  await mapConcurrently(students, {
    concurrency: ENROLL_AT_ONCE,
    work: student => enroll({ driver, student, courseId: COURSE }),
  });
  return students;
}

/** Hours of driving for a student of the course. @returns the authorization's id */
export async function grantUnits(input: {
  driver: Driver;
  school: School;
  student: Person;
  totalUnits: number;
}): Promise<string> {
  const { driver, school, student, totalUnits } = input;
  const requestId = randomUUID();
  const now = Date.now();
  const outcome = await driver.call({
    as: school.admin,
    name: 'createAuthorization',
    data: {
      userId: student.uid,
      courseId: COURSE,
      instructorId: school.instructor.uid,
      totalUnits,
      validFrom: new Date(now).toISOString(),
      validTo: new Date(now + YEAR_MS).toISOString(),
      requestId,
    },
    answer: z.object({ authorizationId: z.string() }),
    acknowledge: ({ authorizationId }) => ({
      kind: 'authorizationChanged',
      authorizationId,
      requestId,
      totalUnits,
    }),
  });
  if (outcome.kind !== 'ok') throw new Error(`no hours of driving for ${student.uid}: ${outcome.reason}`);
  return outcome.answer.authorizationId;
}
