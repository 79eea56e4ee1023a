import '../payments/environment.ts';
import { signPayload } from '../../../../tools/stripe-double/index.ts';
import { laneMetrics } from '../../../src/commit/index.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { webhookSecret } from '../payments/environment.ts';
import { accountOf, enrolled } from '../payments/school.ts';
import { type Delivery, newEvent, post } from '../payments/signed-post.ts';
import { inbox } from '../payments/triggers.ts';
import { useWorld } from '../payments/world.ts';

const world = useWorld();

/** A payment that would open a course, if Stripe had signed it. */
function forged(metadata: object = { userId: 'a-student', courseId: 'a-course' }) {
  const object = {
    id: 'pi_forged',
    status: 'succeeded',
    amount: 59_900,
    amount_received: 59_900,
    currency: 'usd',
    metadata,
  };
  return newEvent({ type: 'payment_intent.succeeded', object });
}

const nowSeconds = () => Math.floor(Date.now() / 1_000);
const signed = (body: string, secret = webhookSecret) =>
  signPayload({ body, secret, timestampSeconds: nowSeconds() });
const { body } = forged();
const asOf = (ageSeconds: number): Delivery => ({ body, ageSeconds });
const [, digest = ''] = signed(body).split('v1=');

const attacks: readonly (readonly [string, Delivery, number])[] = [
  ['no signature', { body, header: null }, 400],
  ['an empty signature', { body, header: '' }, 400],
  ['a signature that is none', { body, header: 'let me in' }, 400],
  ['a signature without a time', { body, header: `v1=${digest}` }, 400],
  ['a time without a signature', { body, header: `t=${nowSeconds()}` }, 400],
  ['an older scheme', { body, header: signed(body).replace('v1=', 'v0=') }, 400],
  ['a digest of zeros', { body, header: `t=${nowSeconds()},v1=${'0'.repeat(64)}` }, 400],
  ['an empty digest', { body, header: `t=${nowSeconds()},v1=` }, 400],
  ['a digest cut short', { body, header: signed(body).slice(0, -1) }, 400],
  ['another secret', { body, secret: 'whsec_of_somebody_else' }, 400],
  ['the key of the API', { body, secret: 'sk_test_of_these_tests' }, 400],
  ['a recorded delivery played back after five minutes', asOf(310), 400],
  ['one played back after a day', asOf(86_400), 400],
  [
    'an old signature with a new time',
    { body, header: signed(body).replace(/t=\d+/, `t=${nowSeconds() + 1}`) },
    400,
  ],
  ['another amount than was signed', { body, sent: body.replaceAll('59900', '1') }, 400],
  [
    'the same, parsed and written again',
    { body: JSON.stringify(JSON.parse(body), null, 2), sent: body },
    400,
  ],
  ['a blank more than was signed', { body, sent: `${body} ` }, 400],
  ['nothing where something was signed', { body, sent: '' }, 400],
  ['nothing, signed', { body: '' }, 400],
  ['GET', { body, method: 'GET' }, 405],
  ['PUT', { body, method: 'PUT' }, 405],
  ['DELETE', { body, method: 'DELETE' }, 405],
  ['PATCH', { body, method: 'PATCH' }, 405],
  ['a megabyte and a byte, signed', { body: `["${'x'.repeat(999_997)}"]` }, 413],
];

describe('what is not signed by Stripe, just now, over these very bytes, is not taken', () => {
  it.each(attacks)('%s', async (_, delivery, status) => {
    laneMetrics.reset();
    const answer = await post(delivery);
    expect(answer).toMatchObject({ status, body: { received: false } });
    expect(answer.allow).toBe(status === 405 ? 'POST' : null);
    expect(JSON.stringify(answer.body)).not.toMatch(/whsec|sk_test|pi_forged/);
    expect(laneMetrics.snapshot().total.commands).toBe(0);
  });

  it('and nothing of it is stored', async () => {
    expect(await inbox()).toEqual([]);
    expect(await firestore().listCollections()).toEqual([]);
  });
});

describe('what Stripe has signed is taken', () => {
  it('within the five minutes that a delivery may take', async () => {
    expect(await post({ ...forged(), ageSeconds: 280 })).toMatchObject({ status: 200 });
  });

  it('while the secret is changed: one of two signatures is enough', async () => {
    const event = forged();
    const [time, digests] = signed(event.body).split(',');
    const both = `${time},${signed(event.body, 'whsec_of_before').split(',')[1]},${digests}`;
    expect(await post({ body: event.body, header: both })).toMatchObject({ status: 200 });
  });

  it('up to a megabyte, and what is larger than a document takes is parked', async () => {
    const large = `["${'x'.repeat(999_996)}"]`;
    expect(await post({ body: large })).toMatchObject({ status: 200, body: { state: 'parked' } });
    const wide = `["${'é'.repeat(449_998)}"]`;
    expect(await post({ body: wide })).toMatchObject({ status: 200, body: { state: 'parked' } });
  });

  it('with letters of every script, byte by byte', async () => {
    const key = await enrolled();
    const event = newEvent({
      type: 'payment_intent.succeeded',
      object: {
        id: `pi_${Date.now()}`,
        status: 'succeeded',
        amount: 20_000,
        amount_received: 20_000,
        currency: 'usd',
        metadata: { ...key, note: 'Größe 日本語 😀 \u2028 \u0000' },
      },
    });
    expect(await post({ body: event.body })).toMatchObject({ status: 200, body: { state: 'applied' } });
    expect((await accountOf(key)).enrollment.amountPaid).toBe(20_000);
  });

  it('from Stripe itself', async () => {
    const key = await enrolled();
    const payments = [{ amount: 20_000, metadata: { ...key } }];
    const made = await world().stripe.createSucceededPayments({ payments });
    const { results } = await world().stripe.deliverEvents({
      eventIds: made.payments.map(({ eventId }) => eventId),
    });
    expect(results).toMatchObject([{ status: 200, delivered: true }]);
  });
});
