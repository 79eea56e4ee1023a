import { LedgerEntry } from '../../../functions/src/enrollments/schema.ts';
import { plainOf } from '../../../functions/src/platform/plain.ts';
import { money } from '../story-table.ts';
import { COURSE, call, StepError, textIn, untilEnrollment, type World } from '../world.ts';

const REFUND = 2_500;

export async function partialRefund(world: World): Promise<string> {
  const paymentId = await paymentOf({ world, amount: 'smallest' });
  const { uid: userId } = world.student;
  const data = {
    userId,
    courseId: COURSE,
    paymentId,
    amount: REFUND,
    reason: 'A lesson was cancelled by the school.',
  };
  const answer = await call({ world, as: world.admin, name: 'refundPayment', data });
  await until({ world, is: ({ amountRefunded }) => amountRefunded === REFUND, what: 'the refund is booked' });
  return `the school returns ${money(REFUND)} (${textIn(answer, 'status')}); that much is due again`;
}

export async function disputeOpenedAndWon(world: World): Promise<string> {
  const { control } = world.stack.stripe;
  const paymentIntentId = await paymentOf({ world, amount: 'largest' });
  const { id: disputeId, amount } = await control.createDispute({ paymentIntentId });
  await until({ world, is: ({ accessStatus }) => accessStatus === 'SUSPENDED', what: 'access is suspended' });
  await control.closeDispute({ disputeId, outcome: 'won' });
  await until({ world, is: ({ accessStatus }) => accessStatus === 'ACTIVE', what: 'access is back' });
  return `the bank holds ${money(amount)}: access SUSPENDED, payment DISPUTED; won: both are back`;
}

async function until(input: {
  world: World;
  is: Parameters<typeof untilEnrollment>[0]['is'];
  what: string;
}): Promise<void> {
  await untilEnrollment({ uid: input.world.student.uid, ...input });
}

async function paymentOf({
  world,
  amount,
}: {
  world: World;
  amount: 'smallest' | 'largest';
}): Promise<string> {
  const ledger = await world.db.collection(`users/${world.student.uid}/courses/${COURSE}/ledger`).get();
  const payments = ledger.docs
    .map(entry => LedgerEntry.parse(plainOf(entry.data())))
    .filter(({ kind }) => kind === 'payment')
    .sort((a, b) => a.amount - b.amount);
  const found = payments.at(amount === 'smallest' ? 0 : -1);
  if (found === undefined) throw new StepError('The ledger holds no payment.');
  return found.entryId;
}
