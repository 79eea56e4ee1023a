import { paymentIntentSucceededEvent, webhookBody } from '../../stripe-double/index.ts';
import { acknowledgementOf, readDelivered } from './delivered-event.ts';

const delivered = (metadata: Record<string, string>) =>
  readDelivered(
    webhookBody(
      paymentIntentSucceededEvent({
        amount: 50,
        currency: 'usd',
        metadata,
        paymentIntentId: 'pi_1',
        eventId: 'evt_1',
      }),
    ),
  );

test('a 200 to money that came in for an enrollment promises that it is booked', () => {
  expect(acknowledgementOf(delivered({ userId: 'u', courseId: 'c' }))).toEqual({
    kind: 'paid',
    userId: 'u',
    courseId: 'c',
    paymentIntentId: 'pi_1',
    eventId: 'evt_1',
    amount: 50,
  });
});

test('money of nobody and other events promise nothing', () => {
  expect(acknowledgementOf(delivered({}))).toBeUndefined();
  const created = { ...delivered({ userId: 'u', courseId: 'c' }), type: 'payment_intent.created' };
  expect(acknowledgementOf(created)).toBeUndefined();
});
