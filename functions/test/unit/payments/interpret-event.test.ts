import { handledEventTypes, interpretEvent } from '../../../src/payments/interpret-event.ts';
import type { Interpretation } from '../../../src/payments/money-fact.ts';
import { Id } from '../../../src/platform/ids.ts';
import { eventWith, fixtureNames, stripeEvent } from './stripe-fixture.ts';

const id = (text: string): Id => Id.parse(text);
const owner = { userId: id('student-1'), courseId: id('ohio-teen-driver-education') };
const card = id('pi_1Sb0005OhioTeenDrive1q');
const usd = (amount: number) => ({ amount, currency: 'usd' });

const state = (paymentIntentId: string, told: 'REQUESTED' | 'PROCESSING' | 'FAILED' | 'CANCELED') =>
  ({ kind: 'paymentState', state: told, paymentIntentId: id(paymentIntentId), owner }) as const;

function paid(paymentIntentId: string, amount: number): Interpretation {
  const fact = { kind: 'payment', paymentIntentId: id(paymentIntentId), ...usd(amount) } as const;
  return { kind: 'money', facts: [fact], paymentIntentId: id(paymentIntentId), owner };
}

function refund(outcome: 'standing' | 'failed'): Interpretation {
  const refundId = id('re_1Sb0036OhioTeenDrive1q');
  const fact = { kind: 'refund', refundId, paymentIntentId: card, ...usd(2_500), outcome } as const;
  return { kind: 'money', facts: [fact], paymentIntentId: card, owner };
}

function dispute(
  disputeId: string,
  step: 'opened' | 'fundsWithdrawn' | 'fundsReinstated' | 'won' | 'lost',
): Interpretation {
  const named = { kind: 'dispute', disputeId: id(disputeId), paymentIntentId: card } as const;
  return {
    kind: 'money',
    facts: [{ ...named, ...usd(10_000), step }],
    paymentIntentId: card,
    owner: undefined,
  };
}

const first = 'du_1Sb0043OhioTeenDrive1q';
const second = 'du_1Sb0052OhioTeenDrive1q';
const ignored: Interpretation = { kind: 'ignore' };

const meanings: Readonly<Record<string, Interpretation>> = {
  'charge.dispute.closed': dispute(first, 'won'),
  'charge.dispute.closed.lost': dispute(second, 'lost'),
  'charge.dispute.created': dispute(first, 'opened'),
  'charge.dispute.created.inquiry': ignored,
  'charge.dispute.funds_reinstated': dispute(first, 'fundsReinstated'),
  'charge.dispute.funds_withdrawn': dispute(first, 'fundsWithdrawn'),
  'charge.dispute.updated': dispute(first, 'opened'),
  'charge.refund.updated': refund('failed'),
  'charge.refunded': { kind: 'refundsOf', paymentIntentId: card, owner },
  'checkout.session.async_payment_failed': state('pi_1Sb0028OhioTeenDrive1q', 'FAILED'),
  'checkout.session.async_payment_succeeded': paid('pi_1Sb0024OhioTeenDrive1q', 49_900),
  'checkout.session.completed': paid('pi_1Sb0021OhioTeenDrive1q', 49_900),
  'checkout.session.completed.unpaid': state('pi_1Sb0024OhioTeenDrive1q', 'PROCESSING'),
  'checkout.session.expired': ignored,
  'customer.created': ignored,
  'payment_intent.canceled': state('pi_1Sb0013OhioTeenDrive1q', 'CANCELED'),
  'payment_intent.created': state(card, 'REQUESTED'),
  'payment_intent.payment_failed': state(card, 'FAILED'),
  'payment_intent.processing': state('pi_1Sb0016OhioTeenDrive1q', 'PROCESSING'),
  'payment_intent.succeeded': paid(card, 10_000),
  'refund.created': refund('standing'),
  'refund.failed': refund('failed'),
  'refund.updated': refund('standing'),
};

describe('what Stripe’s events mean', () => {
  it.each(fixtureNames)('%s', name => {
    expect(interpretEvent(stripeEvent(name))).toEqual(meanings[name]);
  });

  it('every handled type has an example, and every example a meaning', () => {
    const types = new Set(fixtureNames.map(name => stripeEvent(name).type));
    expect(handledEventTypes.filter(type => !types.has(type))).toEqual([]);
    expect(Object.keys(meanings).sort()).toEqual(fixtureNames);
  });

  it('a type that nobody handles is ignored, also one named like a part of every object', () => {
    for (const type of ['invoice.paid', 'constructor', '__proto__', 'toString', 'payment_intent'])
      expect(interpretEvent({ ...stripeEvent('payment_intent.succeeded'), type })).toEqual(ignored);
  });
});

describe('variants of one type', () => {
  it('a reference counts the same whether it is an id or the object itself', () => {
    for (const name of ['refund.created', 'charge.refunded', 'charge.dispute.created']) {
      expect(
        interpretEvent(eventWith(name, { payment_intent: { id: card, object: 'payment_intent' } })),
      ).toEqual(meanings[name]);
    }
  });

  it('a partial capture books what was received, not what was asked for', () => {
    const event = eventWith('payment_intent.succeeded', { amount: 10_000, amount_received: 4_000 });
    expect(interpretEvent(event)).toEqual(paid(card, 4_000));
  });

  it.each([
    ['pending', 'standing'],
    ['requires_action', 'standing'],
    ['succeeded', 'standing'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ] as const)('a refund that is %s is %s', (status, outcome) => {
    expect(interpretEvent(eventWith('refund.updated', { status }))).toEqual(refund(outcome));
  });

  it('a charge that lists its refunds is booked from them, and its running total never is', () => {
    const { object } = stripeEvent('refund.created').data;
    const event = eventWith('charge.refunded', { amount_refunded: 9_999, refunds: { data: [object] } });
    expect(interpretEvent(event)).toEqual(refund('standing'));
  });

  it.each(['warning_needs_response', 'warning_under_review', 'warning_closed'])(
    'an inquiry (%s) moves no money and locks nobody out',
    status => {
      expect(interpretEvent(eventWith('charge.dispute.closed', { status }))).toEqual(ignored);
      expect(interpretEvent(eventWith('charge.dispute.updated', { status }))).toEqual(ignored);
    },
  );

  it('a refund, charge or dispute of no payment intent, and a session that takes no money, are none of ours', () => {
    for (const name of ['refund.created', 'charge.refunded', 'charge.dispute.created'])
      expect(interpretEvent(eventWith(name, { payment_intent: null }))).toEqual(ignored);
    for (const changes of [{ mode: 'setup' }, { payment_status: 'no_payment_required' }])
      expect(interpretEvent(eventWith('checkout.session.completed', changes))).toEqual(ignored);
    expect(
      interpretEvent(eventWith('checkout.session.async_payment_failed', { payment_intent: null })),
    ).toEqual(ignored);
  });

  it('metadata that names no one properly is as good as none', () => {
    for (const metadata of [null, {}, { userId: 'a/b', courseId: 'c' }, { userId: 7, courseId: 'c' }]) {
      const meaning = interpretEvent(eventWith('payment_intent.succeeded', { metadata }));
      expect(meaning).toMatchObject({ kind: 'money', owner: undefined });
    }
  });
});
