import './environment.ts';
import { randomUUID } from 'node:crypto';
import {
  answerLost,
  mentioning,
  requestBlackHole,
  requestLost,
} from '../../../../tools/fault-proxy/index.ts';
import { readDocument } from '../../../src/commit/index.ts';
import { carryOutEntry } from '../../../src/effects/carry-out-outbox-entry.ts';
import { suspenseDoc } from '../../../src/payments/store.ts';
import { Id } from '../../../src/platform/ids.ts';
import { deliverTheRest, holdEvents } from './delivery.ts';
import { useFaultyWorld } from './faulty-world.ts';
import { madePayment } from './made-payment.ts';
import { confirm, openPart, openRest, pay, refundByStaff } from './paying.ts';
import {
  accountOf,
  enrolled,
  enrollInto,
  kindsOf,
  newAdmin,
  newStudent,
  PRICE,
  settledAccountOf,
} from './school.ts';
import { tellOnceMore } from './signed-post.ts';
import { inboxEntry, takeUp } from './triggers.ts';
import { call } from './world.ts';

const world = useFaultyWorld();

describe('Firestore fails for longer', () => {
  it('nothing can be stored: 503, so that Stripe delivers again, and then it is booked once', async () => {
    const key = await enrolled();
    const { eventId, deliver } = await madePayment(key);
    const action = requestLost({ code: 'INTERNAL' });
    world().proxy.plan({
      methods: ['Commit'],
      timing: { kind: 'every' },
      where: mentioning(eventId),
      action,
    });
    expect(await deliver()).toBe(503);
    world().proxy.clear();
    expect(await inboxEntry(eventId)).toBeUndefined();
    expect(await deliver()).toBe(200);
    expect(kindsOf(await accountOf(key))).toEqual(['payment', 'tuition']);
  });

  it('it was stored, and every answer of it was lost: told as a failure or as done, never twice booked', async () => {
    const key = await enrolled();
    const { eventId, deliver } = await madePayment(key);
    const action = answerLost({ code: 'UNAVAILABLE' });
    world().proxy.plan({
      methods: ['Commit'],
      timing: { kind: 'every' },
      where: mentioning(eventId),
      action,
    });
    expect([200, 503]).toContain(await deliver());
    world().proxy.clear();
    expect(await deliver()).toBe(200);
    expect(kindsOf(await accountOf(key))).toEqual(['payment', 'tuition']);
  });

  it('the enrollment cannot be written, the inbox can: stored as received, acknowledged, and taken up later', async () => {
    const key = await enrolled();
    const { eventId, deliver } = await madePayment(key);
    const action = requestLost({ code: 'UNAVAILABLE' });
    const where = mentioning(`users/${key.userId}/courses`);
    world().proxy.plan({ methods: ['Commit'], timing: { kind: 'every' }, where, action });
    expect(await deliver()).toBe(200);
    expect(await inboxEntry(eventId)).toMatchObject({ state: 'received' });
    await expect(takeUp(eventId)).rejects.toThrow(/UNAVAILABLE|TOOK_TOO_LONG/);
    world().proxy.clear();
    await Promise.all([takeUp(eventId), takeUp(eventId)]);
    expect(await inboxEntry(eventId)).toMatchObject({ state: 'applied' });
    expect((await accountOf(key)).enrollment.amountPaid).toBe(20_000);
  });

  it('what is applied stays applied, though it comes again while its enrollment cannot be read', async () => {
    const key = await enrolled();
    const { eventId, deliver } = await madePayment(key);
    await deliver();
    const before = await inboxEntry(eventId);
    world().proxy.plan({
      methods: ['BatchGetDocuments'],
      timing: { kind: 'every' },
      where: mentioning(`users/${key.userId}/courses`),
      action: requestLost({ code: 'UNAVAILABLE' }),
    });
    expect(await deliver()).toBe(200);
    expect(await inboxEntry(eventId)).toEqual(before);
  });

  it('a student who wants to pay is told to try again, and the same request makes the one payment', async () => {
    const key = await enrolled();
    const wish = { requestId: randomUUID() };
    const action = requestLost({ code: 'INTERNAL' });
    // Stripe has made the payment; that it did cannot be recorded.
    world().proxy.plan({
      methods: ['Commit'],
      timing: { kind: 'every' },
      where: mentioning('/payments/pi_'),
      action,
    });
    await expect(openRest(key, wish)).rejects.toMatchObject({ retryable: true });
    world().proxy.clear();
    const { paymentIntentId } = await openRest(key, wish);
    const { paymentIntents } = await world().stripe.state();
    const own = paymentIntents.filter(({ metadata }) => metadata['userId'] === key.userId);
    expect(own).toMatchObject([{ id: paymentIntentId }]);
    await confirm(paymentIntentId);
    expect((await settledAccountOf(key)).enrollment.amountPaid).toBe(PRICE);
  });

  it('a read that fails once is not noticed', async () => {
    const { uid: as } = await newAdmin();
    world().proxy.plan({ methods: ['BatchGetDocuments'], action: requestLost({ code: 'UNAVAILABLE' }) });
    const replay = call('replayStripeEvent', { as, data: { eventId: 'evt_none' } });
    await expect(replay).rejects.toMatchObject({ reason: 'EVENT_NOT_FOUND' });
  });
});

