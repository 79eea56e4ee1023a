import './environment.ts';
import { laneMetrics } from '../../../src/commit/index.ts';
import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { onStripeEventReceived, takeUpEvent } from '../../../src/payments/on-stripe-event-received.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { deliverTheRest, heldEvents, holdEvents } from './delivery.ts';
import { confirm, openPart, pay } from './paying.ts';
import { accountOf, enrolled, newAdmin, settledAccountOf } from './school.ts';
import { newEvent, post } from './signed-post.ts';
import { inbox, inboxEntry, runTriggers } from './triggers.ts';
import { call, useWorld } from './world.ts';

const world = useWorld();

/** Signed by Stripe, though Stripe itself has received no such payment (yet). */
function refundOf(paymentIntentId: string) {
  const object = { id: `re_of_${paymentIntentId}`, amount: 500, currency: 'usd', status: 'succeeded' };
  return newEvent({ type: 'refund.created', object: { ...object, payment_intent: paymentIntentId } });
}

/** Its trigger fails until it gives up. */
async function parkByTrying(id: string): Promise<void> {
  const record = await inboxEntry(id);
  if (record === undefined) throw new Error('It was stored.');
  for (let attempt = 1; attempt < 12; attempt += 1) {
    await expect(takeUpEvent(record)).rejects.toThrow('PAYMENT_NOT_FOUND');
    expect(await inboxEntry(id)).toMatchObject({ state: 'received', attempts: attempt });
  }
  await takeUpEvent(record);
  expect(await inboxEntry(id)).toMatchObject({ state: 'parked', attempts: 12, problem: 'PAYMENT_NOT_FOUND' });
}

/** The payment's own events are delivered. */
async function settledPayment(key: EnrollmentKey): Promise<void> {
  await world().stripe.flush();
  expect((await accountOf(key)).enrollment.amountPaid).toBe(20_000);
}

const replay = async (eventId: string) =>
  call('replayStripeEvent', { as: (await newAdmin()).uid, data: { eventId } });

describe('what becomes of an event', () => {
  it('a type that nobody handles is stored and ignored', async () => {
    const { id, body } = newEvent({ type: 'invoice.paid', object: { id: 'in_1' } });
    expect(await post({ body })).toMatchObject({ status: 200, body: { received: true, state: 'ignored' } });
    expect(await inboxEntry(id)).toMatchObject({
      state: 'ignored',
      type: 'invoice.paid',
      payload: body,
      problem: null,
    });
  });

  it.each([
    [
      'an object that is not what its type says',
      { id: 'pi_1', amount: -5, currency: 'usd', status: 'succeeded' },
    ],
    [
      'an amount above all tuition',
      { id: 'pi_1', amount: 1, amount_received: 2 ** 53, currency: 'usd', status: 'succeeded' },
    ],
    ['nothing', {}],
  ])('a payment with %s is parked, and says why in words of ours', async (_, object) => {
    const { id, body } = newEvent({ type: 'payment_intent.succeeded', object });
    expect(await post({ body })).toMatchObject({ status: 200, body: { state: 'parked' } });
    const parked = await inboxEntry(id);
    expect(parked).toMatchObject({ state: 'parked', payload: body });
    expect(parked?.problem).toMatch(/^payment_intent\.succeeded: /);
    // Replayed as it is, it stays what it is.
    expect(await replay(id)).toEqual({ state: 'parked', replayed: false });
  });

  it('what is signed and no event at all is parked once, however often it is sent', async () => {
    const before = (await inbox()).length;
    for (let time = 0; time < 3; time += 1)
      expect(await post({ body: '{"hello":"world"}' })).toMatchObject({
        status: 200,
        body: { state: 'parked' },
      });
    expect(await inbox()).toHaveLength(before + 1);
  });

  it('what cannot be applied yet is stored as received, acknowledged, and applied when it can be', async () => {
    const key = await enrolled();
    const { paymentIntentId } = await openPart(key, { amount: 20_000 });
    const { id, body } = refundOf(paymentIntentId);
    expect(await post({ body })).toMatchObject({ status: 200, body: { state: 'received' } });
    expect(await inboxEntry(id)).toMatchObject({ state: 'received', problem: 'PAYMENT_NOT_FOUND' });
    expect((await runTriggers()).failures).toContain('PAYMENT_NOT_FOUND');
    await confirm(paymentIntentId);
    await settledPayment(key);
    await runTriggers();
    expect(await inboxEntry(id)).toMatchObject({ state: 'applied', problem: null });
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: 20_000, amountRefunded: 500 });
  });

  it('what keeps failing is parked after a day of tries, and stays in sight when it fails once more', async () => {
    const { id, body } = refundOf('pi_of_nobody');
    await post({ body });
    await parkByTrying(id);
    expect(await post({ body })).toMatchObject({ status: 200, body: { state: 'parked' } });
  });

  it('the trigger of an applied event, run twice, books nothing and shows the payment as paid', async () => {
    const key = await enrolled();
    const paymentIntentId = await pay(key, 15_000);
    const before = await settledAccountOf(key);
    const record = (await inbox()).find(
      ({ type, payload }) => type === 'payment_intent.succeeded' && payload.includes(paymentIntentId),
    );
    if (record === undefined) throw new Error('It was stored.');
    expect(record).toMatchObject({
      state: 'applied',
      accountPath: `users/${key.userId}/courses/${key.courseId}`,
    });
    await Promise.all([
      takeUpEvent(record),
      takeUpEvent(record),
      takeUpEvent({ ...record, state: 'received' }),
    ]);
    expect(await accountOf(key)).toEqual(before);
    expect((await firestore().doc(`payments/${paymentIntentId}`).get()).get('state')).toBe('SUCCEEDED');
  });

  it('the trigger takes the document as Firestore hands it over, and is run again when it fails', async () => {
    const { id, body } = refundOf('pi_of_nobody_either');
    await post({ body });
    const data = await firestore().doc(`stripeEvents/${id}`).get();
    const run = () =>
      Reflect.apply(onStripeEventReceived.run, undefined, [{ data, params: { eventId: id } }]);
    await expect(run()).rejects.toThrow('PAYMENT_NOT_FOUND');
    expect(await inboxEntry(id)).toMatchObject({ attempts: 1 });
    expect(onStripeEventReceived.__endpoint.eventTrigger).toMatchObject({ retry: true });
  });

  it('it is kept longer than Stripe repeats it', async () => {
    const { id, body } = newEvent({ type: 'invoice.paid', object: {} });
    await post({ body });
    const record = await inboxEntry(id);
    const keptDays = ((record?.expireAt.getTime() ?? 0) - (record?.receivedAt.getTime() ?? 0)) / 86_400_000;
    expect(keptDays).toBeGreaterThan(30);
  });
});

