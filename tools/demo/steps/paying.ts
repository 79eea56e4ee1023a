import { isDeepStrictEqual } from 'node:util';
import { money } from '../story-table.ts';
import { COURSE, call, expect, readEnrollment, textIn, untilEnrollment, type World } from '../world.ts';

const DEPOSIT = 10_000;

export async function enroll(world: World): Promise<string> {
  const data = { courseId: COURSE, timeZone: 'America/New_York' };
  await call({ world, as: world.classmate, name: 'enroll', data });
  const answer = await call({ world, as: world.student, name: 'enroll', data });
  return `two students take a seat each; ${String(answer['seatsLeft'])} are left`;
}

export async function depositByCheckout(world: World): Promise<string> {
  const page = 'http://localhost:5000/paid';
  const data = { courseId: COURSE, amount: DEPOSIT, successUrl: page, cancelUrl: page };
  const answer = await call({ world, as: world.student, name: 'createCheckout', data });
  const sessionId = textIn(answer, 'checkoutSessionId');
  await world.stack.stripe.control.payCheckout({ sessionId, action: 'pay' });
  await untilPaid({ world, amountPaid: DEPOSIT });
  return `${money(DEPOSIT)} on the hosted page; the course opens`;
}

/** Two tabs, two clicks, two request ids, one moment. */
export async function twoTabsPayTheRest(world: World): Promise<string> {
  const click = () =>
    call({ world, as: world.student, name: 'payRemainingBalance', data: { courseId: COURSE } });
  const tabs = await Promise.all([click(), click()]);
  const intents = new Set(tabs.map(tab => textIn(tab, 'paymentIntentId')));
  expect(intents.size === 1, 'both tabs are handed the same payment');
  const confirmations = await Promise.allSettled(
    tabs.map(tab =>
      world.stack.stripe.control.confirmPayment({
        paymentIntentId: textIn(tab, 'paymentIntentId'),
        paymentMethod: 'pm_card_visa',
      }),
    ),
  );
  const charged = confirmations.filter(({ status }) => status === 'fulfilled').length;
  expect(charged === 1, 'the card is charged once');
  const { amountTotal } = await untilEnrollment({
    world,
    uid: world.student.uid,
    is: enrollment => enrollment.amountDue === 0,
    what: 'nothing is due',
  });
  return `both got the same payment; charged once, ${money(amountTotal)} paid in all`;
}

/** Stripe's retries at their worst: every event so far, three copies of each, in no order at all. */
export async function everythingThreeTimes(world: World): Promise<string> {
  const { control } = world.stack.stripe;
  await control.flush();
  const before = await readEnrollment({ world, uid: world.student.uid });
  const eventIds = (await control.state()).events.map(({ eventId }) => eventId);
  await control.setDelivery({ duplicates: 2, shuffle: true });
  await control.resendEvents({ eventIds });
  await control.flush();
  await control.setDelivery({ duplicates: 0, shuffle: false });
  const after = await readEnrollment({ world, uid: world.student.uid });
  expect(isDeepStrictEqual(after, before), 'the enrollment is as it was');
  return `${eventIds.length} events, three copies of each, shuffled; nothing changed`;
}

async function untilPaid({ world, amountPaid }: { world: World; amountPaid: number }): Promise<void> {
  await untilEnrollment({
    world,
    uid: world.student.uid,
    is: enrollment => enrollment.amountPaid === amountPaid && enrollment.accessStatus === 'ACTIVE',
    what: `${money(amountPaid)} are paid and the course is open`,
  });
}
