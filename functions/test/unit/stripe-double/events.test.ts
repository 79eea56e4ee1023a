import { paidIntent, refusal, useDouble } from './support.ts';

describe('the list of events', () => {
  const setup = useDouble();

  test('is newest first, filtered by type, types or group', async () => {
    const { stripe } = setup();
    await paidIntent(stripe);
    const types = async (filter: { type?: string; types?: string[] }) =>
      (await stripe.events.list(filter)).data.map(({ type }) => type);
    expect(await types({})).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.created',
    ]);
    expect(await types({ type: 'charge.succeeded' })).toEqual(['charge.succeeded']);
    expect(await types({ type: 'payment_intent.*' })).toEqual([
      'payment_intent.succeeded',
      'payment_intent.created',
    ]);
    expect(await types({ types: ['charge.succeeded', 'payment_intent.created', 'refund.created'] })).toEqual([
      'charge.succeeded',
      'payment_intent.created',
    ]);
    expect(await refusal(types({ type: 'a', types: ['b'] }))).toMatchObject({ param: 'types' });
  });

  test('pages through events of one second without skipping or repeating any', async () => {
    const { stripe, double } = setup();
    await double.control.setDelivery({ sameSecond: true });
    for (let number = 0; number < 7; number += 1) await stripe.customers.create();
    const seen: string[] = [];
    for await (const event of stripe.events.list({ limit: 3 })) seen.push(event.id);
    expect(new Set(seen).size).toBe(7);
    const [newest] = seen;
    const before = await stripe.events.list({ ending_before: seen[2] ?? '', limit: 1 });
    expect(before).toMatchObject({ has_more: true, data: [{ id: seen[1] }] });
    expect(newest).toBeDefined();
  });

  test('is bounded by the time of creation', async () => {
    const { stripe, double } = setup();
    await stripe.customers.create();
    await double.control.advanceClock({ seconds: 100 });
    await stripe.customers.create();
    const [late, early] = (await stripe.events.list()).data;
    const ids = async (created: { gt?: number; gte?: number; lt?: number; lte?: number }) =>
      (await stripe.events.list({ created })).data.map(({ id }) => id);
    expect(await ids({ gt: early?.created ?? 0 })).toEqual([late?.id]);
    expect(await ids({ gte: early?.created ?? 0 })).toEqual([late?.id, early?.id]);
    expect(await ids({ lt: late?.created ?? 0 })).toEqual([early?.id]);
    expect(await ids({ lte: late?.created ?? 0 })).toEqual([late?.id, early?.id]);
  });

  test('tells which request and idempotency key caused a change', async () => {
    const { stripe } = setup();
    const customer = await stripe.customers.create({}, { idempotencyKey: 'reservation-1' });
    const [listed] = (await stripe.events.list()).data;
    const event = await stripe.events.retrieve(listed?.id ?? '');
    expect(event.request).toEqual({ id: customer.lastResponse.requestId, idempotency_key: 'reservation-1' });
  });

  test.each([0, 101])('refuses a page of %i', async limit => {
    expect(await refusal(setup().stripe.events.list({ limit }))).toMatchObject({ param: 'limit' });
  });

  test('refuses to go on after an event that does not exist', async () => {
    const after = setup().stripe.events.list({ starting_after: 'evt_unknown' });
    expect(await refusal(after)).toMatchObject({ code: 'resource_missing' });
    expect(await refusal(setup().stripe.events.retrieve('evt_unknown'))).toMatchObject({ statusCode: 404 });
  });
});
