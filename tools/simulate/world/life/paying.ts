import { PaymentAnswer } from '../../../../functions/src/payments/wire.ts';
import { type Student, untilShown } from './student.ts';

/** Pays in one or several parts, in one tab or two, with a card that may be declined. True once the course is open. */
export async function pays(student: Student): Promise<boolean> {
  const { random, world } = student;
  for (let turn = 0; turn < 4 && !world.isCalm; turn += 1) {
    const due = student.enrollment()?.amountDue ?? 0;
    if (due === 0) break;
    const way = random.unit();
    if (way < 0.3) await paysPart(student, Math.min(due, random.between(5_000, 25_000)));
    else if (way < 0.6) await paysInParts(student, due);
    else await Promise.all([paysRest(student), ...(random.chance(0.3) ? [paysRest(student)] : [])]);
    await untilShown(student, {
      isThere: ({ amountDue }) => amountDue < due,
      longestMs: random.between(2_000, 60_000),
    });
  }
  return untilShown(student, { isThere: ({ accessStatus }) => accessStatus === 'ACTIVE', longestMs: 30_000 });
}

/** Several cards at one moment: their news reaches all processes together. */
async function paysInParts(student: Student, due: number): Promise<void> {
  const parts = student.random.between(2, 5);
  const amount = Math.floor(due / parts);
  if (amount < 50) return paysPart(student, due);
  const opened = await Promise.all(Array.from({ length: parts }, () => opensPart(student, amount)));
  const { scheduler, stripeModel } = student.world;
  await scheduler.wait(student.random.between(100, 4_000));
  for (const intentId of opened)
    if (intentId !== undefined) stripeModel.confirm({ intentId, isDeclined: false });
}

async function paysPart(student: Student, amount: number): Promise<void> {
  const intentId = await opensPart(student, amount);
  if (intentId !== undefined) await confirms(student, intentId);
}

async function opensPart(student: Student, amount: number): Promise<string | undefined> {
  const { client, term } = student;
  const data = { courseId: term.courseId, amount, requestId: client.newId() };
  const otherBody = { ...data, amount: amount + 1 };
  const answer = await client.get({ name: 'createPayment', data, otherBody, schema: PaymentAnswer });
  return answer?.paymentIntentId;
}

async function paysRest(student: Student): Promise<void> {
  const { client, term } = student;
  const data = { courseId: term.courseId, requestId: client.newId() };
  const answer = await client.get({ name: 'payRemainingBalance', data, schema: PaymentAnswer });
  if (answer !== undefined) await confirms(student, answer.paymentIntentId);
}

/** In the browser, at Stripe: past us. */
async function confirms({ random, world }: Student, intentId: string): Promise<void> {
  await world.scheduler.wait(random.between(100, 4_000));
  world.tell(`${intentId} is confirmed`);
  if (random.chance(0.06)) return world.stripeModel.cancel(intentId);
  const isDeclined = random.chance(0.15);
  world.stripeModel.confirm({ intentId, isDeclined });
  if (isDeclined) world.stripeModel.confirm({ intentId, isDeclined: false });
}

/** What happens to money later: the bank takes it back, the school returns some by hand, a refund fails. */
export async function losesMoney({ uid, random, world }: Student): Promise<void> {
  const model = world.stripeModel;
  const paid = [...model.intents.values()].filter(
    ({ status, metadata }) => status === 'succeeded' && metadata['userId'] === uid,
  );
  const [intent] = paid;
  if (intent === undefined || world.isCalm) return;
  if (random.chance(0.5)) {
    const refundId = model.refundByHand({ intentId: intent.id, amount: random.between(1, 5_000) });
    if (refundId !== undefined && random.chance(0.4)) {
      await world.scheduler.wait(random.between(0, 10_000));
      model.failRefund(refundId);
    }
    return;
  }
  const disputeId = model.dispute(intent.id);
  if (disputeId === undefined) return;
  await world.scheduler.wait(random.between(0, 30_000));
  model.closeDispute({ disputeId, isWon: random.chance(0.5) });
}
