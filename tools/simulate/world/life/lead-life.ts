import { drives } from './driving.ts';
import { cancels, enrolls, registers } from './enrolling.ts';
import { graduates } from './examination.ts';
import { losesMoney, pays } from './paying.ts';
import { isHelped, paysFromOutside } from './staff.ts';
import type { Student } from './student.ts';
import { studies } from './studying.ts';

/** A student's whole life, as far as it gets. */
export async function leadLife(student: Student): Promise<void> {
  const { random, world } = student;
  const isEarly = random.chance(0.05);
  const aside: Promise<void>[] = isEarly ? [paysFromOutside(student)] : [];
  await live(student, aside);
  await Promise.all(aside);
  world.count('life');
}

async function live(student: Student, aside: Promise<void>[]): Promise<void> {
  const { random, world } = student;
  if (!(await enrolls(student))) return;
  // Never seen again: the seat is the nightly job's to give away.
  if (random.chance(0.06)) return;
  if (random.chance(0.08)) aside.push(paysFromOutside(student));
  const [isOpen] = await Promise.all([pays(student), registers(student)]);
  if (random.chance(0.1)) aside.push(losesMoney(student));
  if (random.chance(0.35)) aside.push(drives(student));
  if (!isOpen || random.chance(0.08))
    return random.chance(0.6) && !world.isCalm ? cancels(student) : undefined;
  const isDone = await studies(student);
  if (random.chance(0.4)) await isHelped(student);
  if (isDone) await graduates(student);
  if (random.chance(0.2)) await isHelped(student);
}
