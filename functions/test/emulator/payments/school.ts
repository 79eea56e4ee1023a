import { randomUUID } from 'node:crypto';
import { balanceEqualsLedger, paymentStatusFrom } from '../../../src/enrollments/balance.ts';
import { accessStatusFrom } from '../../../src/enrollments/enrollment.ts';
import type { Balances, Enrollment, LedgerEntry } from '../../../src/enrollments/schema.ts';
import { type EnrollmentKey, enrollmentDoc } from '../../../src/enrollments/store.ts';
import { readAccount } from '../../../src/payments/account-queries.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { openCourse } from '../enrollments/school.ts';
import { call, here } from './world.ts';

export const PRICE = 59_900;
export const MINIMUM = 10_000;

type CourseOptions = Partial<Parameters<typeof openCourse>[0]>;

export const newStudent = (): Id => Id.parse(`student-${randomUUID()}`);

/** A student enrolled in a course of their own, so that tests of one file never share a balance. */
export async function enrolled(options: CourseOptions & { userId?: Id } = {}): Promise<EnrollmentKey> {
  const { userId = newStudent(), ...course } = options;
  const courseId = await openCourse({ capacity: 30, price: PRICE, ...course });
  await enrollInto({ userId, courseId });
  return { userId, courseId };
}

export async function enrollInto({ userId, courseId }: EnrollmentKey): Promise<void> {
  await call('enroll', { as: userId, data: { courseId, timeZone: 'America/New_York' } });
}

/** A member of staff; `revoke` takes the role away again. */
export async function newAdmin(): Promise<{ readonly uid: string; readonly revoke: () => Promise<void> }> {
  const uid = `admin-${randomUUID()}`;
  const role = firestore().doc(`roles/${uid}`);
  await role.set({ role: 'admin' });
  return {
    uid,
    revoke: async () => {
      await role.set({ role: 'student' });
    },
  };
}

export interface AccountState {
  readonly enrollment: Enrollment;
  readonly entries: readonly LedgerEntry[];
}

/** The enrollment and its ledger, after the promise of every account was checked: the one is the other's sum. */
export async function accountOf(key: EnrollmentKey): Promise<AccountState> {
  const account = await readAccount(enrollmentDoc(key).path);
  if (account === undefined) throw new Error('Nobody is enrolled there.');
  const { enrollment, entries } = account;
  expect(balanceEqualsLedger(enrollment, entries)).toBe(true);
  expect(enrollment.paymentStatus).toBe(paymentStatusFrom(enrollment));
  expect(enrollment.accessStatus).toBe(accessStatusFrom(enrollment));
  return { enrollment, entries };
}

export const kindsOf = ({ entries }: AccountState): readonly string[] =>
  entries.map(entry => entry.kind).sort();

type StripeSums = Pick<Balances, 'amountPaid' | 'amountRefunded' | 'amountDisputed'>;

/** What the student's money comes to at Stripe itself, whoever's metadata says so. */
export async function sumsAtStripe({ userId, courseId }: EnrollmentKey): Promise<StripeSums> {
  const { paymentIntents, refunds, disputes } = await here().stripe.state();
  const own = paymentIntents.filter(
    ({ metadata }) => metadata['userId'] === userId && metadata['courseId'] === courseId,
  );
  const ids = new Set(own.map(({ id }) => id));
  const isOwn = (object: { payment_intent: string }) => ids.has(object.payment_intent);
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const amountsOf = (wanted: readonly string[]) =>
    disputes.filter(each => isOwn(each) && wanted.includes(each.status)).map(({ amount }) => amount);
  const standing = refunds.filter(
    each => isOwn(each) && each.status !== 'failed' && each.status !== 'canceled',
  );
  return {
    amountPaid: sum(own.map(({ amount_received }) => amount_received)),
    amountRefunded: sum([...standing.map(({ amount }) => amount), ...amountsOf(['lost'])]),
    amountDisputed: sum(amountsOf(['needs_response', 'under_review'])),
  };
}

/** All events delivered, and the balance is Stripe's own. */
export async function settledAccountOf(key: EnrollmentKey): Promise<AccountState> {
  await here().stripe.flush();
  const account = await accountOf(key);
  const { amountPaid, amountRefunded, amountDisputed } = account.enrollment;
  expect({ amountPaid, amountRefunded, amountDisputed }).toEqual(await sumsAtStripe(key));
  return account;
}
