import './environment.ts';
import { randomUUID } from 'node:crypto';
import type { FaultOrder } from '../../../../tools/stripe-double/index.ts';
import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { stripeClient } from '../../../src/payments/stripe-client.ts';
import { openCheckout, openPart, openRest, pay, refundByStaff } from './paying.ts';
import { allowRetries } from './retry-allowance.ts';
import { enrolled, enrollInto, newAdmin, newStudent, settledAccountOf } from './school.ts';
import { useWorld } from './world.ts';

const world = useWorld();

const onIntents = { method: 'POST', pathPrefix: '/v1/payment_intents' };
const failing = (order: Omit<FaultOrder, 'count'> & { count?: number }) => world().stripe.injectFault(order);

const intentsOf = async ({ userId }: EnrollmentKey) =>
  (await world().stripe.state()).paymentIntents.filter(({ metadata }) => metadata['userId'] === userId);

beforeEach(() => allowRetries(100));
afterEach(() => world().stripe.clearFaults());

/** The outage is longer than anybody's patience. */
const outOfPatience = () => allowRetries(1);

describe('Stripe fails, and the student pays once', () => {
  /** It takes eight seconds to give up waiting: meanwhile the others have their turn. */
  let served: Promise<{ key: EnrollmentKey; paymentIntentId: string }>;
  beforeAll(async () => {
    const key = await enrolled();
    await openPart(key, { amount: 100 });
    await failing({ fault: { kind: 'loseAnswer', how: 'hang' }, ...onIntents });
    served = openPart(key, { amount: 20_000 }).then(({ paymentIntentId }) => ({ key, paymentIntentId }));
    // Made by now; only its answer is missing.
    while ((await intentsOf(key)).length < 2) await new Promise(setImmediate);
  });

  it.each([
    ['500 before anything happened', { kind: 'refuse', status: 500 }],
    ['503 before anything happened', { kind: 'refuse', status: 503 }],
    ['429', { kind: 'refuse', status: 429 }],
    ['the connection breaks after the payment was made', { kind: 'loseAnswer', how: 'reset' }],
    ['a gateway answers 502 after the payment was made', { kind: 'loseAnswer', how: 'gatewayError' }],
  ] as const)('%s', async (_, fault) => {
    const key = await enrolled();
    await failing({ fault, ...onIntents });
    const { paymentIntentId } = await openPart(key, { amount: 20_000 });
    expect(await intentsOf(key)).toMatchObject([{ id: paymentIntentId, amount: 20_000 }]);
  });

  it('409: the same key is being worked on, and its answer is waited for', async () => {
    const key = await enrolled();
    await failing({ fault: { kind: 'delay', delayMs: 100 }, ...onIntents });
    const wish = { amount: 20_000, requestId: randomUUID() };
    const answers = await Promise.all([openPart(key, wish), openPart(key, wish)]);
    expect(new Set(answers.map(answer => answer.clientSecret)).size).toBe(1);
    expect(await intentsOf(key)).toHaveLength(1);
  });

  it('silence until we give up, after the payment was made', async () => {
    const { key, paymentIntentId } = await served;
    const made = (await intentsOf(key)).filter(({ amount }) => amount === 20_000);
    expect(made).toMatchObject([{ id: paymentIntentId }]);
  });

  it('for long: the student is told to try again, and the same request then makes the one payment', async () => {
    const key = await enrolled();
    await failing({ fault: { kind: 'loseAnswer', how: 'gatewayError' }, count: 100, ...onIntents });
    const wish = { requestId: randomUUID() };
    outOfPatience();
    await expect(openRest(key, wish)).rejects.toMatchObject({
      status: 'UNAVAILABLE',
      reason: 'PAYMENT_PROVIDER_UNAVAILABLE',
      retryable: true,
    });
    await world().stripe.clearFaults();
    const answer = await openRest(key, wish);
    expect(await intentsOf(key)).toMatchObject([{ id: answer.paymentIntentId }]);
  });

  it('a checkout whose answer was lost is one checkout', async () => {
    const key = await enrolled();
    const fault = { kind: 'loseAnswer', how: 'reset' } as const;
    await failing({ fault, count: 2, method: 'POST', pathPrefix: '/v1/checkout/sessions' });
    await openCheckout(key);
    const { checkoutSessions } = await world().stripe.state();
    expect(checkoutSessions.filter(({ metadata }) => metadata['userId'] === key.userId)).toHaveLength(1);
  });

  it('what Stripe refuses for good is told as it is', async () => {
    const key = await enrolled();
    await failing({ fault: { kind: 'refuse', status: 402 }, ...onIntents });
    await expect(openPart(key, { amount: 20_000 })).rejects.toMatchObject({
      status: 'FAILED_PRECONDITION',
      reason: 'PAYMENT_DECLINED',
      retryable: false,
    });
  });

  it('a refund that was made although its answer was lost is found again and booked once', async () => {
    const key = await enrolled();
    const paymentId = await pay(key, 20_000);
    await settledAccountOf(key);
    const { uid: as } = await newAdmin();
    await failing({
      fault: { kind: 'loseAnswer', how: 'gatewayError' },
      count: 100,
      method: 'POST',
      pathPrefix: '/v1/refunds',
    });
    const wish = { as, paymentId, amount: 5_000, requestId: randomUUID() };
    outOfPatience();
    await expect(refundByStaff(key, wish)).rejects.toMatchObject({ reason: 'PAYMENT_PROVIDER_UNAVAILABLE' });
    await world().stripe.clearFaults();
    await world().stripe.expireIdempotencyKeys();
    await refundByStaff(key, wish);
    expect((await settledAccountOf(key)).enrollment.amountRefunded).toBe(5_000);
    expect(
      (await world().stripe.state()).refunds.filter(refund => refund.payment_intent === paymentId),
    ).toHaveLength(1);
  });
});

