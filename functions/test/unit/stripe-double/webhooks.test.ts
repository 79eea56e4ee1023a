import { sdkFor, startReceiver, useDouble } from './support.ts';

const customer = (number: number) => ({ email: `student${number}@example.com` });

describe('webhook deliveries', () => {
  const setup = useDouble({ concurrency: 4 });
  const createCustomers = async (count: number) => {
    const { stripe } = setup();
    for (let number = 0; number < count; number += 1) await stripe.customers.create(customer(number));
  };
  const emails = () =>
    setup().receiver.events.map(event =>
      event.type === 'customer.created' ? event.data.object.email : event.type,
    );

  test('the real SDK accepts every delivery’s signature', async () => {
    const { double, receiver } = setup();
    await createCustomers(3);
    expect(await double.control.flush()).toMatchObject({ delivered: 3, queued: 0 });
    expect(receiver.refused()).toBe(0);
    expect(receiver.events[0]).toMatchObject({
      object: 'event',
      type: 'customer.created',
      livemode: false,
      pending_webhooks: 1,
      request: { id: expect.stringMatching(/^req_/) },
    });
    expect([...emails()].sort()).toEqual([0, 1, 2].map(number => customer(number).email));
  });

  test('an event says how the object was then, however it has changed since', async () => {
    const { stripe, double, receiver } = setup();
    await double.control.setDelivery({ hold: true });
    const { id } = await stripe.customers.create({ name: 'before' });
    await stripe.customers.update(id, { name: 'after' });
    await double.control.release();
    await double.control.flush();
    const told = new Map(receiver.events.map(event => [event.type, event.data]));
    expect(told.get('customer.created')).toMatchObject({ object: { name: 'before' } });
    expect(told.get('customer.updated')).toMatchObject({
      object: { name: 'after' },
      previous_attributes: { name: 'before' },
    });
  });

  test('a delivery that is refused is repeated until it is taken', async () => {
    const { stripe, double, receiver } = setup();
    let refusals = 3;
    receiver.answerWith(() => (refusals-- > 0 ? 500 : 200));
    await createCustomers(1);
    await double.control.flush();
    expect(receiver.types()).toEqual(Array.from({ length: 4 }, () => 'customer.created'));
    const ids = new Set(receiver.events.map(({ id }) => id));
    expect(ids.size).toBe(1);
    const [event] = (await stripe.events.list({ delivery_success: true })).data;
    expect(event).toMatchObject({ id: [...ids][0], pending_webhooks: 0 });
  });

  test('a delivery that is always refused is given up and stays listed as undelivered', async () => {
    const { stripe, double, receiver } = setup();
    receiver.answerWith(() => 400);
    await createCustomers(1);
    expect(await double.control.flush()).toMatchObject({ failed: 1, delivered: 0 });
    expect(receiver.events).toHaveLength(5);
    const undelivered = await stripe.events.list({ delivery_success: false });
    expect(undelivered.data).toMatchObject([{ type: 'customer.created', pending_webhooks: 1 }]);

    receiver.answerWith(() => 200);
    await double.control.resendEvents({ eventIds: undelivered.data.map(({ id }) => id) });
    expect(await double.control.flush()).toMatchObject({ failed: 0, delivered: 1 });
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });

  test('a receiver that is down gets the event when it is back', async () => {
    const { stripe, double, receiver } = setup();
    await receiver.stop();
    await stripe.customers.create(customer(0));
    expect(await double.control.flush()).toMatchObject({ failed: 1 });
    const back = await startReceiver();
    await double.control.setWebhook({ url: back.url });
    const { events } = await double.control.state();
    expect(events).toMatchObject([{ state: 'failed', attempts: 5, lastStatus: null }]);
    await double.control.resendEvents({ eventIds: events.map(({ eventId }) => eventId) });
    await double.control.flush();
    expect(back.types()).toEqual(['customer.created']);
  });

  test('two duplicates deliver every event three times, with the same bytes', async () => {
    const { double, receiver } = setup();
    await double.control.setDelivery({ duplicates: 2 });
    await createCustomers(3);
    await double.control.flush();
    expect(receiver.events).toHaveLength(9);
    const bodies = new Set(receiver.events.map(event => JSON.stringify(event)));
    expect(bodies.size).toBe(3);
  });

  test('shuffled deliveries all arrive, in another order than they happened', async () => {
    const { double } = setup();
    await double.control.setDelivery({ hold: true, shuffle: true });
    await createCustomers(12);
    await double.control.release();
    await double.control.flush();
    const happened = Array.from({ length: 12 }, (_, number) => customer(number).email);
    expect(emails()).not.toEqual(happened);
    expect([...emails()].sort()).toEqual([...happened].sort());
  });

  test('held events wait for their release', async () => {
    const { double, receiver } = setup();
    await double.control.setDelivery({ hold: true });
    await createCustomers(2);
    expect(await double.control.flush()).toMatchObject({ held: 2, delivered: 0 });
    expect(receiver.events).toEqual([]);
    expect(await double.control.release()).toEqual({ released: 2 });
    expect(await double.control.flush()).toMatchObject({ held: 0, delivered: 2 });
  });

  test('lost events never arrive, and a sweep of the undelivered ones finds exactly them', async () => {
    const { stripe, double } = setup();
    await double.control.setDelivery({ loseEvery: 3 });
    await createCustomers(6);
    expect(await double.control.flush()).toMatchObject({ delivered: 4, lost: 2 });
    const missed = await stripe.events.list({ delivery_success: false });
    const names = missed.data.map(event =>
      event.type === 'customer.created' ? event.data.object.email : '',
    );
    expect(names).toEqual([customer(5).email, customer(2).email]);
  });

  test('«lose the next two» loses two and no more, even when the mode is changed in between', async () => {
    const { double } = setup();
    await double.control.setDelivery({ loseNext: 2 });
    await createCustomers(1);
    await double.control.setDelivery({ duplicates: 0 });
    await createCustomers(2);
    expect(await double.control.flush()).toMatchObject({ lost: 2, delivered: 1 });
  });

  test('in the same second, everything carries one timestamp', async () => {
    const { stripe, double, receiver } = setup();
    await double.control.setDelivery({ sameSecond: true });
    await createCustomers(2);
    await double.control.advanceClock({ seconds: 0 });
    const frozen = (await stripe.events.list()).data.map(({ created }) => created);
    await double.control.flush();
    expect(new Set([...frozen, ...receiver.events.map(({ created }) => created)]).size).toBe(1);
    await double.control.setDelivery({ sameSecond: false });
  });

  test('delayed deliveries go out when a flush makes them due', async () => {
    const { double, receiver } = setup();
    await double.control.setDelivery({ delayMs: 3_600_000 });
    await createCustomers(2);
    expect(receiver.events).toEqual([]);
    expect(await double.control.flush()).toMatchObject({ delivered: 2 });
  });

  test('no more deliveries run at once than allowed', async () => {
    const { double, receiver } = setup();
    await double.control.setDelivery({ hold: true });
    await createCustomers(20);
    await double.control.release();
    await double.control.flush();
    expect(receiver.events).toHaveLength(20);
    expect(receiver.mostAtOnce()).toBeLessThanOrEqual(4);
  });

  test('a flush that cannot finish says what is still under way', async () => {
    const { double, receiver } = setup();
    receiver.answerWith(() => 500);
    await createCustomers(1);
    await expect(double.control.flush({ timeoutMs: 0 })).rejects.toThrow(
      /1 deliveries still under way after 0 ms/,
    );
  });

  test('the wrong secret is refused by the receiver', async () => {
    const { double, receiver } = setup();
    await double.control.setWebhook({ url: receiver.url, secret: 'whsec_other' });
    await sdkFor(double).customers.create();
    await double.control.flush();
    expect(receiver.events).toEqual([]);
    expect(receiver.refused()).toBe(5);
  });
});
