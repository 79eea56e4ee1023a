import { paidIntent, refusal, useDouble } from './support.ts';

describe('payment intents', () => {
  const setup = useDouble();

  test('a card that is accepted pays the whole intent and leaves one charge with the intent’s metadata', async () => {
    const { stripe } = setup();
    const created = await stripe.paymentIntents.create({
      amount: 4950,
      currency: 'usd',
      metadata: { userId: 'student', courseId: 'course' },
      automatic_payment_methods: { enabled: true },
    });
    expect(created).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      amount_received: 0,
    });

    const paid = await stripe.paymentIntents.confirm(created.id, { payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 4950, livemode: false });

    const charges = await stripe.charges.list({ payment_intent: created.id });
    expect(charges.data).toHaveLength(1);
    expect(charges.data[0]).toMatchObject({
      id: paid.latest_charge,
      amount: 4950,
      amount_refunded: 0,
      refunded: false,
      disputed: false,
      metadata: { userId: 'student', courseId: 'course' },
    });
  });

  test('a declined card leaves the intent open to another try, which can succeed', async () => {
    const { stripe, double, receiver } = setup();
    const { id } = await stripe.paymentIntents.create({ amount: 4950, currency: 'usd' });
    const error = await refusal(
      stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_chargeDeclined' }),
    );
    expect(error).toMatchObject({ statusCode: 402, type: 'StripeCardError', code: 'card_declined' });

    const declined = await stripe.paymentIntents.retrieve(id);
    expect(declined).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'generic_decline' },
    });
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });

    await double.control.flush();
    expect([...receiver.types()].sort()).toEqual([
      'charge.failed',
      'charge.succeeded',
      'payment_intent.created',
      'payment_intent.payment_failed',
      'payment_intent.succeeded',
    ]);
  });

  test.each(['pm_usBankAccount', 'pm_sepa_debit'])(
    '%s is processing until the bank decides',
    async payment_method => {
      const { stripe, double } = setup();
      const paying = await paidIntent(stripe, { payment_method });
      expect(paying).toMatchObject({ status: 'processing', amount_received: 0 });
      await double.control.settlePayment({ paymentIntentId: paying.id, outcome: 'succeeded' });
      expect(await stripe.paymentIntents.retrieve(paying.id)).toMatchObject({
        status: 'succeeded',
        amount_received: 4950,
      });

      const refused = await paidIntent(stripe, { payment_method });
      await double.control.settlePayment({ paymentIntentId: refused.id, outcome: 'failed' });
      const failed = await stripe.paymentIntents.retrieve(refused.id, { expand: ['latest_charge'] });
      expect(failed).toMatchObject({
        status: 'requires_payment_method',
        latest_charge: { status: 'failed', paid: false },
      });
    },
  );

  test('a paid or canceled intent can be neither paid again nor canceled', async () => {
    const { stripe } = setup();
    const paid = await paidIntent(stripe);
    const { id } = await stripe.paymentIntents.create({ amount: 4950, currency: 'usd' });
    const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    for (const intent of [paid, canceled]) {
      const again = stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
      expect(await refusal(again)).toMatchObject({
        code: 'payment_intent_unexpected_state',
        statusCode: 400,
      });
      expect(await refusal(stripe.paymentIntents.cancel(intent.id))).toMatchObject({
        code: 'payment_intent_unexpected_state',
      });
      expect(await refusal(stripe.paymentIntents.update(intent.id, { amount: 5000 }))).toMatchObject({
        code: 'payment_intent_unexpected_state',
      });
    }
    expect((await stripe.charges.list()).data).toHaveLength(1);
  });

  test.each([
    ['an amount below the minimum', { amount: 49, currency: 'usd' }, 'amount_too_small', 'amount'],
    ['an amount above the maximum', { amount: 100_000_000, currency: 'usd' }, 'amount_too_large', 'amount'],
    ['a fractional amount', { amount: 50.5, currency: 'usd' }, 'parameter_invalid_integer', 'amount'],
    ['a negative amount', { amount: -50, currency: 'usd' }, 'parameter_invalid_integer', 'amount'],
    ['an unknown currency', { amount: 50, currency: 'zzz' }, undefined, 'currency'],
    [
      'a customer that does not exist',
      { amount: 50, currency: 'usd', customer: 'cus_x' },
      'resource_missing',
      'customer',
    ],
  ])('%s is refused and creates nothing', async (_case, params, code, param) => {
    const { stripe } = setup();
    const error = await refusal(stripe.paymentIntents.create(params));
    expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError', param });
    expect(error.code).toBe(code);
    expect(error.requestId).toMatch(/^req_/);
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
  });

  test('the smallest amount is accepted', async () => {
    const { stripe } = setup();
    expect(await stripe.paymentIntents.create({ amount: 50, currency: 'usd' })).toMatchObject({ amount: 50 });
  });

  test('metadata holds 50 keys of 40 characters with values of 500, and not one more', async () => {
    const { stripe } = setup();
    const keys = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'v']));
    const create = (metadata: Record<string, string>) =>
      stripe.paymentIntents.create({ amount: 50, currency: 'usd', metadata });
    const full = await create(keys(50));
    expect(Object.keys(full.metadata)).toHaveLength(50);
    expect(await refusal(create(keys(51)))).toMatchObject({ statusCode: 400 });
    await create({ ['k'.repeat(40)]: 'v'.repeat(500) });
    expect(await refusal(create({ ['k'.repeat(41)]: 'v' }))).toMatchObject({ statusCode: 400 });
    expect(await refusal(create({ k: 'v'.repeat(501) }))).toMatchObject({ statusCode: 400 });
  });

  test('metadata keys are set one by one and removed when sent empty', async () => {
    const { stripe } = setup();
    const metadata = { userId: 'student', courseId: 'course' };
    const { id } = await stripe.paymentIntents.create({ amount: 50, currency: 'usd', metadata });
    const updated = await stripe.paymentIntents.update(id, {
      amount: 60,
      metadata: { courseId: '', note: 'new' },
    });
    expect(updated).toMatchObject({ amount: 60 });
    expect(updated.metadata).toEqual({ userId: 'student', note: 'new' });
  });

  test('a misspelt parameter is refused, as Stripe would', async () => {
    const { stripe } = setup();
    const request = stripe.rawRequest('POST', '/v1/payment_intents', {
      amount: 50,
      currency: 'usd',
      metdata: { a: 'b' },
    });
    expect(await refusal(request)).toMatchObject({ code: 'parameter_unknown', param: 'metdata' });
  });

  test('intents are listed by customer, newest first, page by page', async () => {
    const { stripe } = setup();
    const customer = await stripe.customers.create({ email: 'student@example.com' });
    const ids: string[] = [];
    for (let amount = 100; amount < 105; amount += 1) {
      ids.unshift(
        (await stripe.paymentIntents.create({ amount, currency: 'usd', customer: customer.id })).id,
      );
    }
    await stripe.paymentIntents.create({ amount: 50, currency: 'usd' });
    const first = await stripe.paymentIntents.list({ customer: customer.id, limit: 2 });
    expect(first).toMatchObject({ has_more: true, data: [{ id: ids[0] }, { id: ids[1] }] });
    const all: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ customer: customer.id, limit: 2 }))
      all.push(intent.id);
    expect(all).toEqual(ids);
    const { created } = await stripe.paymentIntents.retrieve(ids[0] ?? '');
    expect((await stripe.paymentIntents.list({ created: { gt: created + 60 } })).data).toEqual([]);
  });
});