describe('the customer at Stripe', () => {
  it('is made once, however many first payments there are at once', async () => {
    const userId = newStudent();
    const keys = await Promise.all(
      Array.from({ length: 5 }, async () => ({ userId, courseId: (await enrolled()).courseId })),
    );
    for (const key of keys) await enrollInto(key);
    await failing({ fault: { kind: 'delay', delayMs: 20 }, method: 'POST', pathPrefix: '/v1/customers' });
    const opened = keys.flatMap(key => Array.from({ length: 4 }, () => openPart(key, { amount: 100 })));
    expect(await Promise.all(opened)).toHaveLength(20);
    const { customers, paymentIntents } = await world().stripe.state();
    const own = customers.filter(({ metadata }) => metadata['userId'] === userId);
    expect(own).toHaveLength(1);
    const paying = paymentIntents.filter(({ metadata }) => metadata['userId'] === userId);
    expect(new Set(paying.map(({ customer }) => customer))).toEqual(new Set(own.map(({ id }) => id)));
    expect(paying).toHaveLength(20);
  });

  it('that somebody deleted in the dashboard is followed by one other, and the student goes on paying', async () => {
    const key = await enrolled();
    await openPart(key, { amount: 100 });
    const ownOnes = async () =>
      (await world().stripe.state()).customers.filter(({ metadata }) => metadata['userId'] === key.userId);
    const [gone] = await ownOnes();
    await (await stripeClient()).customers.del(gone?.id ?? '');
    const parts = Array.from({ length: 4 }, () => openPart(key, { amount: 100 }));
    expect(await Promise.all(parts)).toHaveLength(4);
    expect((await openCheckout(key)).url).toContain('http');
    const successors = (await ownOnes()).filter(({ id }) => id !== gone?.id);
    expect(successors).toHaveLength(1);
    const { paymentIntents } = await world().stripe.state();
    const paying = paymentIntents.filter(({ metadata }) => metadata['userId'] === key.userId);
    expect(new Set(paying.map(({ customer }) => customer))).toEqual(new Set([gone?.id, successors[0]?.id]));
  });

  it('is the same after Stripe has forgotten under which key it was made', async () => {
    const key = await enrolled();
    await openPart(key, { amount: 100 });
    await world().stripe.expireIdempotencyKeys();
    await openPart(key, { amount: 100 });
    const { customers } = await world().stripe.state();
    expect(customers.filter(({ metadata }) => metadata['userId'] === key.userId)).toHaveLength(1);
  });
});
