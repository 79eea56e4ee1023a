import { paidIntent, refusal, useDouble } from './support.ts';

describe('refunds', () => {
  const setup = useDouble();

  test('partial refunds add up on the charge until it is wholly refunded', async () => {
    const { stripe, double, receiver } = setup();
    const { id, latest_charge } = await paidIntent(stripe);
    const charge = () => stripe.charges.retrieve(String(latest_charge));
    const first = await stripe.refunds.create({
      payment_intent: id,
      amount: 1000,
      reason: 'requested_by_customer',
    });
    expect(first).toMatchObject({ amount: 1000, currency: 'usd', payment_intent: id, status: 'succeeded' });
    expect(await charge()).toMatchObject({ amount_refunded: 1000, refunded: false });
    const rest = await stripe.refunds.create({ charge: String(latest_charge) });
    expect(rest.amount).toBe(3950);
    expect(await charge()).toMatchObject({ amount_refunded: 4950, refunded: true });
    expect((await stripe.refunds.list({ payment_intent: id })).data.map(refund => refund.id)).toEqual([
      rest.id,
      first.id,
    ]);

    await double.control.flush();
    const refunded = receiver.events.flatMap(event => (event.type === 'charge.refunded' ? [event.data] : []));
    const totals = refunded.map(({ object }) => object.amount_refunded).sort((left, right) => left - right);
    expect(totals).toEqual([1000, 4950]);
    expect(receiver.types().filter(type => type === 'refund.created')).toHaveLength(2);
  });

  test('more than is left cannot be refunded, and a wholly refunded charge not again', async () => {
    const { stripe } = setup();
    const { id } = await paidIntent(stripe);
    await stripe.refunds.create({ payment_intent: id, amount: 950 });
    const tooMuch = await refusal(stripe.refunds.create({ payment_intent: id, amount: 4001 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount', type: 'StripeInvalidRequestError' });
    expect(tooMuch.message).toMatch(/\$40\.01.*\$40\.00/);
    await stripe.refunds.create({ payment_intent: id, amount: 4000 });
    expect(await refusal(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
      code: 'charge_already_refunded',
    });
  });

  test.each([0, -1])('a refund of %i is refused', async amount => {
    const { stripe } = setup();
    const { id } = await paidIntent(stripe);
    expect(await refusal(stripe.refunds.create({ payment_intent: id, amount }))).toMatchObject({
      param: 'amount',
    });
  });

  test('what has not been paid cannot be refunded', async () => {
    const { stripe } = setup();
    const open = await stripe.paymentIntents.create({ amount: 4950, currency: 'usd' });
    const processing = await paidIntent(stripe, { payment_method: 'pm_usBankAccount' });
    for (const { id } of [open, processing]) {
      expect(await refusal(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ statusCode: 400 });
    }
    expect(await refusal(stripe.refunds.create({ payment_intent: 'pi_x' }))).toMatchObject({
      code: 'resource_missing',
    });
    expect(await refusal(stripe.refunds.create({}))).toMatchObject({ code: 'parameter_missing' });
  });

  test('a refund reported as succeeded can fail later: the charge counts the money as kept again', async () => {
    const { stripe, double, receiver } = setup();
    const { id, latest_charge } = await paidIntent(stripe);
    const refund = await stripe.refunds.create({ payment_intent: id });
    await double.control.settleRefund({
      refundId: refund.id,
      outcome: 'failed',
      reason: 'expired_or_canceled_card',
    });
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    expect(await stripe.charges.retrieve(String(latest_charge))).toMatchObject({
      amount_refunded: 0,
      refunded: false,
    });

    await double.control.flush();
    expect(receiver.types()).toEqual(
      expect.arrayContaining(['charge.refunded', 'refund.failed', 'refund.updated', 'charge.refund.updated']),
    );
    const updated = receiver.events.find(({ type }) => type === 'refund.updated');
    expect(updated?.data).toMatchObject({
      object: { status: 'failed' },
      previous_attributes: { status: 'succeeded' },
    });
    await expect(double.control.settleRefund({ refundId: refund.id, outcome: 'failed' })).rejects.toThrow(
      /is failed/,
    );
  });

  test('a pending refund holds the money at once and can succeed, fail or be canceled', async () => {
    const { stripe, double } = setup();
    const { id, latest_charge } = await paidIntent(stripe);
    const refunded = async () => (await stripe.charges.retrieve(String(latest_charge))).amount_refunded;
    await double.control.setNewRefundStatus({ status: 'pending' });
    const [succeeding, failing, canceled] = [
      await stripe.refunds.create({ payment_intent: id, amount: 100 }),
      await stripe.refunds.create({ payment_intent: id, amount: 200 }),
      await stripe.refunds.create({ payment_intent: id, amount: 400 }),
    ];
    expect(succeeding.status).toBe('pending');
    expect(await refunded()).toBe(700);
    await double.control.settleRefund({ refundId: succeeding.id, outcome: 'succeeded' });
    await double.control.settleRefund({ refundId: failing.id, outcome: 'failed' });
    expect(await stripe.refunds.cancel(canceled.id)).toMatchObject({ status: 'canceled' });
    expect(await refunded()).toBe(100);
    expect(await refusal(stripe.refunds.cancel(succeeding.id))).toMatchObject({ statusCode: 400 });
  });

  test('a charge under dispute cannot be refunded', async () => {
    const { stripe, double } = setup();
    const { id } = await paidIntent(stripe);
    const dispute = await double.control.createDispute({ paymentIntentId: id });
    expect(await refusal(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
      code: 'charge_disputed',
    });
    await double.control.closeDispute({ disputeId: dispute.id, outcome: 'won' });
    expect(await stripe.refunds.create({ payment_intent: id })).toMatchObject({ status: 'succeeded' });
  });
});
