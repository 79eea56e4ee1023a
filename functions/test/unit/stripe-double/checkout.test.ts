import type Stripe from 'stripe';
import { refusal, useDouble } from './support.ts';

const SUCCESS_URL = 'http://127.0.0.1:5000/paid?session={CHECKOUT_SESSION_ID}';

describe('checkout', () => {
  const setup = useDouble();
  const createSession = (params: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    setup().stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        {
          quantity: 2,
          price_data: {
            currency: 'usd',
            unit_amount: 5000,
            product_data: { name: 'Driver <b>education</b>' },
          },
        },
      ],
      success_url: SUCCESS_URL,
      cancel_url: 'http://127.0.0.1:5000/canceled',
      metadata: { userId: 'student' },
      payment_intent_data: { metadata: { userId: 'student', courseId: 'course' } },
      ...params,
    });
  const press = (url: string | null, action: string) =>
    fetch(String(url), { method: 'POST', redirect: 'manual', body: new URLSearchParams({ action }) });
  const sessionEvents = async () => {
    const { double, receiver } = setup();
    await double.control.flush();
    return receiver.events.flatMap(event =>
      event.type.startsWith('checkout.session.') ? [{ type: event.type, session: event.data.object }] : [],
    );
  };

  test('the page shows the amount, says that it is a double and offers every way', async () => {
    const session = await createSession();
    expect(session).toMatchObject({
      amount_total: 10_000,
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
    });
    const page = await (await fetch(String(session.url))).text();
    expect(page).toContain('$100.00');
    expect(page).toContain('local double, no real money');
    for (const label of ['Pay', 'Pay by bank (asynchronous)', 'Decline', 'Cancel'])
      expect(page).toContain(`>${label}</`);
    expect(page).toContain('http://127.0.0.1:5000/canceled');
    expect(page).not.toContain('<b>');
  });

  test('paying makes and pays an intent and sends the customer to the success page', async () => {
    const { stripe } = setup();
    const session = await createSession();
    const answer = await press(session.url, 'pay');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`http://127.0.0.1:5000/paid?session=${session.id}`);
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      payment_intent: {
        status: 'succeeded',
        amount: 10_000,
        metadata: { userId: 'student', courseId: 'course' },
      },
    });
    expect(await sessionEvents()).toMatchObject([
      {
        type: 'checkout.session.completed',
        session: { payment_status: 'paid', metadata: { userId: 'student' } },
      },
    ]);
  });

  test('pressing Pay in two tabs charges once', async () => {
    const session = await createSession();
    const answers = await Promise.all([press(session.url, 'pay'), press(session.url, 'pay')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const again = await fetch(String(session.url));
    expect(await again.text()).toContain('This checkout is complete');
    expect((await setup().double.control.state()).charges).toHaveLength(1);
  });

  test('a bank payment completes the session unpaid, and the bank’s yes pays it', async () => {
    const { stripe, double } = setup();
    const session = await createSession();
    expect((await press(session.url, 'bank')).status).toBe(303);
    const waiting = await stripe.checkout.sessions.retrieve(session.id);
    expect(waiting).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    await double.control.settlePayment({
      paymentIntentId: String(waiting.payment_intent),
      outcome: 'succeeded',
    });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
    const told = (await sessionEvents()).map(({ type }) => type).sort();
    expect(told).toEqual(['checkout.session.async_payment_succeeded', 'checkout.session.completed']);
  });

  test('the bank’s no leaves the completed session unpaid', async () => {
    const { stripe, double } = setup();
    const session = await createSession();
    const { payment_intent } = await double.control.payCheckout({ sessionId: session.id, action: 'bank' });
    await double.control.settlePayment({ paymentIntentId: String(payment_intent), outcome: 'failed' });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'unpaid' });
    const told = (await sessionEvents()).map(({ type }) => type).sort();
    expect(told).toEqual(['checkout.session.async_payment_failed', 'checkout.session.completed']);
  });

  test('a declined card says so and leaves the session open; the next try uses the same intent', async () => {
    const { stripe } = setup();
    const session = await createSession();
    const declined = await press(session.url, 'decline');
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain('The card was declined');
    const open = await stripe.checkout.sessions.retrieve(session.id);
    expect(open.status).toBe('open');
    const cancel = stripe.paymentIntents.cancel(String(open.payment_intent));
    expect((await refusal(cancel)).message).toMatch(/Expire checkout session/);
    await press(session.url, 'pay');
    const paid = await stripe.checkout.sessions.retrieve(session.id);
    expect(paid).toMatchObject({ status: 'complete', payment_intent: open.payment_intent });
  });

  test('an expired session cannot be paid', async () => {
    const { stripe } = setup();
    const session = await createSession();
    await stripe.checkout.sessions.expire(session.id);
    expect((await press(session.url, 'pay')).status).toBe(409);
    expect(await refusal(stripe.checkout.sessions.expire(session.id))).toMatchObject({ statusCode: 400 });
    expect(await sessionEvents()).toMatchObject([
      { type: 'checkout.session.expired', session: { status: 'expired' } },
    ]);
    expect((await setup().double.control.state()).paymentIntents).toEqual([]);
  });

  test('a session expires by itself when its time has come', async () => {
    const { stripe, double } = setup();
    const expires_at = Math.floor(Date.now() / 1000) + 31 * 60;
    const session = await createSession({ expires_at });
    await double.control.advanceClock({ seconds: 32 * 60 });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'expired',
      url: null,
    });
    expect(await sessionEvents()).toHaveLength(1);
  });

  test('a guest pays without a customer, or becomes one when the session says so', async () => {
    const { stripe, double } = setup();
    const guest = await createSession({ customer_email: 'guest@example.com' });
    await double.control.payCheckout({ sessionId: guest.id, action: 'pay' });
    expect(await stripe.checkout.sessions.retrieve(guest.id)).toMatchObject({
      customer: null,
      customer_details: { email: 'guest@example.com' },
    });
    const kept = await createSession({ customer_email: 'new@example.com', customer_creation: 'always' });
    await double.control.payCheckout({ sessionId: kept.id, action: 'pay' });
    const { customer } = await stripe.checkout.sessions.retrieve(kept.id, { expand: ['customer'] });
    expect(customer).toMatchObject({ email: 'new@example.com' });
  });

  test('sessions are listed by intent, customer and status, with their items', async () => {
    const { stripe, double } = setup();
    const customer = await stripe.customers.create();
    const session = await createSession({ customer: customer.id });
    await createSession();
    const { payment_intent } = await double.control.payCheckout({ sessionId: session.id, action: 'pay' });
    const found = await stripe.checkout.sessions.list({ payment_intent: String(payment_intent) });
    expect(found.data.map(({ id }) => id)).toEqual([session.id]);
    expect((await stripe.checkout.sessions.list({ customer: customer.id })).data).toHaveLength(1);
    expect((await stripe.checkout.sessions.list({ status: 'open' })).data).toHaveLength(1);
    const items = await stripe.checkout.sessions.listLineItems(session.id);
    expect(items.data).toMatchObject([
      { quantity: 2, amount_total: 10_000, description: 'Driver <b>education</b>' },
    ]);
  });

  test.each<[string, Partial<Stripe.Checkout.SessionCreateParams>, string]>([
    ['no items', { line_items: [] }, 'line_items'],
    ['a success page that is no web address', { success_url: 'javascript:alert(1)' }, 'success_url'],
    ['another mode', { mode: 'subscription' }, 'mode'],
    ['a life of under half an hour', { expires_at: 60 }, 'expires_at'],
    ['an unknown customer', { customer: 'cus_unknown' }, 'customer'],
  ])('%s is refused', async (_case, params, param) => {
    expect(await refusal(createSession(params))).toMatchObject({ statusCode: 400, param });
  });

  test('a missing price names the very field', async () => {
    const line_items = [{ price_data: { currency: 'usd', product_data: { name: 'Course' } } }];
    const error = await refusal(createSession({ line_items }));
    expect(error).toMatchObject({
      code: 'parameter_missing',
      param: 'line_items[0][price_data][unit_amount]',
    });
  });

  test('a page that does not exist is not found', async () => {
    const { double } = setup();
    expect((await fetch(`${double.url}/c/pay/cs_test_unknown`)).status).toBe(404);
  });
});
