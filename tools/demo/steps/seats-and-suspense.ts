import { signIn } from '../../stack/auth.ts';
import {
  attempt,
  COURSE,
  call,
  createAccount,
  expect,
  textIn,
  untilEnrollment,
  type World,
} from '../world.ts';

const RUSH = 50;
const OTHER_COURSE = 'illinois-adult-driver-education';

/** Fifty students for what is left of thirty seats and ten waiting places. */
export async function rushForSeats(world: World): Promise<string> {
  const { stack, db } = world;
  const students = await Promise.all(
    Array.from({ length: RUSH }, (_, index) =>
      createAccount({ stack, uid: `rush-${index + 1}`, role: 'student' }),
    ),
  );
  const seats = db.doc(`courses/${COURSE}/counters/seats`);
  const before = await seats.get();
  const free = Number(before.get('capacity')) - Number(before.get('taken'));
  const waiting = Number(before.get('waitlistCapacity'));
  const answers = await Promise.all(
    students.map(as =>
      attempt({ world, as, name: 'enroll', data: { courseId: COURSE, timeZone: 'America/New_York' } }),
    ),
  );
  const told = answers.map(answer => (answer.ok ? statusIn(answer.result) : reasonIn(answer.details)));
  const count = (word: string) => told.filter(each => each === word).length;
  const after = await seats.get();
  expect(count('PENDING_PAYMENT') === free, `exactly the ${free} free seats are given`);
  expect(count('WAITLISTED') === waiting, `exactly ${waiting} wait`);
  expect(count('SOLD_OUT') === RUSH - free - waiting, 'the others are told SOLD_OUT');
  expect(after.get('taken') === after.get('capacity'), 'the course is full, not more');
  return `${RUSH} students for ${free} seats: ${free} seated, ${waiting} waiting, ${count('SOLD_OUT')} told SOLD_OUT`;
}

/** One who is seated leaves; a trigger gives the seat to who has waited longest. */
export async function seatGivenBack(world: World): Promise<string> {
  const { stack, db } = world;
  const enrollments = db.collectionGroup('courses').where('courseId', '==', COURSE);
  const seated = await enrollments.where('enrollmentStatus', '==', 'PENDING_PAYMENT').limit(1).get();
  const waiting = await enrollments
    .where('enrollmentStatus', '==', 'WAITLISTED')
    .orderBy('waitlistNumber')
    .limit(1)
    .get();
  const [leaver, first] = [seated, waiting].map(found => String(found.docs[0]?.get('userId')));
  const account = { uid: `${leaver}`, email: `${leaver}@example.test`, password: `${leaver}-password` };
  const as = await signIn({ target: stack, account });
  await call({ world, as, name: 'cancelEnrollment', data: { courseId: COURSE, reason: 'Moving away.' } });
  await untilEnrollment({
    world,
    uid: `${first}`,
    is: ({ enrollmentStatus }) => enrollmentStatus === 'PENDING_PAYMENT',
    what: 'the first in line has the seat',
  });
  return `${leaver} cancels; ${first}, first in line, has the seat`;
}

/** Two payment pages open, both paid: under these terms the second payment goes back by itself. */
export async function paidTwice(world: World): Promise<string> {
  const { stack } = world;
  const as = await createAccount({ stack, uid: 'hasty-payer', role: 'student' });
  const enrolling = { courseId: OTHER_COURSE, timeZone: 'America/Chicago' };
  const { amountDue: amount } = await call({ world, as, name: 'enroll', data: enrolling });
  const pay = () => call({ world, as, name: 'createPayment', data: { courseId: OTHER_COURSE, amount } });
  for (const payment of await Promise.all([pay(), pay()])) {
    const paymentIntentId = textIn(payment, 'paymentIntentId');
    await stack.stripe.control.confirmPayment({ paymentIntentId, paymentMethod: 'pm_card_visa' });
  }
  await untilEnrollment({
    world,
    uid: as.uid,
    courseId: OTHER_COURSE,
    is: ({ amountPaid, amountRefunded }) => amountPaid === Number(amount) * 2 && amountRefunded === amount,
    what: 'the second payment went back',
  });
  return 'two payments of 49.50 for one tuition: the second one goes back by itself';
}

/** Somebody pays without the school's page, so nothing says whose money it is. */
export async function moneyOfNobody(world: World): Promise<string> {
  const { control } = world.stack.stripe;
  const late = await createAccount({ stack: world.stack, uid: 'late-payer', role: 'student' });
  const { payments } = await control.createSucceededPayments({ payments: [{ amount: 4_950, metadata: {} }] });
  await control.deliverEvents({ eventIds: payments.map(({ eventId }) => eventId) });
  const paymentId = payments[0]?.paymentIntentId ?? '';
  const held = await world.db.doc(`suspense/${paymentId}`).get();
  expect(held.get('state') === 'OPEN', 'the payment is on the suspense list');

  await call({
    world,
    as: late,
    name: 'enroll',
    data: { courseId: OTHER_COURSE, timeZone: 'America/Chicago' },
  });
  const data = { paymentId, userId: late.uid, courseId: OTHER_COURSE };
  const claimed = await call({ world, as: world.admin, name: 'claimSuspense', data });
  expect(claimed['amountDue'] === 0, 'the claimed money pays the tuition');
  const { accessStatus } = await untilEnrollment({
    world,
    uid: late.uid,
    courseId: OTHER_COURSE,
    is: enrollment => enrollment.accessStatus === 'ACTIVE',
    what: 'the claimed enrollment opens',
  });
  return `49.50 without a name wait in suspense; staff assign them: access ${accessStatus}`;
}

const statusIn = (result: unknown): string => textIn({ ...Object(result) }, 'enrollmentStatus');
const reasonIn = (details: unknown): string => textIn({ ...Object(details) }, 'reason');
