import './environment.ts';
import { randomUUID } from 'node:crypto';
import { cancelPayment, confirm, expireCheckout, openCheckout, openPart, openRest } from './paying.ts';
import { accountOf, enrolled, kindsOf, PRICE, settledAccountOf } from './school.ts';
import { call, useWorld } from './world.ts';

const world = useWorld();

const manyTabs = <T>(count: number, open: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, open));
const distinct = (values: readonly string[]): number => new Set(values).size;

describe('tabs that pay the rest at the same moment', () => {
  it('get one payment, and so pay once', async () => {
    const key = await enrolled();
    const answers = await manyTabs(5, () => openRest(key));
    expect(distinct(answers.map(answer => answer.paymentIntentId))).toBe(1);
    const [first, second] = answers.map(answer => answer.paymentIntentId);
    if (first === undefined || second === undefined) throw new Error('Five tabs were answered.');
    await confirm(first);
    // The second tab’s card is refused by Stripe: what it holds is paid.
    await expect(confirm(second)).rejects.toThrow(/succeeded/);
    const account = await settledAccountOf(key);
    expect(account.enrollment).toMatchObject({ amountPaid: PRICE, amountDue: 0, creditBalance: 0 });
    expect(kindsOf(account)).toEqual(['payment', 'tuition']);
  });

  it('a tab that comes when the money has just arrived is told to wait, and then that nothing is due', async () => {
    const key = await enrolled();
    const { paymentIntentId } = await openRest(key);
    await world().stripe.setDelivery({ hold: true });
    await confirm(paymentIntentId);
    await expect(openRest(key)).rejects.toMatchObject({ reason: 'PAYMENT_PROCESSING', retryable: true });
    await world().stripe.release();
    await settledAccountOf(key);
    await expect(openRest(key)).rejects.toMatchObject({ reason: 'NOTHING_DUE' });
  });

  it('a bank debit under way is handed out again: nobody pays beside it', async () => {
    const key = await enrolled();
    const { paymentIntentId } = await openRest(key);
    await confirm(paymentIntentId, 'pm_usBankAccount');
    await world().stripe.flush();
    expect((await openRest(key)).paymentIntentId).toBe(paymentIntentId);
  });

  it('when the open payment was canceled, all of them agree on one in its place', async () => {
    const key = await enrolled();
    const dead = await openRest(key);
    await world().stripe.setDelivery({ hold: true });
    await cancelPayment(dead.paymentIntentId);
    const answers = await manyTabs(4, () => openRest(key));
    expect(distinct(answers.map(answer => answer.paymentIntentId))).toBe(1);
    expect(answers[0]?.paymentIntentId).not.toBe(dead.paymentIntentId);
    await world().stripe.release();
    await world().stripe.flush();
    // News of the dead one do not close the one in its place.
    expect((await accountOf(key)).enrollment.openPayment).toMatchObject({
      paymentIntentId: answers[0]?.paymentIntentId,
    });
    expect((await openRest(key)).paymentIntentId).toBe(answers[0]?.paymentIntentId);
  });

  it('a request that was answered is answered the same, also when its payment is dead by now', async () => {
    const key = await enrolled();
    const requestId = randomUUID();
    const first = await openRest(key, { requestId });
    await cancelPayment(first.paymentIntentId);
    await world().stripe.flush();
    expect(await openRest(key, { requestId })).toEqual({ ...first, replayed: true });
  });

  it('a part paid in between makes the rest another payment', async () => {
    const key = await enrolled();
    const before = await openRest(key);
    await confirm((await openPart(key, { amount: 20_000 })).paymentIntentId);
    await settledAccountOf(key);
    const after = await openRest(key);
    expect(after.amount).toBe(PRICE - 20_000);
    expect(after.paymentIntentId).not.toBe(before.paymentIntentId);
  });
});

