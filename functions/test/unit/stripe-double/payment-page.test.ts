import type Stripe from 'stripe';
import { sdkFor, startDouble, useDouble } from './support.ts';

const RETURN_URL = 'http://127.0.0.1:5000/paid?course=one';

describe('the page of a payment intent', () => {
  const setup = useDouble();
  const createIntent = () => setup().stripe.paymentIntents.create({ amount: 4950, currency: 'usd' });
  const pageUrl = (intent: Stripe.PaymentIntent, returnUrl: string = RETURN_URL) => {
    const { double } = setup();
    return `${double.url}/pay/${intent.client_secret}?return_url=${encodeURIComponent(returnUrl)}`;
  };
  const press = (url: string, action: string) =>
    fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ action }) });
  const returnedWith = (answer: Response) => {
    const location = new URL(answer.headers.get('location') ?? '');
    return { page: `${location.origin}${location.pathname}`, ...Object.fromEntries(location.searchParams) };
  };

  test('it shows the amount, says that it is a double and offers every way', async () => {
    const page = await (await fetch(pageUrl(await createIntent()))).text();
    expect(page).toContain('$49.50');
    expect(page).toContain('local double, no real money');
    for (const label of ['Pay', 'Pay by bank (asynchronous)', 'Decline', 'Back without paying'])
      expect(page).toContain(`>${label}</`);
  });

  test('paying pays the intent and returns with what Stripe tells there, the page’s own query kept', async () => {
    const intent = await createIntent();
    const answer = await press(pageUrl(intent), 'pay');
    expect(answer.status).toBe(303);
    expect(returnedWith(answer)).toEqual({
      page: 'http://127.0.0.1:5000/paid',
      course: 'one',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    });
    const { status } = await setup().stripe.paymentIntents.retrieve(intent.id);
    expect(status).toBe('succeeded');
  });

  test('pressing Pay in two tabs charges once, and the other tab leads back with what became of it', async () => {
    const intent = await createIntent();
    const url = pageUrl(intent);
    const answers = await Promise.all([press(url, 'pay'), press(url, 'pay')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 303]);
    const again = await (await fetch(url)).text();
    expect(again).toContain('This payment is succeeded');
    expect(again).toContain('redirect_status=succeeded');
    expect((await setup().double.control.state()).charges).toHaveLength(1);
  });

  test('a bank payment returns as pending, a declined card stays on the page and can be tried again', async () => {
    const byBank = await press(pageUrl(await createIntent()), 'bank');
    expect(returnedWith(byBank)).toMatchObject({ redirect_status: 'pending' });
    const url = pageUrl(await createIntent());
    const declined = await press(url, 'decline');
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain('The card was declined');
    expect((await press(url, 'pay')).status).toBe(303);
  });

  test('a secret that is not the intent’s opens nothing', async () => {
    const intent = await createIntent();
    const guessed = { ...intent, client_secret: `${intent.id}_secret_guessed` };
    for (const wrong of [guessed, { ...intent, client_secret: '%E0%A4%A' }, { ...intent, client_secret: '' }])
      expect((await press(pageUrl(wrong), 'pay')).status).toBe(404);
    expect((await setup().double.control.state()).charges).toEqual([]);
  });

  test.each(['https://elsewhere.example/', 'javascript:alert(1)', '//elsewhere.example', ''])(
    'nobody is sent to %j, and nothing is paid',
    async returnUrl => {
      const answer = await press(pageUrl(await createIntent(), returnUrl), 'pay');
      expect(answer.status).toBe(400);
      expect((await setup().double.control.state()).charges).toEqual([]);
    },
  );
});

test('a page of the school that is not on this machine has to be named', async () => {
  const double = await startDouble({ webOrigins: ['https://school.example'] });
  const intent = await sdkFor(double).paymentIntents.create({ amount: 4950, currency: 'usd' });
  const visit = (returnUrl: string) =>
    fetch(`${double.url}/pay/${intent.client_secret}?return_url=${returnUrl}`);
  expect((await visit('https://school.example/paid')).status).toBe(200);
  expect((await visit('https://school.example.elsewhere.example/paid')).status).toBe(400);
});
