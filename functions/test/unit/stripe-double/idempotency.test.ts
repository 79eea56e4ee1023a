import { refusal, sdkFor, useDouble } from './support.ts';

const PAYMENT = { amount: 4950, currency: 'usd', payment_method: 'pm_card_visa', confirm: true } as const;

describe('idempotency keys', () => {
  const setup = useDouble();
  const charges = async () => (await setup().double.control.state()).charges.length;

  test('the same request with the same key charges once and answers the same', async () => {
    const { stripe } = setup();
    const first = await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'reservation-1' });
    const second = await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'reservation-1' });
    expect(second).toEqual(first);
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await charges()).toBe(1);
  });

  test('the same key with other parameters, or for another endpoint, is an error and changes nothing', async () => {
    const { stripe } = setup();
    await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'reservation-1' });
    const otherAmount = stripe.paymentIntents.create(
      { ...PAYMENT, amount: 5000 },
      { idempotencyKey: 'reservation-1' },
    );
    expect(await refusal(otherAmount)).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
    const otherEndpoint = stripe.customers.create({}, { idempotencyKey: 'reservation-1' });
    expect(await refusal(otherEndpoint)).toMatchObject({ type: 'StripeIdempotencyError' });
    expect(await charges()).toBe(1);
  });

  test('a declined card is remembered under its key, a malformed request is not', async () => {
    const { stripe } = setup();
    const declined = { ...PAYMENT, payment_method: 'pm_card_chargeDeclined' };
    await refusal(stripe.paymentIntents.create(declined, { idempotencyKey: 'declined' }));
    await refusal(stripe.paymentIntents.create(declined, { idempotencyKey: 'declined' }));
    expect(await charges()).toBe(1);
    await refusal(stripe.paymentIntents.create({ ...PAYMENT, amount: 1 }, { idempotencyKey: 'corrected' }));
    const corrected = await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'corrected' });
    expect(corrected.status).toBe('succeeded');
  });

  test('a second request while the first is under way gets 409', async () => {
    const { stripe, double } = setup();
    await double.control.injectFault({ fault: { kind: 'delay', delayMs: 1000 } });
    const both = await Promise.allSettled([
      stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'two-tabs' }),
      stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'two-tabs' }),
    ]);
    const reasons = both.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(reasons).toMatchObject([{ statusCode: 409, code: 'idempotency_key_in_use' }]);
    expect(await charges()).toBe(1);
  });

  test('the SDK repeats after that 409 until it has the one answer', async () => {
    const { double } = setup();
    const stripe = sdkFor(double, { maxNetworkRetries: 3 });
    await double.control.injectFault({ fault: { kind: 'delay', delayMs: 50 } });
    const [first, second] = await Promise.all([
      stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'two-tabs' }),
      stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'two-tabs' }),
    ]);
    expect(first.id).toBe(second.id);
    expect(await charges()).toBe(1);
  });

  test('an expired key charges again: only the caller’s own record can prevent that', async () => {
    const { stripe, double } = setup();
    await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'yesterday' });
    await double.control.expireIdempotencyKeys();
    await stripe.paymentIntents.create(PAYMENT, { idempotencyKey: 'yesterday' });
    expect(await charges()).toBe(2);
  });
});