describe('what goes back, goes back once', () => {
  it('although the commit that books it fails', async () => {
    const key = await enrolled();
    const paymentId = await pay(key, 20_000);
    await settledAccountOf(key);
    const { uid: as } = await newAdmin();
    const wish = { as, paymentId, amount: 5_000, requestId: randomUUID() };
    await holdEvents();
    const action = requestLost({ code: 'UNAVAILABLE' });
    world().proxy.plan({
      methods: ['Commit'],
      timing: { kind: 'every' },
      where: mentioning('/ledger/re_'),
      action,
    });
    await expect(refundByStaff(key, wish)).rejects.toMatchObject({ retryable: true });
    world().proxy.clear();
    await refundByStaff(key, wish);
    await deliverTheRest();
    expect((await settledAccountOf(key)).enrollment.amountRefunded).toBe(5_000);
  });

  it('although the note that it was carried out was lost', async () => {
    const key = await enrolled({ terms: { overpayment: 'refund' } });
    const first = await openPart(key, { amount: PRICE });
    const second = await openPart(key, { amount: 10_000 });
    for (const { paymentIntentId } of [first, second]) {
      await confirm(paymentIntentId);
      await world().stripe.flush();
    }
    const id = Id.parse(`refund_${second.paymentIntentId}`);
    const action = requestLost({ code: 'INTERNAL' });
    world().proxy.plan({
      methods: ['Commit'],
      timing: { kind: 'every' },
      where: mentioning(`outbox/${id}`),
      action,
    });
    await expect(carryOutEntry({ id })).rejects.toThrow(/UNAVAILABLE|TOOK_TOO_LONG/);
    world().proxy.clear();
    await carryOutEntry({ id });
    expect((await settledAccountOf(key)).enrollment).toMatchObject({ creditBalance: 0, amountDue: 0 });
  });

  it('not at all by one whose role was taken away between the check and the commit', async () => {
    const key = await enrolled();
    const paymentId = await pay(key, 20_000);
    await settledAccountOf(key);
    const admin = await newAdmin();
    const stuck = world().proxy.plan({ methods: ['Commit'], action: requestBlackHole() });
    const refund = refundByStaff(key, { as: admin.uid, paymentId, amount: 5_000 });
    const refused = expect(refund).rejects.toMatchObject({
      status: 'PERMISSION_DENIED',
      reason: 'ROLE_REQUIRED',
    });
    while (stuck.firedCount() === 0) await new Promise(setImmediate);
    await admin.revoke();
    world().proxy.releaseBlackHole();
    await refused;
    expect((await settledAccountOf(key)).enrollment.amountRefunded).toBe(0);
  });
});

describe('a student enrolls while their payment is on its way to suspense', () => {
  it('and a second event has booked it: it is not held beside that', async () => {
    const { courseId } = await enrolled();
    const key = { userId: newStudent(), courseId };
    const { deliver, paymentIntentId } = await madePayment(key);
    const where = mentioning(`suspense/${paymentIntentId}`);
    const stuck = world().proxy.plan({ methods: ['Commit'], where, action: requestBlackHole() });
    const first = deliver();
    while (stuck.firedCount() === 0) await new Promise(setImmediate);
    await enrollInto(key);
    await tellOnceMore(paymentIntentId);
    world().proxy.releaseBlackHole();
    expect(await first).toBe(200);
    expect(kindsOf(await accountOf(key))).toEqual(['payment', 'tuition']);
    expect(await readDocument(suspenseDoc(Id.parse(paymentIntentId)))).toBeUndefined();
  });
});
