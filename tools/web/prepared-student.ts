import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type AuthTarget, createAccount, type SignedIn } from '../stack/auth.ts';
import { callFunction } from '../stack/call.ts';
import type { StripeDoubleControl } from '../stripe-double/index.ts';

/** Where accounts are made, functions are called and payments are confirmed. */
export type School = {
  target: AuthTarget & { baseUrl: string };
  stripe: Pick<StripeDoubleControl, 'confirmPayment' | 'flush'>;
};

/** How far a student has come: has a seat; has paid enough to open the course; may study. */
export type Stage = 'account' | 'enrolled' | 'paid' | 'ready';
const stages: readonly Stage[] = ['account', 'enrolled', 'paid', 'ready'];

/** What a prepared student answers to personal questions. */
export const personalAnswers: Readonly<Record<string, string>> = {
  'first-school': 'Elm Street School',
  'first-pet': 'Barnaby',
  'childhood-street': 'Oak Lane',
};

const Payment = z.object({ paymentIntentId: z.string() });

async function call(input: {
  school: School;
  student: SignedIn;
  name: string;
  data: object;
}): Promise<unknown> {
  const { school, student, name, data } = input;
  const answer = await callFunction({
    baseUrl: school.target.baseUrl,
    name,
    data: { ...data, requestId: randomUUID() },
    idToken: student.idToken,
  });
  if (answer.ok) return answer.result;
  throw new Error(`${name} was refused: ${answer.message} ${JSON.stringify(answer.details)}`);
}

/** By card, and waits until the webhook has told of it: the course is open then. */
async function pay(input: { school: School; student: SignedIn; courseId: string; amount: number }) {
  const { school, student, courseId, amount } = input;
  const payment = await call({ school, student, name: 'createPayment', data: { courseId, amount } });
  const { paymentIntentId } = Payment.parse(payment);
  await school.stripe.confirmPayment({ paymentIntentId, paymentMethod: 'pm_card_visa' });
  await school.stripe.flush({ timeoutMs: 10_000 });
}

/** A new account whose owner has come so far in a course, by the calls a page would make. */
export async function prepareStudent(input: {
  school: School;
  courseId: string;
  upTo: Stage;
  /** What is paid of the price, in minor units. */
  amount?: number;
}): Promise<SignedIn> {
  const { school, courseId, upTo, amount = 2_000 } = input;
  const uid = `student-${randomUUID()}`;
  const account = { uid, email: `${uid}@example.test`, password: 'student-password' };
  const student = await createAccount({ target: school.target, account });
  const reaches = (stage: Stage) => stages.indexOf(stage) <= stages.indexOf(upTo);
  if (reaches('enrolled'))
    await call({ school, student, name: 'enroll', data: { courseId, timeZone: 'America/New_York' } });
  if (reaches('paid')) await pay({ school, student, courseId, amount });
  if (reaches('ready')) {
    const data = { courseId, answers: personalAnswers };
    await call({ school, student, name: 'registerVerificationAnswers', data });
  }
  return student;
}
