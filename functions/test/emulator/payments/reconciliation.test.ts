import './environment.ts';
import { enrollmentDoc } from '../../../src/enrollments/store.ts';
import { reconcileBalances, sweepOutbox, sweepStripeEvents } from '../../../src/index.ts';
import { compareBalances } from '../../../src/payments/reconcile-balances.ts';
import { sweepEvents } from '../../../src/payments/sweep-stripe-events.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { confirm, openPart, pay, refundInDashboard } from './paying.ts';
import { enrolled, settledAccountOf } from './school.ts';
import { newEvent, post } from './signed-post.ts';
import { useWorld } from './world.ts';

const world = useWorld();

const MINUTE_MS = 60_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);

describe('the sweep', () => {
  it('takes in what Stripe could not deliver', async () => {
    const key = await enrolled();
    await world().stripe.setDelivery({ loseEvery: 1 });
    const paymentId = await pay(key, 30_000);
    await refundInDashboard(paymentId, 4_000);
    await world().stripe.setDelivery({ loseEvery: 0 });
    const { undelivered } = await sweepEvents({ now: new Date() });
    expect(undelivered).toBeGreaterThanOrEqual(3);
    const before = await settledAccountOf(key);
    expect(before.enrollment).toMatchObject({ amountPaid: 30_000, amountRefunded: 4_000 });
    await sweepEvents({ now: new Date() });
    expect(await settledAccountOf(key)).toEqual(before);
  });

  it('applies what waits in the inbox; a young one is left to its trigger', async () => {
    const key = await enrolled();
    const { paymentIntentId } = await openPart(key, { amount: 20_000 });
    const object = {
      id: `re_${paymentIntentId}`,
      amount: 500,
      currency: 'usd',
      payment_intent: paymentIntentId,
    };
    await post({
      body: newEvent({ type: 'refund.created', object: { ...object, status: 'succeeded' } }).body,
    });
    expect(await sweepEvents({ now: inMinutes(11) })).toMatchObject({ caughtUp: 0, stillWaiting: 1 });
    await confirm(paymentIntentId);
    await world().stripe.flush();
    expect(await sweepEvents({ now: inMinutes(9) })).toMatchObject({ caughtUp: 0, stillWaiting: 0 });
    expect(await sweepEvents({ now: inMinutes(11) })).toMatchObject({ caughtUp: 1, stillWaiting: 0 });
  });

  it('parks what it tried in vain a dozen times, with the reason, where people see it', async () => {
    const { paymentIntentId } = await openPart(await enrolled(), { amount: 20_000 });
    const refund = {
      id: `re_${paymentIntentId}`,
      amount: 500,
      currency: 'usd',
      payment_intent: paymentIntentId,
    };
    const event = newEvent({ type: 'refund.created', object: { ...refund, status: 'succeeded' } });
    await post({ body: event.body });
    const stateOf = async () => (await firestore().doc(`stripeEvents/${event.id}`).get()).data();
    for (let run = 1; run <= 11; run += 1) await sweepEvents({ now: inMinutes(11) });
    expect(await stateOf()).toMatchObject({ state: 'received', attempts: 11 });
    await sweepEvents({ now: inMinutes(11) });
    expect(await stateOf()).toMatchObject({ state: 'parked', attempts: 12, problem: 'PAYMENT_NOT_FOUND' });
  });

  it('counts what is parked', async () => {
    const { parked } = await sweepEvents({ now: new Date() });
    await post({ body: newEvent({ type: 'refund.created', object: {} }).body });
    expect((await sweepEvents({ now: new Date() })).parked).toBe(parked + 1);
  });
});

