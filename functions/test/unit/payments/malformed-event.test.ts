import fc from 'fast-check';
import { interpretEvent } from '../../../src/payments/interpret-event.ts';
import { parseEvent } from '../../../src/payments/parse-event.ts';
import { eventWith, fixtureNames, payloadOf, stripeEvent } from './stripe-fixture.ts';

const receivedAt = new Date('2026-03-01T16:00:00Z');
const nonsense = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, Infinity, Number.NaN, 1.5, -1, 2 ** 53));

describe('a signed event whose object is not what Stripe sends', () => {
  it('is never booked from a guess: any broken field makes it malformed, meaningless or leaves it as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fixtureNames), fc.nat(), nonsense, (name, pick, value) => {
        const keys = Object.keys(stripeEvent(name).data.object);
        const key = keys[pick % keys.length] ?? 'id';
        const meaning = interpretEvent(eventWith(name, { [key]: value }));
        if (meaning.kind !== 'money') return;
        for (const { amount, currency } of meaning.facts) {
          expect(Number.isSafeInteger(amount) && amount > 0).toBe(true);
          expect(currency).toMatch(/^[a-z]{3}$/);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it.each([
    ['payment_intent.succeeded', { id: 'a/b' }, 'payment_intent.succeeded: data.object.id'],
    [
      'payment_intent.succeeded',
      { amount_received: 1.5 },
      'payment_intent.succeeded: data.object.amount_received',
    ],
    ['payment_intent.succeeded', { amount_received: 0 }, 'payment_intent.succeeded: nothing received'],
    ['payment_intent.succeeded', { status: 'processing' }, 'payment_intent.succeeded: nothing received'],
    ['refund.created', { amount: 0 }, 'refund.created: data.object.amount'],
    ['refund.created', { amount: -5 }, 'refund.created: data.object.amount'],
    ['charge.dispute.created', { currency: 'USD' }, 'charge.dispute.created: data.object.currency'],
    [
      'checkout.session.completed',
      { payment_intent: null },
      'checkout.session: payment_intent, amount_total or currency',
    ],
    [
      'checkout.session.completed',
      { currency: null },
      'checkout.session: payment_intent, amount_total or currency',
    ],
    [
      'checkout.session.completed',
      { amount_total: 0 },
      'checkout.session: payment_intent, amount_total or currency',
    ],
  ])('%s with %j says what is wrong, in words of ours', (name, changes, problem) => {
    expect(interpretEvent(eventWith(name, changes))).toEqual({ kind: 'malformed', problem });
  });
});

describe('a signed body', () => {
  it.each(fixtureNames)('%s is an event, kept as the very bytes that were signed', name => {
    const payload = payloadOf(name);
    const { id, type, created } = stripeEvent(name);
    expect(parseEvent({ payload, receivedAt })).toMatchObject({
      kind: 'event',
      event: { eventId: id, type, createdAt: new Date(created * 1_000), payload },
    });
  });

  it.each([
    ['', 'nothing'],
    ['{', 'no JSON'],
    ['null', 'null'],
    ['[]', 'a list'],
    ['{"id":"evt_1","type":"x","created":1}', 'an event without an object'],
    ['{"id":"../x","type":"x","created":1,"data":{"object":{}}}', 'a path for an id'],
    ['{"id":"__evt__","type":"x","created":1,"data":{"object":{}}}', 'a reserved id'],
    ['{"id":"evt_1","type":"x","created":1e999,"data":{"object":{}}}', 'an endless time'],
    ['{"id":"evt_1","type":"\\ud800","created":1,"data":{"object":{}}}', 'half a character'],
  ])('%j (%s) is parked under a name made of its content', payload => {
    const parsed = parseEvent({ payload, receivedAt });
    expect(parsed).toMatchObject({
      kind: 'malformed',
      event: { type: 'malformed', createdAt: receivedAt, payload },
    });
    expect(parsed.event.eventId).toMatch(/^malformed_[0-9a-f]{64}$/);
    expect(parseEvent({ payload, receivedAt: new Date() }).event.eventId).toBe(parsed.event.eventId);
  });

  it('never makes the parser throw, and what is kept can be stored', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), payload => {
        const { event } = parseEvent({ payload, receivedAt });
        expect(event.type.isWellFormed() && event.payload.isWellFormed()).toBe(payload.isWellFormed());
      }),
    );
  });

  it('longer than a document takes is cut and parked, between two characters', () => {
    const { event, kind } = parseEvent({ payload: `"${'😀'.repeat(450_001)}"`, receivedAt });
    expect(kind).toBe('malformed');
    expect(event.payload).toHaveLength(900_000);
    expect(event.payload.isWellFormed()).toBe(true);
  });
});
