import './environment.ts';
import { randomUUID } from 'node:crypto';
import { findingsIn, toldOf } from '../audit/staff.ts';
import { pay, refundByStaff } from './paying.ts';
import { enrolled, newAdmin, newStudent, settledAccountOf } from './school.ts';
import { call, useWorld } from './world.ts';

const world = useWorld();

describe('what staff do with money is told in the audit log', () => {
  it('a refund, once, with its reason', async () => {
    const key = await enrolled();
    const paymentId = await pay(key, 20_000);
    await settledAccountOf(key);
    const { uid: as } = await newAdmin();
    const wish = { as, paymentId, amount: 5_000, requestId: randomUUID() };
    await Promise.all([refundByStaff(key, wish), refundByStaff(key, wish)]);
    await refundByStaff(key, wish);
    expect(await toldOf(as)).toMatchObject([
      {
        action: 'refundPayment',
        requestId: wish.requestId,
        actor: { uid: as, role: 'admin' },
        subject: { ...key, document: null },
        reason: 'moved away',
        outcome: 'applied',
        after: '{"amount":5000}',
      },
    ]);
  });

  it('a refund that the rule refuses, and one that Stripe declines after it was decided', async () => {
    const key = await enrolled();
    const paymentId = await pay(key, 20_000);
    await settledAccountOf(key);
    const { uid: as } = await newAdmin();
    await expect(refundByStaff(key, { as, paymentId, amount: 20_001 })).rejects.toThrow();
    await world().stripe.createDispute({ paymentIntentId: paymentId });
    await expect(refundByStaff(key, { as, paymentId, amount: 100 })).rejects.toThrow();
    expect((await toldOf(as)).map(({ outcome, refusal }) => [outcome, refusal])).toEqual([
      ['refused', 'REFUND_EXCEEDS_PAYMENT'],
      ['applied', null],
      ['refused', 'PAYMENT_DECLINED'],
    ]);
  });

  it('a claim, with the payment it is about', async () => {
    const payment = { amount: 20_000, metadata: {} };
    const { payments } = await world().stripe.createSucceededPayments({ payments: [payment] });
    const paymentId = payments[0]?.paymentIntentId ?? '';
    await world().stripe.deliverEvents({ eventIds: [payments[0]?.eventId ?? ''] });
    const { uid: as } = await newAdmin();
    const key = await enrolled();
    const wish = { paymentId, ...key, requestId: randomUUID() };
    await call('claimSuspense', { as, data: wish });
    await call('claimSuspense', { as, data: wish });
    await expect(call('claimSuspense', { as, data: { paymentId, ...key } })).rejects.toThrow();
    expect(await toldOf(as)).toMatchObject([
      { action: 'claimSuspense', outcome: 'applied', subject: { ...key, document: `suspense/${paymentId}` } },
      { action: 'claimSuspense', outcome: 'refused', refusal: 'ALREADY_CLAIMED' },
    ]);
  });

  it('a replay that finds nothing to replay', async () => {
    const { uid: as } = await newAdmin();
    await expect(call('replayStripeEvent', { as, data: { eventId: 'evt_none' } })).rejects.toThrow();
    expect(await toldOf(as)).toMatchObject([
      { outcome: 'refused', refusal: 'EVENT_NOT_FOUND', subject: { document: 'stripeEvents/evt_none' } },
    ]);
  });

  it('a student who tries, and the log is whole after all this', async () => {
    const as = newStudent();
    const key = { userId: as, courseId: (await enrolled()).courseId };
    await expect(refundByStaff(key, { as, paymentId: 'pi_1', amount: 100 })).rejects.toThrow();
    expect(await toldOf(as)).toMatchObject([{ refusal: 'ROLE_REQUIRED', actor: { role: 'student' } }]);
    expect((await findingsIn()).findings).toEqual([]);
  });
});
