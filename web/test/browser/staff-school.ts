import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { signIn as signInByPassword } from '../../../tools/stack/auth.ts';
import { callAs, firestore, newStudent, type Person, sampleAccount, stack, stripe } from './support/index.ts';

export const COURSE = 'seatbelt-taster';

export interface Enrolled extends Person {
  readonly name: string;
}

/** Somebody with a name, a seat, and a deposit that has been booked. */
export async function enrolledStudent({
  name,
  deposit,
}: {
  name: string;
  deposit: number;
}): Promise<Enrolled> {
  const person = await newStudent();
  await firestore.doc(`users/${person.uid}`).set({ displayName: name });
  await call(person, 'enroll', { courseId: COURSE, timeZone: 'America/New_York' });
  const payment = await call(person, 'createPayment', { courseId: COURSE, amount: deposit });
  const paymentIntentId = String(payment['paymentIntentId']);
  await stripe.confirmPayment({ paymentIntentId, paymentMethod: 'pm_card_visa' });
  await until(async () => (await enrollmentOf(person)).get('amountPaid') === deposit);
  return { ...person, name };
}

export const enrollmentOf = ({ uid }: { uid: string }) =>
  firestore.doc(`users/${uid}/courses/${COURSE}`).get();

/** As after too many wrong answers: closed until staff release it. */
export async function lock({ uid }: { uid: string }): Promise<void> {
  await firestore.doc(`users/${uid}/courses/${COURSE}`).update({
    accessStatus: 'SUSPENDED',
    'identity.lock': { cause: 'failedChecks', lockedAt: new Date(), until: null },
  });
}

/** Money that names nobody. */
export async function paymentOfNobody(amount: number): Promise<string> {
  const { payments } = await stripe.createSucceededPayments({ payments: [{ amount, metadata: {} }] });
  await stripe.deliverEvents({ eventIds: payments.map(({ eventId }) => eventId) });
  return payments[0]?.paymentIntentId ?? '';
}

/** An event that was put aside although it could be applied now: another payment of this student. */
export async function parkedPayment(input: {
  student: Pick<Enrolled, 'uid'>;
  amount: number;
}): Promise<{ eventId: string; paymentIntentId: string }> {
  const { student, amount } = input;
  const paymentIntentId = newStripeId('pi');
  const metadata = { userId: student.uid, courseId: COURSE };
  const object = {
    id: paymentIntentId,
    status: 'succeeded',
    amount,
    amount_received: amount,
    currency: 'usd',
    metadata,
  };
  const eventId = await parkEvent({ type: 'payment_intent.succeeded', object });
  return { eventId, paymentIntentId };
}

/** An event that cannot be applied now either: money went back of a payment that nobody knows. */
export async function parkedRefund(input: { amount: number }): Promise<{ eventId: string }> {
  const { amount } = input;
  const about = { payment_intent: newStripeId('pi'), currency: 'usd', status: 'succeeded' };
  const object = { id: newStripeId('re'), amount, ...about };
  return { eventId: await parkEvent({ type: 'refund.created', object }) };
}

async function parkEvent({ type, object }: { type: string; object: object }): Promise<string> {
  const eventId = newStripeId('evt');
  const at = new Date();
  const created = Math.floor(at.getTime() / 1_000);
  await firestore.doc(`stripeEvents/${eventId}`).set({
    ...{ eventId, type, state: 'parked', problem: 'PAYMENT_NOT_FOUND', attempts: 12, accountPath: null },
    payload: JSON.stringify({ id: eventId, type, created, data: { object } }),
    createdAt: at,
    receivedAt: at,
    expireAt: new Date(at.getTime() + 90 * 86_400_000),
  });
  return eventId;
}

const newStripeId = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;

/** Signs in at the console, and waits until it says so. */
export async function enterConsole(
  page: Page,
  role: 'admin' | 'instructor' | 'auditor' | 'student',
): Promise<void> {
  const { email, password } = sampleAccount(role);
  await page.goto('/staff');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

export const tokenOf = (role: 'admin' | 'instructor') =>
  signInByPassword({ target: stack, account: sampleAccount(role) });

export async function call(
  person: Pick<Person, 'idToken'>,
  name: string,
  data: object,
): Promise<Record<string, unknown>> {
  const answer = await callAs(person, { name, data: { requestId: randomUUID(), ...data } });
  if (!answer.ok) throw new Error(`${name} was refused: ${answer.status} ${answer.message}`);
  return { ...Object(answer.result) };
}

const TRIES = 100;
const PAUSE_MS = 100;

/** Waits, at most ten seconds, for what happens on its own. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await isSo()) return;
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error('waited in vain');
}
