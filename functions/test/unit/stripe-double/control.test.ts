import Stripe from 'stripe';
import {
  controlClient,
  paymentIntentSucceededEvent,
  signPayload,
  webhookBody,
} from '../../../../tools/stripe-double/index.ts';
import { sdkFor, startDouble, startReceiver, useDouble, WEBHOOK_SECRET } from './support.ts';

describe('control from another process', () => {
  const setup = useDouble();
  const remote = () => controlClient(setup().double.url);
  const payments = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ amount: 100 + index, metadata: { userId: 'student' } }));

  test('payments made for a load test wait for their delivery and say how it went', async () => {
    const { stripe, receiver } = setup();
    const made = (await remote().createSucceededPayments({ payments: payments(30) })).payments;
    expect(receiver.events).toEqual([]);
    expect(await remote().flush()).toMatchObject({ withheld: 30, delivered: 0 });
    const first = await stripe.paymentIntents.retrieve(made[0]?.paymentIntentId ?? '', {
      expand: ['latest_charge'],
    });
    expect(first).toMatchObject({
      status: 'succeeded',
      amount: 100,
      latest_charge: { paid: true, amount: 100 },
    });

    const eventIds = made.map(({ eventId }) => eventId);
    const { results } = await remote().deliverEvents({ eventIds, concurrency: 5, copies: 2 });
    expect(results).toHaveLength(60);
    expect(results.every(result => result.delivered && result.status === 200 && result.durationMs > 0)).toBe(
      true,
    );
    expect(receiver.mostAtOnce()).toBeLessThanOrEqual(5);
    expect(await remote().flush()).toMatchObject({ withheld: 0, delivered: 30 });
  });

  test('deliveries on request are not repeated when they fail', async () => {
    const { receiver } = setup();
    receiver.answerWith(() => 500);
    const { payments: made } = await remote().createSucceededPayments({ payments: payments(2) });
    const { results } = await remote().deliverEvents({ eventIds: made.map(({ eventId }) => eventId) });
    expect(results).toMatchObject([
      { delivered: false, status: 500 },
      { delivered: false, status: 500 },
    ]);
    expect(receiver.events).toHaveLength(2);
    expect((await remote().deliveries()).attempts).toHaveLength(2);
  });

  test('every part of the life of a payment can be played', async () => {
    const { stripe } = setup();
    const control = remote();
    const { id } = await stripe.paymentIntents.create({ amount: 4950, currency: 'usd' });
    const declined = await control.confirmPayment({
      paymentIntentId: id,
      paymentMethod: 'pm_card_chargeDeclined',
    });
    expect(declined.status).toBe('requires_payment_method');
    await control.confirmPayment({ paymentIntentId: id, paymentMethod: 'pm_sepa_debit' });
    const paid = await control.settlePayment({ paymentIntentId: id, outcome: 'succeeded' });
    expect(paid.status).toBe('succeeded');
    await control.setNewRefundStatus({ status: 'pending' });
    const refund = await stripe.refunds.create({ payment_intent: id, amount: 100 });
    await control.settleRefund({ refundId: refund.id, outcome: 'failed' });
    const dispute = await control.createDispute({
      paymentIntentId: id,
      amount: 1000,
      reason: 'product_not_received',
    });
    await control.closeDispute({ disputeId: dispute.id, outcome: 'won' });
    const state = await control.state();
    expect(state).toMatchObject({
      charges: [{ status: 'failed' }, { status: 'succeeded', amount_refunded: 0, disputed: true }],
      refunds: [{ status: 'failed' }],
      disputes: [{ status: 'won', reason: 'product_not_received' }],
    });
    await control.reset();
    expect(await control.state()).toMatchObject({ paymentIntents: [], charges: [], events: [], queued: 0 });
  });

  test('faults and delivery modes can be set', async () => {
    const control = remote();
    const changed = await control.setDelivery({
      duplicates: 2,
      shuffle: true,
      loseNext: 1,
      sameSecond: true,
    });
    expect(changed).toMatchObject({
      duplicates: 2,
      shuffle: true,
      loseNext: 1,
      sameSecond: true,
      hold: false,
    });
    const fault = { kind: 'refuse', status: 429 } as const;
    expect(await control.injectFault({ fault, count: 3, pathPrefix: '/v1/refunds' })).toEqual({ pending: 3 });
    expect(await control.clearFaults()).toEqual({ pending: 0 });
  });

  test.each([
    ['unknown-thing', {}, /No such operation/],
    ['set-delivery', { duplicate: 2 }, /unknown parameter: duplicate/],
    ['set-delivery', { duplicates: -1 }, /duplicates must be a whole number from 0/],
    ['set-webhook', { url: 'https://example.com/' }, /must be http:\/\/127\.0\.0\.1/],
    ['inject-fault', { fault: { kind: 'refuse', status: 418 } }, /402, 429, 500 or 503/],
    ['inject-fault', { fault: { kind: 'explode' } }, /fault\[kind\]: must be one of/],
    ['settle-payment', { paymentIntentId: 'pi_unknown', outcome: 'succeeded' }, /No such payment_intent/],
    ['deliver-events', { eventIds: ['evt_unknown'] }, /No such event/],
    ['create-succeeded-payments', { payments: [{ amount: 1 }] }, /at least 50/],
    ['close-dispute', {}, /Missing required param: outcome/],
  ])('%s with %j is refused with a plain reason', async (operation, input, reason) => {
    const response = await fetch(`${setup().double.url}/_double/${operation}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    });
    expect(response.ok).toBe(false);
    expect(await response.text()).toMatch(reason);
  });

  test('only JSON steers the double, so no web page can', async () => {
    const response = await fetch(`${setup().double.url}/_double/reset`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(400);
    const broken = await fetch(`${setup().double.url}/_double/reset`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{',
    });
    expect(await broken.text()).toMatch(/Not valid JSON/);
  });
});

describe('starting and stopping', () => {
  test('a double without a webhook address holds its events until it has one', async () => {
    const double = await startDouble();
    const receiver = await startReceiver();
    await sdkFor(double).customers.create();
    await expect(double.control.release()).rejects.toThrow(/Set a webhook address first/);
    await double.control.setWebhook({ url: receiver.url });
    await double.control.release();
    expect(await double.control.flush()).toMatchObject({ delivered: 1 });
  });

  test('a taken port is an error, and a stopped double answers no more', async () => {
    const double = await startDouble();
    await expect(startDouble({ port: double.port })).rejects.toThrow(/EADDRINUSE/);
    await double.stop();
    await expect(fetch(double.url)).rejects.toThrow();
    await expect(double.stop()).resolves.toBeUndefined();
  });

  test('a webhook address elsewhere is refused', async () => {
    await expect(startDouble({ webhookUrl: 'https://example.com/hook' })).rejects.toThrow(
      /must be http:\/\/127\.0\.0\.1/,
    );
  });
});

describe('events without a double', () => {
  test('a built and signed event passes the real SDK’s check', () => {
    const event = paymentIntentSucceededEvent({
      amount: 4950,
      currency: 'usd',
      metadata: { userId: 'student' },
      paymentIntentId: 'pi_1',
      eventId: 'evt_1',
      createdSeconds: 1_700_000_000,
    });
    const body = webhookBody(event);
    const header = signPayload({
      body,
      secret: WEBHOOK_SECRET,
      timestampSeconds: Math.floor(Date.now() / 1000),
    });
    const { webhooks } = new Stripe('sk_test_unused');
    expect(webhooks.constructEvent(body, header, WEBHOOK_SECRET)).toMatchObject({
      id: 'evt_1',
      type: 'payment_intent.succeeded',
      created: 1_700_000_000,
      data: {
        object: { id: 'pi_1', amount_received: 4950, status: 'succeeded', metadata: { userId: 'student' } },
      },
    });
    const stale = signPayload({ body, secret: WEBHOOK_SECRET, timestampSeconds: 1_700_000_000 });
    expect(() => webhooks.constructEvent(body, stale, WEBHOOK_SECRET)).toThrow(/tolerance/);
    const reserialized = JSON.stringify(JSON.parse(body));
    expect(() => webhooks.constructEvent(reserialized, header, WEBHOOK_SECRET)).toThrow(/signature/);
  });
});
