import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { Session } from '../../../../functions/src/compliance/schema.ts';
import { Enrollment, LedgerEntry } from '../../../../functions/src/enrollments/schema.ts';
import { plainOf } from '../../../../functions/src/platform/plain.ts';
import { QuizAttempt } from '../../../../functions/src/quizzes/schema.ts';
import type { PaymentIntent } from '../../../../tools/stripe-double/index.ts';
import { firestore, stripe } from './stack.ts';

// What is stored and what Stripe holds: pages may say what they like.

type Place = { uid: string; courseId: string };

const pathOf = ({ uid, courseId }: Place) => `users/${uid}/courses/${courseId}`;

/** All documents of a collection, as the server reads them. */
export async function list<T>(input: { path: string; schema: z.ZodType<T> }): Promise<T[]> {
  const { docs } = await firestore.collection(input.path).get();
  return docs.map(doc => input.schema.parse(plainOf(doc.data())));
}

export async function enrollmentOf(place: Place): Promise<Enrollment | undefined> {
  const snapshot = await firestore.doc(pathOf(place)).get();
  return snapshot.exists ? Enrollment.parse(plainOf(snapshot.data())) : undefined;
}

export const ledgerOf = (place: Place): Promise<LedgerEntry[]> =>
  list({ path: `${pathOf(place)}/ledger`, schema: LedgerEntry });

export const sessionsOf = (place: Place): Promise<Session[]> =>
  list({ path: `${pathOf(place)}/sessions`, schema: Session });

export const attemptsOf = ({ quizId, ...place }: Place & { quizId: string }): Promise<QuizAttempt[]> =>
  list({ path: `${pathOf(place)}/quizzes/${quizId}/attempts`, schema: QuizAttempt });

/** Every payment that Stripe knows of this student, paid or not. */
export async function stripePaymentsOf({ uid }: { uid: string }): Promise<readonly PaymentIntent[]> {
  const { paymentIntents } = await stripe.state();
  return paymentIntents.filter(({ metadata }) => metadata['userId'] === uid);
}

/** How often a card of this student was charged. */
export async function chargesOf(student: { uid: string }): Promise<number> {
  const payments = new Set((await stripePaymentsOf(student)).map(({ id }) => id));
  const { charges } = await stripe.state();
  return charges.filter(({ payment_intent, paid }) => paid && payments.has(payment_intent ?? '')).length;
}

const patienceMs = 20_000;
const pauseMs = 200;

/** Repeats what expects something until it holds, for a bounded time; then fails with the last reason. */
export async function eventually(expectation: () => Promise<void>): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await sleep(pauseMs);
    }
  }
}
