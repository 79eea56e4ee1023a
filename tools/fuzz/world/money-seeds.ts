import {
  paymentDoc,
  stripeEventDoc,
  suspenseDoc,
  suspenseEntryDoc,
} from '../../../functions/src/payments/store.ts';
import { courses, PRICE } from './catalog.ts';
import { type Seed, seed } from './seed.ts';
import type { Student } from './student.ts';

const HOUR_MS = 3_600_000;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

/** A payment that Stripe knows of, one in suspense, and an event that waits to be replayed. */
export function moneySeeds(student: Student): Seed[] {
  const { uid, paymentId, suspenseId, eventId } = student;
  const effect = { total: 0, paid: PRICE, refunded: 0, disputed: 0 };
  const money = { amount: PRICE, currency: 'usd', recordedAt: inHours(-2) };
  const payload = JSON.stringify({
    id: eventId,
    object: 'event',
    type: 'customer.created',
    created: Math.floor(Date.now() / 1_000),
    data: { object: { id: 'cus_1', object: 'customer' } },
  });
  return [
    seed(paymentDoc(paymentId), {
      userId: uid,
      courseId: courses.toStudy,
      paymentIntentId: paymentId,
      requestedAmount: PRICE,
      state: 'SUCCEEDED',
      stateAt: inHours(-600),
    }),
    seed(suspenseDoc(suspenseId), {
      paymentId: suspenseId,
      state: 'OPEN',
      reason: 'NO_ENROLLMENT',
      currency: 'usd',
      amountPaid: PRICE,
      amountRefunded: 0,
      amountDisputed: 0,
      entryCount: 1,
      namedOwner: { userId: uid, courseId: courses.toPay },
      receivedAt: inHours(-2),
      claimedAt: null,
      claimedFor: null,
    }),
    seed(suspenseEntryDoc({ paymentId: suspenseId, entryId: suspenseId }), {
      ...money,
      entryId: suspenseId,
      kind: 'payment',
      effect,
      paymentIntentId: suspenseId,
    }),
    seed(stripeEventDoc(eventId), {
      eventId,
      type: 'customer.created',
      state: 'parked',
      createdAt: inHours(-2),
      receivedAt: inHours(-2),
      payload,
      accountPath: `users/${uid}`,
      attempts: 3,
      problem: 'UNAVAILABLE',
      expireAt: inHours(2_000),
    }),
  ];
}
