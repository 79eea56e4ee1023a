import './environment.ts';
import { laneMetrics } from '../../../src/commit/index.ts';
import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { deliverFirst, deliverTheRest, heldEvents, holdEvents } from './delivery.ts';
import { confirm, openCheckout, openPart, openRest, pay, refundInDashboard } from './paying.ts';
import { accountOf, enrolled, PRICE, settledAccountOf, sumsAtStripe } from './school.ts';
import { inbox, runTriggers } from './triggers.ts';
import { useWorld } from './world.ts';

const world = useWorld();

/** Everything that can happen to one student's money. */
async function eventfulLife(): Promise<EnrollmentKey> {
  const key = await enrolled();
  const { checkoutSessionId: sessionId } = await openCheckout(key, { amount: 15_000 });
  await world().stripe.payCheckout({ sessionId, action: 'decline' });
  await world().stripe.payCheckout({ sessionId, action: 'pay' });
  const parts = [await pay(key, 12_000), await pay(key, 9_000), await pay(key, 8_000)];
  const [refunded, won, lost] = parts;
  if (refunded === undefined || won === undefined || lost === undefined)
    throw new Error('Three parts were paid.');
  await refundInDashboard(refunded, 1_000);
  const failing = await refundInDashboard(refunded, 11_000);
  await world().stripe.settleRefund({ refundId: failing, outcome: 'failed' });
  await refundInDashboard(refunded, 5_000);
  const outcomes = [
    { paymentIntentId: won, outcome: 'won' },
    { paymentIntentId: lost, outcome: 'lost' },
  ] as const;
  for (const { paymentIntentId, outcome } of outcomes) {
    const { id: disputeId } = await world().stripe.createDispute({ paymentIntentId });
    await world().stripe.closeDispute({ disputeId, outcome });
  }
  const { paymentIntentId: debit } = await openPart(key, { amount: 5_000 });
  await confirm(debit, 'pm_usBankAccount');
  await world().stripe.settlePayment({ paymentIntentId: debit, outcome: 'succeeded' });
  return key;
}

const eventIds = async () => (await heldEvents()).map(({ eventId }) => eventId);

describe('however Stripe delivers', () => {
  afterEach(() =>
    world().stripe.setDelivery({ duplicates: 0, shuffle: false, sameSecond: false, hold: false }),
  );

  it('everything three times, shuffled and in one second: the balance is Stripe’s own', async () => {
    await world().stripe.setDelivery({ duplicates: 2, shuffle: true, shuffleWindowMs: 50, sameSecond: true });
    const lives = await Promise.all([eventfulLife(), eventfulLife()]);
    await world().stripe.flush();
    await runTriggers();
    for (const key of lives) {
      const { enrollment } = await settledAccountOf(key);
      expect(enrollment).toMatchObject({ amountPaid: 49_000, amountRefunded: 14_000, amountDisputed: 0 });
    }
    expect((await inbox()).filter(({ state }) => state !== 'applied' && state !== 'ignored')).toEqual([]);
  });

  it.each(['oldest first', 'newest first'] as const)('after it all has happened, %s', async order => {
    await holdEvents();
    const key = await eventfulLife();
    const held = await eventIds();
    for (const eventId of order === 'oldest first' ? held : held.toReversed())
      await world().stripe.deliverEvents({ eventIds: [eventId] });
    await runTriggers();
    const { enrollment } = await accountOf(key);
    expect(enrollment).toMatchObject(await sumsAtStripe(key));
    await deliverTheRest();
  });

  it('all at once', async () => {
    await holdEvents();
    const key = await eventfulLife();
    await world().stripe.deliverEvents({ eventIds: await eventIds(), concurrency: 50, copies: 3 });
    await runTriggers();
    expect((await accountOf(key)).enrollment).toMatchObject(await sumsAtStripe(key));
    await deliverTheRest();
  });

  it('a replay reads and never writes', async () => {
    const key = await eventfulLife();
    const before = await settledAccountOf(key);
    const eventIdsOfAll = (await inbox()).map(({ eventId }) => eventId);
    laneMetrics.reset();
    await world().stripe.deliverEvents({ eventIds: eventIdsOfAll });
    expect(laneMetrics.snapshot().total).toMatchObject({ documentsWritten: 0, conflicts: 0, refused: 0 });
    expect(await accountOf(key)).toEqual(before);
  });
});

describe('what others got wrong with the same events', () => {
  it('«processing» after «succeeded» does not make a paid one look open', async () => {
    const key = await enrolled();
    await holdEvents();
    const { paymentIntentId } = await openPart(key, { amount: 20_000 });
    await confirm(paymentIntentId, 'pm_usBankAccount');
    await world().stripe.settlePayment({ paymentIntentId, outcome: 'succeeded' });
    expect(await deliverFirst('payment_intent.succeeded', 'payment_intent.processing')).toEqual([200, 200]);
    expect((await accountOf(key)).enrollment.amountPaid).toBe(20_000);
    await deliverTheRest();
    await runTriggers();
    expect((await settledAccountOf(key)).enrollment.amountPaid).toBe(20_000);
  });

  it.each([
    ['payment_intent.payment_failed', 'payment_intent.succeeded'],
    ['payment_intent.succeeded', 'payment_intent.payment_failed'],
  ])('two states in one second, %s and then %s: the further one stands', async (...types) => {
    await world().stripe.setDelivery({ sameSecond: true });
    const key = await enrolled();
    await holdEvents();
    const { paymentIntentId } = await openRest(key);
    await confirm(paymentIntentId, 'pm_card_chargeDeclined');
    await confirm(paymentIntentId);
    await deliverFirst(...types);
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: PRICE, openPayment: null });
    await deliverTheRest();
    await world().stripe.setDelivery({ sameSecond: false });
    expect((await settledAccountOf(key)).enrollment.paymentStatus).toBe('COMPLETED');
  });

  it('two students who pay as one customer at Stripe are two', async () => {
    const [one, other] = [await enrolled(), await enrolled()];
    const customer = (await world().stripe.state()).customers.at(-1)?.id ?? null;
    const payments = [
      { amount: 7_000, metadata: { ...one }, customer },
      { amount: 9_000, metadata: { ...other }, customer },
    ];
    const made = await world().stripe.createSucceededPayments({ payments });
    await world().stripe.deliverEvents({ eventIds: made.payments.map(({ eventId }) => eventId) });
    expect((await settledAccountOf(one)).enrollment.amountPaid).toBe(7_000);
    expect((await settledAccountOf(other)).enrollment.amountPaid).toBe(9_000);
  });
});
