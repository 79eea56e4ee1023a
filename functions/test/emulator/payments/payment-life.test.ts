import './environment.ts';
import { randomUUID } from 'node:crypto';
import { readDocument } from '../../../src/commit/index.ts';
import { paymentDoc } from '../../../src/payments/store.ts';
import { Id } from '../../../src/platform/ids.ts';
import { cancelPayment, confirm, openPart, openRest } from './paying.ts';
import { accountOf, enrolled, enrollInto, kindsOf, MINIMUM, PRICE, settledAccountOf } from './school.ts';
import { runTriggers } from './triggers.ts';
import { useWorld } from './world.ts';

const world = useWorld();

const stateOf = async (paymentIntentId: string) =>
  (await readDocument(paymentDoc(Id.parse(paymentIntentId))))?.state;

describe('the life of a payment', () => {
  it('a deposit opens the course, the rest completes the tuition', async () => {
    const key = await enrolled();
    const deposit = await openPart(key, { amount: MINIMUM });
    expect(deposit).toMatchObject({ amount: MINIMUM, currency: 'usd', replayed: false });
    expect(deposit.clientSecret).toContain(deposit.paymentIntentId);
    await confirm(deposit.paymentIntentId);
    expect((await settledAccountOf(key)).enrollment).toMatchObject({
      amountPaid: MINIMUM,
      amountDue: PRICE - MINIMUM,
      paymentStatus: 'PARTIAL',
      accessStatus: 'ACTIVE',
      enrollmentStatus: 'ACTIVE',
    });
    const rest = await openRest(key);
    expect(rest.amount).toBe(PRICE - MINIMUM);
    await confirm(rest.paymentIntentId);
    const account = await settledAccountOf(key);
    expect(account.enrollment).toMatchObject({ amountDue: 0, paymentStatus: 'COMPLETED', openPayment: null });
    expect(kindsOf(account)).toEqual(['payment', 'payment', 'tuition']);
  });

  it('it tells Stripe whose it is, and belongs to one customer', async () => {
    const key = await enrolled();
    const made = [await openPart(key, { amount: 100 }), await openPart(key, { amount: 200 })];
    const { paymentIntents, customers } = await world().stripe.state();
    const own = customers.filter(({ metadata }) => metadata['userId'] === key.userId);
    expect(own).toHaveLength(1);
    for (const { paymentIntentId } of made) {
      expect(paymentIntents.find(({ id }) => id === paymentIntentId)).toMatchObject({
        metadata: key,
        customer: own[0]?.id,
      });
    }
  });

  it('a declined card leaves the balance alone, and the same payment may succeed after it', async () => {
    const key = await enrolled();
    const { paymentIntentId } = await openPart(key, { amount: MINIMUM });
    expect(await confirm(paymentIntentId, 'pm_card_chargeDeclined')).toBe('requires_payment_method');
    expect((await settledAccountOf(key)).enrollment).toMatchObject({ amountPaid: 0, accessStatus: 'LOCKED' });
    expect(await stateOf(paymentIntentId)).toBe('FAILED');
    await confirm(paymentIntentId);
    expect((await settledAccountOf(key)).enrollment.amountPaid).toBe(MINIMUM);
    await runTriggers();
    expect(await stateOf(paymentIntentId)).toBe('SUCCEEDED');
  });

  it.each(['succeeded', 'failed'] as const)(
    'a bank debit counts when the bank has decided: %s',
    async outcome => {
      const key = await enrolled();
      const { paymentIntentId } = await openPart(key, { amount: MINIMUM });
      expect(await confirm(paymentIntentId, 'pm_usBankAccount')).toBe('processing');
      expect((await settledAccountOf(key)).enrollment).toMatchObject({
        amountPaid: 0,
        accessStatus: 'LOCKED',
      });
      expect(await stateOf(paymentIntentId)).toBe('PROCESSING');
      await world().stripe.settlePayment({ paymentIntentId, outcome });
      const { enrollment } = await settledAccountOf(key);
      expect(enrollment.amountPaid).toBe(outcome === 'succeeded' ? MINIMUM : 0);
    },
  );

  it('a payment that is canceled is not handed out again', async () => {
    const key = await enrolled();
    const { paymentIntentId } = await openRest(key);
    expect((await accountOf(key)).enrollment.openPayment).toMatchObject({ paymentIntentId });
    await cancelPayment(paymentIntentId);
    expect((await settledAccountOf(key)).enrollment.openPayment).toBeNull();
  });
});

describe('a wish is held against the balance', () => {
  it('one cent more than what is due is refused, and Stripe never hears of it', async () => {
    const key = await enrolled();
    const before = (await world().stripe.state()).paymentIntents.length;
    await expect(openPart(key, { amount: PRICE + 1 })).rejects.toMatchObject({
      status: 'INVALID_ARGUMENT',
      reason: 'AMOUNT_EXCEEDS_DUE',
      paths: ['amount'],
    });
    expect((await world().stripe.state()).paymentIntents).toHaveLength(before);
  });

  it('less than a card can pay is refused by the field’s name', async () => {
    await expect(openPart(await enrolled(), { amount: 10 })).rejects.toMatchObject({
      reason: 'AMOUNT_TOO_SMALL',
      paths: ['amount'],
    });
  });

  it('where all is paid there is nothing to pay', async () => {
    const key = await enrolled({ price: 0 });
    await expect(openRest(key)).rejects.toMatchObject({
      status: 'FAILED_PRECONDITION',
      reason: 'NOTHING_DUE',
    });
  });

  it('who is not enrolled has nothing to pay', async () => {
    const { courseId } = await enrolled();
    const stranger = { userId: Id.parse(`stranger-${randomUUID()}`), courseId };
    await expect(openRest(stranger)).rejects.toMatchObject({
      status: 'NOT_FOUND',
      reason: 'ENROLLMENT_NOT_FOUND',
    });
  });
});

describe('a request id', () => {
  it('gives the same payment again, also at the same moment', async () => {
    const key = await enrolled();
    const wish = { amount: 2_500, requestId: randomUUID() };
    const answers = await Promise.all([openPart(key, wish), openPart(key, wish), openPart(key, wish)]);
    answers.push(await openPart(key, wish));
    expect(new Set(answers.map(answer => answer.paymentIntentId)).size).toBe(1);
    expect(new Set(answers.map(answer => answer.clientSecret)).size).toBe(1);
    expect(answers.filter(answer => !answer.replayed)).toHaveLength(1);
  });

  it('used for something else is refused: another amount, another kind, another course', async () => {
    const key = await enrolled();
    const other = await enrolled();
    await enrollInto({ userId: key.userId, courseId: other.courseId });
    const requestId = randomUUID();
    await openPart(key, { amount: 2_500, requestId });
    const reused = { status: 'ALREADY_EXISTS', reason: 'REQUEST_ID_REUSED' };
    await expect(openPart(key, { amount: 2_501, requestId })).rejects.toMatchObject(reused);
    await expect(openRest(key, { requestId })).rejects.toMatchObject(reused);
    const elsewhere = { userId: key.userId, courseId: other.courseId };
    await expect(openPart(elsewhere, { amount: 2_500, requestId })).rejects.toMatchObject(reused);
  });

  it('works for ids of full length', async () => {
    const key = await enrolled({
      userId: Id.parse(`u${randomUUID()}`.padEnd(128, 'x')),
      courseId: Id.parse(`c${randomUUID()}`.padEnd(128, 'x')),
    });
    expect((await openPart(key, { amount: 2_500 })).amount).toBe(2_500);
  });
});
