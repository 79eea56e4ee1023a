import './environment.ts';
import { randomUUID } from 'node:crypto';
import { readDocument } from '../../../src/commit/index.ts';
import type { EnrollmentKey } from '../../../src/enrollments/store.ts';
import { suspenseDoc } from '../../../src/payments/store.ts';
import { Id } from '../../../src/platform/ids.ts';
import { deliverTheRest, holdEvents } from './delivery.ts';
import { refundByStaff, refundInDashboard } from './paying.ts';
import { accountOf, enrolled, enrollInto, kindsOf, newAdmin, newStudent } from './school.ts';
import { tellOnceMore } from './signed-post.ts';
import { call, useWorld } from './world.ts';

const world = useWorld();

type Metadata = Readonly<Record<string, string>>;

/** A payment made at Stripe that did not come through us; its event is delivered at once. */
async function paidElsewhere(metadata: Metadata, options: { currency?: string } = {}) {
  const payment = { amount: 20_000, metadata: { ...metadata }, ...options };
  const { payments } = await world().stripe.createSucceededPayments({ payments: [payment] });
  const [made] = payments;
  if (made === undefined) throw new Error('One payment was made.');
  const { results } = await world().stripe.deliverEvents({ eventIds: [made.eventId] });
  expect(results).toMatchObject([{ status: 200 }]);
  return { paymentId: Id.parse(made.paymentIntentId), eventId: made.eventId };
}

async function claim({
  paymentId,
  key,
  ...options
}: {
  paymentId: string;
  key: EnrollmentKey;
  requestId?: string;
}) {
  const { uid: as } = await newAdmin();
  return call('claimSuspense', { as, data: { paymentId, ...key, ...options } });
}

const heldOf = (paymentId: Id) => readDocument(suspenseDoc(paymentId));

/** A course that the student of this payment is not enrolled in yet. */
async function courseToCome(): Promise<EnrollmentKey> {
  const { courseId } = await enrolled();
  return { userId: newStudent(), courseId };
}

describe('money that matches no enrollment is kept, told once and claimable', () => {
  it('of nobody', async () => {
    const { paymentId, eventId } = await paidElsewhere({});
    await world().stripe.resendEvents({ eventIds: [eventId] });
    await world().stripe.flush();
    expect(await heldOf(paymentId)).toMatchObject({
      state: 'OPEN',
      reason: 'NO_OWNER',
      amountPaid: 20_000,
      entryCount: 1,
    });
    const key = await enrolled();
    expect(await claim({ paymentId, key })).toMatchObject({ amountPaid: 20_000, replayed: false });
    expect(await heldOf(paymentId)).toMatchObject({ state: 'CLAIMED', claimedFor: key });
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: 20_000, accessStatus: 'ACTIVE' });
  });

  it('of a student who is not enrolled', async () => {
    const key = await courseToCome();
    const { paymentId } = await paidElsewhere({ ...key });
    expect(await heldOf(paymentId)).toMatchObject({ reason: 'NO_ENROLLMENT', namedOwner: key });
    await enrollInto(key);
    await claim({ paymentId, key });
    const account = await accountOf(key);
    expect(account.enrollment.amountPaid).toBe(20_000);
    expect(kindsOf(account)).toEqual(['heldInSuspense', 'payment', 'tuition']);
  });

  it('in another currency than the course: kept, not booked, and not claimable for it', async () => {
    const key = await enrolled();
    const { paymentId } = await paidElsewhere({ ...key }, { currency: 'eur' });
    expect(await heldOf(paymentId)).toMatchObject({ reason: 'CURRENCY_MISMATCH', currency: 'eur' });
    expect((await accountOf(key)).enrollment.amountPaid).toBe(0);
    await expect(claim({ paymentId, key })).rejects.toMatchObject({ reason: 'CURRENCY_MISMATCH' });
  });

  it('what happens to it while it waits happens to it there, and moves along', async () => {
    const { paymentId } = await paidElsewhere({});
    await refundInDashboard(paymentId, 3_000);
    await refundInDashboard(paymentId, 2_000);
    await world().stripe.createDispute({ paymentIntentId: paymentId, amount: 1_000 });
    await world().stripe.flush();
    const sums = { amountPaid: 20_000, amountRefunded: 5_000, amountDisputed: 1_000 };
    expect(await heldOf(paymentId)).toMatchObject({ state: 'OPEN', ...sums });
    const key = await enrolled();
    expect(await claim({ paymentId, key })).toMatchObject(sums);
    expect((await accountOf(key)).enrollment.accessStatus).toBe('SUSPENDED');
  });

  it('a refund that comes before the payment it refunds brings it along', async () => {
    await holdEvents();
    const payment = { amount: 20_000, metadata: {} };
    const { payments } = await world().stripe.createSucceededPayments({ payments: [payment] });
    const paymentId = Id.parse(payments[0]?.paymentIntentId);
    await refundInDashboard(paymentId, 4_000);
    await deliverTheRest();
    expect(await heldOf(paymentId)).toMatchObject({ amountPaid: 20_000, amountRefunded: 4_000 });
  });
});

