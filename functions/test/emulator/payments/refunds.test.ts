import './environment.ts';
import { randomUUID } from 'node:crypto';
import { deliverFirst, deliverTheRest, heldEvents, holdEvents } from './delivery.ts';
import { confirm, openPart, pay, refundByStaff, refundInDashboard } from './paying.ts';
import { accountOf, enrolled, kindsOf, MINIMUM, newAdmin, PRICE, settledAccountOf } from './school.ts';
import { useWorld } from './world.ts';

const world = useWorld();

/** Enrolled, and so much paid by one card payment. */
async function paidStudent(amount = PRICE) {
  const key = await enrolled();
  const paymentId = await pay(key, amount);
  await settledAccountOf(key);
  return { key, paymentId };
}

describe('a refund by staff', () => {
  it('reaches balance and access at once, and its events change nothing more', async () => {
    const { key, paymentId } = await paidStudent();
    const { uid: as } = await newAdmin();
    await holdEvents();
    const amount = PRICE - MINIMUM + 1;
    expect(await refundByStaff(key, { as, paymentId, amount })).toMatchObject({
      status: 'succeeded',
      replayed: false,
    });
    const before = await accountOf(key);
    expect(before.enrollment).toMatchObject({
      amountRefunded: amount,
      paymentStatus: 'PARTIAL',
      accessStatus: 'LOCKED',
    });
    await deliverTheRest();
    expect(await settledAccountOf(key)).toEqual(before);
  });

  it('happens once, however often it is asked for', async () => {
    const { key, paymentId } = await paidStudent();
    const { uid: as } = await newAdmin();
    const wish = { as, paymentId, amount: 5_000, requestId: randomUUID() };
    const answers = await Promise.all([refundByStaff(key, wish), refundByStaff(key, wish)]);
    answers.push(await refundByStaff(key, wish));
    // Also when Stripe has forgotten the key under which it was made.
    await world().stripe.expireIdempotencyKeys();
    answers.push(await refundByStaff(key, wish));
    expect(new Set(answers.map(answer => answer.refundId)).size).toBe(1);
    expect((await settledAccountOf(key)).enrollment.amountRefunded).toBe(5_000);
  });

  it('of everything locks the course and says so', async () => {
    const { key, paymentId } = await paidStudent();
    await refundByStaff(key, { as: (await newAdmin()).uid, paymentId, amount: PRICE });
    expect((await settledAccountOf(key)).enrollment).toMatchObject({
      paymentStatus: 'REFUNDED',
      accessStatus: 'LOCKED',
      amountDue: PRICE,
    });
  });

  it('never returns more than the payment brought, whoever counts it', async () => {
    const { key, paymentId } = await paidStudent(20_000);
    await pay(key, 20_000);
    await settledAccountOf(key);
    const { uid: as } = await newAdmin();
    const tooMuch = { status: 'INVALID_ARGUMENT', reason: 'REFUND_EXCEEDS_PAYMENT', paths: ['amount'] };
    await expect(refundByStaff(key, { as, paymentId, amount: 20_001 })).rejects.toMatchObject(tooMuch);
    await refundByStaff(key, { as, paymentId, amount: 12_000 });
    // The enrollment still holds as much, but this payment does not: Stripe says so.
    await expect(refundByStaff(key, { as, paymentId, amount: 12_000 })).rejects.toMatchObject(tooMuch);
    await refundByStaff(key, { as, paymentId, amount: 8_000 });
    await expect(refundByStaff(key, { as, paymentId, amount: 1 })).rejects.toMatchObject(tooMuch);
    expect((await settledAccountOf(key)).enrollment).toMatchObject({
      amountPaid: 40_000,
      amountRefunded: 20_000,
    });
  });

  it('while the bank disputes the payment is declined, and nothing is booked', async () => {
    const { key, paymentId } = await paidStudent();
    await world().stripe.createDispute({ paymentIntentId: paymentId });
    const refund = refundByStaff(key, { as: (await newAdmin()).uid, paymentId, amount: 100 });
    await expect(refund).rejects.toMatchObject({ status: 'FAILED_PRECONDITION', reason: 'PAYMENT_DECLINED' });
    expect((await settledAccountOf(key)).enrollment.amountRefunded).toBe(0);
  });
});