describe('replaying an event', () => {
  it('applies what was parked, once it fits', async () => {
    const key = await enrolled();
    const { paymentIntentId } = await openPart(key, { amount: 20_000 });
    const { id, body } = refundOf(paymentIntentId);
    await post({ body });
    await parkByTrying(id);
    await confirm(paymentIntentId);
    await settledPayment(key);
    expect(await replay(id)).toEqual({ state: 'applied', replayed: false });
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: 20_000, amountRefunded: 500 });
    expect(await replay(id)).toEqual({ state: 'applied', replayed: true });
  });

  it('of one that is applied changes nothing and says so', async () => {
    const key = await enrolled();
    await holdEvents();
    await pay(key, 20_000);
    const paid = (await heldEvents()).find(({ type }) => type === 'payment_intent.succeeded');
    await deliverTheRest();
    const before = await accountOf(key);
    laneMetrics.reset();
    expect(await replay(paid?.eventId ?? '')).toEqual({ state: 'applied', replayed: true });
    expect(laneMetrics.snapshot().total.documentsWritten).toBe(0);
    expect(await accountOf(key)).toEqual(before);
  });

  it('is for staff, and for events that there are', async () => {
    await expect(replay('evt_of_nobody')).rejects.toMatchObject({
      status: 'NOT_FOUND',
      reason: 'EVENT_NOT_FOUND',
    });
    const student = call('replayStripeEvent', { as: 'a-student', data: { eventId: 'evt_of_nobody' } });
    await expect(student).rejects.toMatchObject({ status: 'PERMISSION_DENIED', reason: 'ROLE_REQUIRED' });
  });
});

describe('what an applied payment costs', () => {
  it('one document read and three written; told again, it only reads', async () => {
    const key = await enrolled();
    const { paymentIntentId } = await openPart(key, { amount: 20_000 });
    await world().stripe.flush();
    await holdEvents();
    await confirm(paymentIntentId);
    const wanted = (await heldEvents()).find(({ type }) => type === 'payment_intent.succeeded');
    if (wanted === undefined) throw new Error('It is held.');
    const eventIds = [wanted.eventId];
    laneMetrics.reset();
    await world().stripe.deliverEvents({ eventIds });
    const { total, byOperation } = laneMetrics.snapshot();
    expect(total).toMatchObject({ documentsRead: 1, documentsWritten: 3, commits: 1, transactions: 0 });
    expect(Object.keys(byOperation)).toEqual(['bookMoney']);
    laneMetrics.reset();
    await world().stripe.deliverEvents({ eventIds });
    expect(laneMetrics.snapshot().total).toMatchObject({
      // The enrollment; then, as the event was there, all four that could matter.
      documentsRead: 5,
      documentsWritten: 0,
      replayed: 1,
    });
    await deliverTheRest();
  });
});