describe('reconciliation', () => {
  it('is content with what the functions leave', async () => {
    const key = await enrolled();
    await pay(key, 30_000);
    await settledAccountOf(key);
    const report = await compareBalances({ now: inMinutes(20) });
    expect(report.checked).toBeGreaterThanOrEqual(1);
    expect(report.drifts).toEqual([]);
  });

  it.each([
    ['a balance that somebody changed by hand', { amountPaid: 30_001 }, 'balanceIsNotTheLedger'],
    ['a status that somebody set by hand', { accessStatus: 'LOCKED' }, 'statusIsNotDerived'],
    ['a payment status that is not derived', { paymentStatus: 'COMPLETED' }, 'statusIsNotDerived'],
  ])('finds %s, and repairs nothing', async (_, drift, problem) => {
    const key = await enrolled();
    await pay(key, 30_000);
    await settledAccountOf(key);
    const { path } = enrollmentDoc(key);
    const doc = firestore().doc(path);
    const before = (await doc.get()).data() ?? {};
    await doc.update(drift);
    const { drifts } = await compareBalances({ now: new Date() });
    expect(drifts).toEqual([{ path, problem }]);
    expect((await doc.get()).data()).toEqual({ ...before, ...drift });
    await doc.set(before);
  });

  it('finds an entry that is missing from the ledger', async () => {
    const key = await enrolled();
    const paymentId = await pay(key, 30_000);
    await settledAccountOf(key);
    const { path } = enrollmentDoc(key);
    const entry = firestore().doc(`${path}/ledger/${paymentId}`);
    const before = (await entry.get()).data() ?? {};
    await entry.delete();
    const report = await compareBalances({ now: inMinutes(20) });
    expect(report.drifts).toEqual([{ path, problem: 'balanceIsNotTheLedger' }]);
    expect(report.unbookedPayments).toContain(paymentId);
    await entry.set(before);
  });

  it('finds a payment that Stripe received and nobody booked; one in suspense is booked', async () => {
    const key = await enrolled();
    const payment = { amount: 5_000, metadata: { ...key } };
    const nobodys = { amount: 5_000, metadata: {} };
    const { payments } = await world().stripe.createSucceededPayments({
      payments: [payment, nobodys, nobodys],
    });
    const [lost, alsoLost, held] = payments;
    if (lost === undefined || alsoLost === undefined || held === undefined)
      throw new Error('Three were made.');
    await world().stripe.deliverEvents({ eventIds: [held.eventId] });
    const unbooked = [lost.paymentIntentId, alsoLost.paymentIntentId];
    // Its events may still be on their way.
    expect((await compareBalances({ now: inMinutes(10) })).unbookedPayments).toEqual([]);
    const { unbookedPayments } = await compareBalances({ now: inMinutes(20) });
    expect([...unbookedPayments].sort()).toEqual(unbooked.sort());
    await sweepEvents({ now: new Date() });
    expect((await compareBalances({ now: inMinutes(20) })).unbookedPayments).toEqual([]);
  });

  it('reads every enrollment of every student, page by page', async () => {
    const before = (await compareBalances({ now: new Date() })).checked;
    const key = await enrolled();
    const template = (await firestore().doc(enrollmentDoc(key).path).get()).data() ?? {};
    const tuition = await firestore()
      .collection(`${enrollmentDoc(key).path}/ledger`)
      .get();
    const batch = firestore().bulkWriter();
    for (let index = 0; index < 101; index += 1) {
      const doc = firestore().doc(`users/copy-${index}/courses/${key.courseId}`);
      void batch.create(doc, { ...template, userId: `copy-${index}` });
      for (const entry of tuition.docs)
        void batch.create(doc.collection('ledger').doc(entry.id), entry.data());
    }
    await batch.close();
    const report = await compareBalances({ now: new Date() });
    expect(report).toMatchObject({ checked: before + 102, drifts: [] });
  });
});

describe('more than a page of them', () => {
  it('of undelivered events are all taken in', async () => {
    const key = await enrolled({ price: 1_000_000 });
    const payments = Array.from({ length: 105 }, () => ({ amount: 100, metadata: { ...key } }));
    await world().stripe.createSucceededPayments({ payments });
    const { undelivered } = await sweepEvents({ now: new Date() });
    expect(undelivered).toBeGreaterThanOrEqual(105);
    expect((await settledAccountOf(key)).enrollment.amountPaid).toBe(10_500);
  });
});

describe('the schedules', () => {
  it.each([
    ['sweepStripeEvents', sweepStripeEvents],
    ['sweepOutbox', sweepOutbox],
    ['reconcileBalances', reconcileBalances],
  ])('%s runs as it is deployed', async (_, schedule) => {
    const at = { scheduleTime: new Date().toISOString() };
    await expect(Reflect.apply(schedule.run, undefined, [at])).resolves.toBeUndefined();
  });
});