describe('tabs that go to Stripe’s own page', () => {
  it('get one session, and it is paid once', async () => {
    const key = await enrolled();
    const answers = await manyTabs(4, () => openCheckout(key));
    expect(distinct(answers.map(answer => answer.checkoutSessionId))).toBe(1);
    const sessionId = answers[0]?.checkoutSessionId ?? '';
    await world().stripe.payCheckout({ sessionId, action: 'pay' });
    await expect(openCheckout(key)).rejects.toMatchObject({
      reason: expect.stringMatching(/^(NOTHING_DUE|PAYMENT_PROCESSING)$/),
    });
    const account = await settledAccountOf(key);
    expect(account.enrollment).toMatchObject({ amountPaid: PRICE, paymentStatus: 'COMPLETED' });
    // Told twice, by the session and by its payment.
    expect(kindsOf(account)).toEqual(['payment', 'tuition']);
  });

  it('a checkout is for a part, if the student says so, and never for more than is due', async () => {
    const key = await enrolled();
    const { checkoutSessionId: sessionId } = await openCheckout(key, { amount: 15_000 });
    await world().stripe.payCheckout({ sessionId, action: 'pay' });
    expect((await settledAccountOf(key)).enrollment.amountDue).toBe(PRICE - 15_000);
    await expect(openCheckout(key, { amount: PRICE })).rejects.toMatchObject({
      reason: 'AMOUNT_EXCEEDS_DUE',
    });
  });

  it('a declined card leaves the session open', async () => {
    const key = await enrolled();
    const { checkoutSessionId: sessionId } = await openCheckout(key);
    await world().stripe.payCheckout({ sessionId, action: 'decline' });
    expect((await settledAccountOf(key)).enrollment.amountPaid).toBe(0);
    expect((await openCheckout(key)).checkoutSessionId).toBe(sessionId);
    await world().stripe.payCheckout({ sessionId, action: 'pay' });
    expect((await settledAccountOf(key)).enrollment.amountPaid).toBe(PRICE);
  });

  it('one that has expired has one successor for all of them', async () => {
    const key = await enrolled();
    const { checkoutSessionId: expired } = await openCheckout(key);
    await expireCheckout(expired);
    const answers = await manyTabs(3, () => openCheckout(key));
    expect(distinct(answers.map(answer => answer.checkoutSessionId))).toBe(1);
    expect(answers[0]?.checkoutSessionId).not.toBe(expired);
  });

  it.each(['succeeded', 'failed'] as const)('a bank debit on the page that has %s', async outcome => {
    const key = await enrolled();
    const first = await openCheckout(key);
    const { payment_intent: paymentIntentId } = await world().stripe.payCheckout({
      sessionId: first.checkoutSessionId,
      action: 'bank',
    });
    if (paymentIntentId === null) throw new Error('The page made a payment.');
    expect((await settledAccountOf(key)).enrollment.amountPaid).toBe(0);
    await expect(openCheckout(key)).rejects.toMatchObject({ reason: 'PAYMENT_PROCESSING' });
    await world().stripe.settlePayment({ paymentIntentId, outcome });
    const { enrollment } = await settledAccountOf(key);
    expect(enrollment.amountPaid).toBe(outcome === 'succeeded' ? PRICE : 0);
    if (outcome === 'succeeded') return;
    // The student may try again, and all tabs agree on where.
    const again = await manyTabs(2, () => openCheckout(key));
    expect(distinct(again.map(answer => answer.checkoutSessionId))).toBe(1);
    await world().stripe.payCheckout({ sessionId: again[0]?.checkoutSessionId ?? '', action: 'pay' });
    expect((await settledAccountOf(key)).enrollment.amountPaid).toBe(PRICE);
  });

  it('leads back to the school’s own pages only', async () => {
    const key = await enrolled();
    const elsewhere = {
      courseId: key.courseId,
      successUrl: 'https://evil.example/',
      cancelUrl: 'https://school.example/',
    };
    await expect(call('createCheckout', { as: key.userId, data: elsewhere })).rejects.toMatchObject({
      status: 'INVALID_ARGUMENT',
      reason: 'RETURN_URL_NOT_ALLOWED',
      paths: ['successUrl'],
    });
  });
});