describe('who may refund', () => {
  it('not a student, not their own payment either', async () => {
    const { key, paymentId } = await paidStudent();
    const refund = refundByStaff(key, { as: key.userId, paymentId, amount: 100 });
    await expect(refund).rejects.toMatchObject({ status: 'PERMISSION_DENIED', reason: 'ROLE_REQUIRED' });
  });

  it('not who was staff a moment ago, whatever their token says', async () => {
    const { key, paymentId } = await paidStudent();
    const admin = await newAdmin();
    await refundByStaff(key, { as: admin.uid, paymentId, amount: 100 });
    await admin.revoke();
    const refund = refundByStaff(key, { as: admin.uid, paymentId, amount: 100 });
    await expect(refund).rejects.toMatchObject({ reason: 'ROLE_REQUIRED' });
  });

  it('nobody returns a payment of one student from another’s enrollment', async () => {
    const { paymentId } = await paidStudent();
    const other = await paidStudent();
    const { uid: as } = await newAdmin();
    const refund = refundByStaff(other.key, { as, paymentId, amount: 100 });
    await expect(refund).rejects.toMatchObject({ status: 'NOT_FOUND', reason: 'PAYMENT_NOT_FOUND' });
    const unknown = refundByStaff(other.key, { as, paymentId: 'x'.repeat(128), amount: 100 });
    await expect(unknown).rejects.toMatchObject({ reason: 'PAYMENT_NOT_FOUND' });
  });
});

describe('a refund in Stripe’s dashboard, without our metadata', () => {
  it('reaches balance and access all the same', async () => {
    const { key, paymentId } = await paidStudent();
    await refundInDashboard(paymentId, 9_900);
    await refundInDashboard(paymentId);
    const account = await settledAccountOf(key);
    expect(account.enrollment.paymentStatus).toBe('REFUNDED');
    expect(kindsOf(account)).toEqual(['payment', 'refund', 'refund', 'tuition']);
  });

  it('that fails later gives the access back', async () => {
    const { key, paymentId } = await paidStudent();
    const refundId = await refundInDashboard(paymentId);
    expect((await settledAccountOf(key)).enrollment.accessStatus).toBe('LOCKED');
    await world().stripe.settleRefund({ refundId, outcome: 'failed' });
    const account = await settledAccountOf(key);
    expect(account.enrollment).toMatchObject({
      amountRefunded: 0,
      accessStatus: 'ACTIVE',
      paymentStatus: 'COMPLETED',
    });
    expect(kindsOf(account)).toEqual(['payment', 'refund', 'refundFailed', 'tuition']);
  });

  it('that is pending counts from the start, and is canceled without a trace in the balance', async () => {
    const { key, paymentId } = await paidStudent();
    await world().stripe.setNewRefundStatus({ status: 'pending' });
    const refundId = await refundInDashboard(paymentId, 7_000);
    expect((await settledAccountOf(key)).enrollment.amountRefunded).toBe(7_000);
    await world().stripe.settleRefund({ refundId, outcome: 'failed' });
    await world().stripe.setNewRefundStatus({ status: 'succeeded' });
    expect((await settledAccountOf(key)).enrollment.amountRefunded).toBe(0);
  });
});

describe('refunds that overtake what they refund', () => {
  it.each(['charge.refunded', 'refund.created'])('%s before the payment books both', async type => {
    const key = await enrolled();
    await holdEvents();
    const { paymentIntentId } = await openPart(key, { amount: 30_000 });
    await confirm(paymentIntentId);
    await refundInDashboard(paymentIntentId, 10_000);
    expect(await deliverFirst(type)).toEqual([200]);
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: 30_000, amountRefunded: 10_000 });
    await deliverTheRest();
    expect(kindsOf(await settledAccountOf(key))).toEqual(['payment', 'refund', 'tuition']);
  });

  it('one charge.refunded tells of all of them, were they more than Stripe lists on a page', async () => {
    const { key, paymentId } = await paidStudent();
    await world().stripe.setDelivery({ loseEvery: 1 });
    for (let refund = 0; refund < 101; refund += 1) await refundInDashboard(paymentId, 100);
    await world().stripe.setDelivery({ loseEvery: 0 });
    const { events } = await world().stripe.state();
    const last = events.findLast(({ type }) => type === 'charge.refunded');
    await world().stripe.deliverEvents({ eventIds: [last?.eventId ?? ''] });
    expect((await settledAccountOf(key)).enrollment.amountRefunded).toBe(10_100);
  });

  it('three partial refunds in one second, told backwards, are three', async () => {
    const { key, paymentId } = await paidStudent();
    await world().stripe.setDelivery({ sameSecond: true });
    await holdEvents();
    for (const amount of [1_000, 2_000, 3_000]) await refundInDashboard(paymentId, amount);
    const held = await heldEvents();
    for (const { eventId } of held.toReversed()) await world().stripe.deliverEvents({ eventIds: [eventId] });
    expect((await accountOf(key)).enrollment.amountRefunded).toBe(6_000);
    await deliverTheRest();
    await world().stripe.setDelivery({ sameSecond: false });
    expect(kindsOf(await settledAccountOf(key))).toEqual([
      'payment',
      'refund',
      'refund',
      'refund',
      'tuition',
    ]);
  });
});