describe('the student enrolls while the money waits', () => {
  it('an event that comes late books nothing beside it', async () => {
    const key = await courseToCome();
    const { paymentId, eventId } = await paidElsewhere({ ...key });
    await enrollInto(key);
    await world().stripe.deliverEvents({ eventIds: [eventId] });
    await tellOnceMore(paymentId);
    expect((await accountOf(key)).enrollment.amountPaid).toBe(0);
    await claim({ paymentId, key });
    expect((await accountOf(key)).enrollment.amountPaid).toBe(20_000);
  });

  it('a refund goes to the money, not to the enrollment: also where other money was paid there', async () => {
    const key = await courseToCome();
    const { paymentId } = await paidElsewhere({ ...key });
    await enrollInto(key);
    const { paymentId: other } = await paidElsewhere({ ...key });
    await refundInDashboard(paymentId, 6_000);
    await world().stripe.flush();
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: 20_000, amountRefunded: 0 });
    expect(await heldOf(paymentId)).toMatchObject({ amountRefunded: 6_000 });
    const { uid: as } = await newAdmin();
    await expect(refundByStaff(key, { as, paymentId, amount: 1 })).rejects.toMatchObject({
      reason: 'HELD_IN_SUSPENSE',
    });
    await claim({ paymentId, key });
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: 40_000, amountRefunded: 6_000 });
    // From now on it is a payment like any other.
    await refundByStaff(key, { as, paymentId, amount: 1_000 });
    await refundInDashboard(paymentId, 500);
    await refundByStaff(key, { as, paymentId: other, amount: 100 });
    await world().stripe.flush();
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: 40_000, amountRefunded: 7_600 });
  });
});

describe('money that was claimed', () => {
  it('for another student belongs to that one, whatever its metadata says and whatever happens later', async () => {
    const named = await courseToCome();
    const { paymentId, eventId } = await paidElsewhere({ ...named });
    const claimer = await enrolled();
    await claim({ paymentId, key: claimer });
    await enrollInto(named);
    await world().stripe.deliverEvents({ eventIds: [eventId] });
    await tellOnceMore(paymentId);
    await refundInDashboard(paymentId, 1_500);
    await world().stripe.createDispute({ paymentIntentId: paymentId, amount: 2_500 });
    await world().stripe.flush();
    expect((await accountOf(named)).enrollment).toMatchObject({
      amountPaid: 0,
      amountRefunded: 0,
      amountDisputed: 0,
    });
    expect((await accountOf(claimer)).enrollment).toMatchObject({
      amountPaid: 20_000,
      amountRefunded: 1_500,
      amountDisputed: 2_500,
    });
  });

  it('is claimed once, and the same request is answered the same', async () => {
    const { paymentId } = await paidElsewhere({});
    const [one, other] = [await enrolled(), await enrolled()];
    const { uid: as } = await newAdmin();
    const request = { as, data: { paymentId, ...one, requestId: randomUUID() } };
    const answers = await Promise.all([call('claimSuspense', request), call('claimSuspense', request)]);
    expect(answers).toEqual(
      expect.arrayContaining([expect.objectContaining({ replayed: true, amountPaid: 20_000 })]),
    );
    expect((await accountOf(one)).enrollment.amountPaid).toBe(20_000);
    const second = claim({ paymentId, key: other });
    await expect(second).rejects.toMatchObject({ status: 'FAILED_PRECONDITION', reason: 'ALREADY_CLAIMED' });
    expect((await accountOf(other)).enrollment.amountPaid).toBe(0);
  });

  it('by two at the same moment goes to one of them', async () => {
    const { paymentId } = await paidElsewhere({});
    const keys = [await enrolled(), await enrolled()];
    const outcomes = await Promise.allSettled(keys.map(key => claim({ paymentId, key })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const paid = await Promise.all(keys.map(async key => (await accountOf(key)).enrollment.amountPaid));
    expect(paid.sort()).toEqual([0, 20_000]);
  });

  it('a request id that claimed for one course is refused for another', async () => {
    const key = await enrolled();
    const other = { ...key, courseId: (await enrolled()).courseId };
    await enrollInto(other);
    const { paymentId } = await paidElsewhere({});
    const { uid: as } = await newAdmin();
    const data = { paymentId, requestId: randomUUID() };
    await call('claimSuspense', { as, data: { ...data, ...key } });
    await expect(call('claimSuspense', { as, data: { ...data, ...other } })).rejects.toMatchObject({
      reason: 'REQUEST_ID_REUSED',
    });
  });

  it.each([
    ['what never waited', { paymentId: 'pi_of_nobody' }, 'SUSPENSE_NOT_FOUND'],
    ['for who is not enrolled', { userId: 'nobody' }, 'ENROLLMENT_NOT_FOUND'],
  ])('nothing is claimed %s', async (_, changes, reason) => {
    const { paymentId } = await paidElsewhere({});
    const { uid: as } = await newAdmin();
    const data = { paymentId, ...(await enrolled()), ...changes };
    await expect(call('claimSuspense', { as, data })).rejects.toMatchObject({ status: 'NOT_FOUND', reason });
    expect(await heldOf(paymentId)).toMatchObject({ state: 'OPEN' });
  });

  it('a student claims nothing', async () => {
    const { paymentId } = await paidElsewhere({});
    const key = await enrolled();
    const data = { paymentId, ...key };
    await expect(call('claimSuspense', { as: key.userId, data })).rejects.toMatchObject({
      reason: 'ROLE_REQUIRED',
    });
  });
});
