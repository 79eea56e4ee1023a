import { CreateAuthorizationOutcome, ReserveUnitsOutcome } from '../../../../functions/src/units/wire.ts';
import { Client } from '../client.ts';
import type { Student } from './student.ts';

const HOUR_MS = 3_600_000;
export const admin = 'admin-1';
export const instructors = ['instructor-1', 'instructor-2'] as const;

/** Hours of driving: granted by the school, held by student and instructor at once, driven or given back. */
export async function drives(student: Student): Promise<void> {
  const { uid, term, random, world } = student;
  const staff = new Client({ uid: admin, world, random });
  const instructorId = random.pick(instructors);
  const nowMs = Math.floor(world.scheduler.now() / HOUR_MS) * HOUR_MS;
  const grant = {
    userId: uid,
    courseId: term.courseId,
    instructorId,
    totalUnits: random.between(1, 4),
    validFrom: new Date(nowMs - 24 * HOUR_MS).toISOString(),
    validTo: new Date(nowMs + 60 * 24 * HOUR_MS).toISOString(),
    ...(random.chance(0.3) ? { limits: { perDay: 2 } } : {}),
    requestId: staff.newId(),
  };
  const made = await staff.get({
    name: 'createAuthorization',
    data: grant,
    schema: CreateAuthorizationOutcome,
  });
  if (made === undefined) return;
  const instructor = new Client({ uid: instructorId, world, random });
  const { authorizationId } = made;
  const askers = [student.client, student.client, instructor];
  const turns = Array.from({ length: random.between(2, 5) }, () => random.pick(askers));
  await Promise.all(turns.map(client => holdsOne({ client, instructor, student, authorizationId, nowMs })));
}

interface Hold {
  readonly client: Client;
  readonly instructor: Client;
  readonly student: Student;
  readonly authorizationId: string;
  readonly nowMs: number;
}

async function holdsOne({ client, instructor, student, authorizationId, nowMs }: Hold): Promise<void> {
  const { random, world } = student;
  await world.scheduler.wait(random.between(0, 3_000));
  if (world.isCalm) return;
  const units = random.between(1, 2);
  const data = {
    authorizationId,
    units,
    // Few hours of few days, so that instructors are asked for the same ones.
    startsAt: new Date(nowMs + random.between(20, 40) * HOUR_MS).toISOString(),
    ...(random.chance(0.7) ? { durationMinutes: units * 60 } : {}),
    requestId: client.newId(),
  };
  const otherBody = { ...data, units: units + 1, durationMinutes: 180 };
  const held = await client.get({ name: 'reserveUnits', data, otherBody, schema: ReserveUnitsOutcome });
  if (held === undefined || random.chance(0.2)) return;
  await world.scheduler.wait(random.between(100, 20_000));
  const { reservationId } = held;
  const end = { authorizationId, reservationId };
  const release = (by: Client) =>
    by.ask({ name: 'releaseUnits', data: { ...end, reason: 'ill', requestId: by.newId() } });
  const consume = () =>
    instructor.ask({ name: 'consumeUnits', data: { ...end, units: 1, requestId: instructor.newId() } });
  if (random.chance(0.3)) await Promise.all([release(student.client), consume()]);
  else if (random.chance(0.5)) await release(client);
  else await consume();
}
