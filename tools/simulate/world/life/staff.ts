import { Client } from '../client.ts';
import { admin } from './driving.ts';
import type { Student } from './student.ts';

/** What the office does about a student: returns money, lifts a lock, gives another attempt. */
export async function isHelped(student: Student): Promise<void> {
  const { uid, term, random, world, enrollment } = student;
  if (!world.does('staff') || world.isCalm) return;
  const staff = new Client({ uid: admin, world, random });
  const who = { userId: uid, courseId: term.courseId, reason: 'asked for' };
  const lock = enrollment()?.identity.lock;
  if (lock != null) await staff.ask({ name: 'unlockEnrollment', data: { ...who, requestId: staff.newId() } });
  if (random.chance(0.3)) {
    const data = { ...who, quizId: term.quizId, extraAttempts: 1, requestId: staff.newId() };
    await staff.ask({ name: 'grantQuizAllowance', data, otherBody: { ...data, extraAttempts: 2 } });
  }
  await getsMoneyBack(student, staff);
}

async function getsMoneyBack({ uid, term, random, world }: Student, staff: Client): Promise<void> {
  const paid = [...world.stripeModel.intents.values()].filter(
    ({ status, metadata }) => status === 'succeeded' && metadata['userId'] === uid,
  );
  const [intent] = paid;
  if (intent === undefined || !random.chance(0.4)) return;
  const data = {
    userId: uid,
    courseId: term.courseId,
    paymentId: intent.id,
    amount: random.between(1, intent.amount),
    reason: 'goodwill',
    requestId: staff.newId(),
  };
  await staff.ask({ name: 'refundPayment', data, otherBody: { ...data, amount: data.amount + 1 } });
}

/** Money without a name, or for an enrollment that comes later: it waits in suspense until the office finds out. */
export async function paysFromOutside({ uid, term, random, world }: Student): Promise<void> {
  const metadata = random.chance(0.5) ? { userId: uid, courseId: term.courseId } : { note: 'no name' };
  const currency = random.chance(0.15) ? 'eur' : 'usd';
  const amount = random.between(1_000, 20_000);
  const paymentId = world.stripeModel.payFromOutside({ amount, currency, metadata });
  await world.scheduler.wait(random.between(1_000, 60_000));
  if (!world.does('staff') || world.isCalm) return;
  const staff = new Client({ uid: admin, world, random });
  const data = { paymentId, userId: uid, courseId: term.courseId, requestId: staff.newId() };
  await staff.ask({ name: 'claimSuspense', data });
}
