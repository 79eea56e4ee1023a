import Stripe from 'stripe';
import { refusal, useDouble } from './support.ts';

describe('customers', () => {
  const setup = useDouble();

  test('a customer keeps what it was made with and what was changed later', async () => {
    const { stripe, double, receiver } = setup();
    const { id } = await stripe.customers.create({
      email: 'student@example.com',
      metadata: { userId: 'student' },
    });
    await stripe.customers.update(id, { name: 'A. Student', metadata: { locale: 'en' } });
    expect(await stripe.customers.retrieve(id)).toMatchObject({
      email: 'student@example.com',
      name: 'A. Student',
      metadata: { userId: 'student', locale: 'en' },
    });
    expect((await stripe.customers.list({ email: 'student@example.com' })).data).toHaveLength(1);
    expect((await stripe.customers.list({ email: 'other@example.com' })).data).toHaveLength(0);
    await double.control.flush();
    expect([...receiver.types()].sort()).toEqual(['customer.created', 'customer.updated']);
  });

  test('a deleted customer says so and takes no payment', async () => {
    const { stripe } = setup();
    const { id } = await stripe.customers.create();
    await stripe.customers.del(id);
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
    const payment = stripe.paymentIntents.create({ amount: 50, currency: 'usd', customer: id });
    expect(await refusal(payment)).toMatchObject({ code: 'resource_missing', param: 'customer' });
  });

  test('an unknown customer is not found', async () => {
    const { stripe } = setup();
    expect(await refusal(stripe.customers.retrieve('cus_unknown'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });
});

describe('keys', () => {
  const setup = useDouble();
  const withKey = (key: string) =>
    new Stripe(key, { host: '127.0.0.1', port: setup().double.port, protocol: 'http' });

  test('a live key is refused: it must never reach a double', async () => {
    const error = await refusal(withKey('sk_live_something').customers.create());
    expect(error).toMatchObject({ statusCode: 401, type: 'StripeAuthenticationError' });
    expect(error.message).toMatch(/local double/);
  });

  test('a publishable key is no secret key', async () => {
    expect(await refusal(withKey('pk_test_something').customers.create())).toMatchObject({ statusCode: 401 });
  });

  test('an endpoint the double does not play is not found', async () => {
    const { stripe } = setup();
    expect(await refusal(stripe.products.list())).toMatchObject({ statusCode: 404 });
  });
});
