import { refusal, sdkFor, useDouble } from './support.ts';

const PAYMENT = { amount: 4950, currency: 'usd', payment_method: 'pm_card_visa', confirm: true } as const;

describe('faults of the API', () => {
  const setup = useDouble();
  const charges = async () => (await setup().double.control.state()).charges.length;

  test.each([
    [402, 'StripeCardError'],
    [429, 'StripeRateLimitError'],
    [500, 'StripeAPIError'],
    [503, 'StripeAPIError'],
  ] as const)('a %i ordered for two requests hits two, without effect, and no more', async (status, type) => {
    const { stripe, double } = setup();
    await double.control.injectFault({ fault: { kind: 'refuse', status }, count: 2 });
    expect(await refusal(stripe.paymentIntents.create(PAYMENT))).toMatchObject({ statusCode: status, type });
    expect(await refusal(stripe.paymentIntents.create(PAYMENT))).toMatchObject({ statusCode: status });
    expect(await charges()).toBe(0);
    await stripe.paymentIntents.create(PAYMENT);
    expect(await charges()).toBe(1);
  });

  test.each(['reset', 'gatewayError'] as const)(
    'when the answer is lost after charging (%s), the SDK’s repetition finds the one charge',
    async how => {
      const { double } = setup();
      const stripe = sdkFor(double, { maxNetworkRetries: 2 });
      await double.control.injectFault({ fault: { kind: 'loseAnswer', how } });
      const paid = await stripe.paymentIntents.create(PAYMENT);
      expect(paid.status).toBe('succeeded');
      expect(paid.lastResponse.headers['idempotent-replayed']).toBe('true');
      expect(await charges()).toBe(1);
    },
  );

  test('when the answer never comes, the client gives up and the charge is there all the same', async () => {
    const { double } = setup();
    const stripe = sdkFor(double, { timeout: 1000 });
    await double.control.injectFault({ fault: { kind: 'loseAnswer', how: 'hang' } });
    const lost = stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'reservation-1' });
    expect(await refusal(lost)).toMatchObject({ type: 'StripeConnectionError' });
    expect(await charges()).toBe(1);
    const found = await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'reservation-1' });
    expect(found.status).toBe('succeeded');
    expect(await charges()).toBe(1);
  });

  test('a 500 that is remembered is answered again under the same key, and not under another', async () => {
    const { stripe, double } = setup();
    await double.control.injectFault({ fault: { kind: 'refuse', status: 500, remembered: false } });
    await refusal(stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'not-kept' }));
    await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'not-kept' });
    await double.control.injectFault({ fault: { kind: 'refuse', status: 500, remembered: true } });
    await refusal(stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'kept' }));
    const again = stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'kept' });
    expect(await refusal(again)).toMatchObject({ statusCode: 500 });
    expect(await charges()).toBe(1);
  });

  test('a fault for one endpoint leaves the others alone', async () => {
    const { stripe, double } = setup();
    await double.control.injectFault({
      fault: { kind: 'refuse', status: 500 },
      method: 'POST',
      pathPrefix: '/v1/refunds',
    });
    const paid = await stripe.paymentIntents.create(PAYMENT);
    expect(await refusal(stripe.refunds.create({ payment_intent: paid.id }))).toMatchObject({
      statusCode: 500,
    });
    expect((await stripe.refunds.create({ payment_intent: paid.id })).status).toBe('succeeded');
  });

  test('a body past the limit is refused and not kept', async () => {
    const { double } = setup();
    const response = await fetch(`${double.url}/v1/customers`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_x' },
      body: `description=${'x'.repeat(300 * 1024)}`,
    });
    expect(response.status).toBe(413);
    expect((await double.control.state()).customers).toEqual([]);
  });
});
