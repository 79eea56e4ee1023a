import './environment.ts';
import { deliverFirst, deliverTheRest, holdEvents } from './delivery.ts';
import { pay, refundInDashboard } from './paying.ts';
import { accountOf, enrolled, kindsOf, PRICE, settledAccountOf } from './school.ts';
import { inbox, runTriggers } from './triggers.ts';
import { useWorld } from './world.ts';

const world = useWorld();

async function paidStudent() {
  const key = await enrolled();
  const paymentIntentId = await pay(key, PRICE);
  await settledAccountOf(key);
  return { key, paymentIntentId };
}

describe('a dispute', () => {
  it('suspends the course while it is open, and gives everything back when it is won', async () => {
    const { key, paymentIntentId } = await paidStudent();
    const before = (await accountOf(key)).enrollment;
    const { id: disputeId } = await world().stripe.createDispute({ paymentIntentId });
    expect((await settledAccountOf(key)).enrollment).toMatchObject({
      amountDisputed: PRICE,
      amountPaid: PRICE,
      amountDue: 0,
      paymentStatus: 'DISPUTED',
      accessStatus: 'SUSPENDED',
    });
    await world().stripe.closeDispute({ disputeId, outcome: 'won' });
    const account = await settledAccountOf(key);
    expect(account.enrollment).toEqual(before);
    expect(kindsOf(account)).toEqual([
      'disputeFundsReinstated',
      'disputeFundsWithdrawn',
      'disputeOpened',
      'disputeWon',
      'payment',
      'tuition',
    ]);
  });

  it('that is lost has taken the money back', async () => {
    const { key, paymentIntentId } = await paidStudent();
    const { id: disputeId } = await world().stripe.createDispute({ paymentIntentId });
    await world().stripe.closeDispute({ disputeId, outcome: 'lost' });
    expect((await settledAccountOf(key)).enrollment).toMatchObject({
      amountDisputed: 0,
      amountRefunded: PRICE,
      amountDue: PRICE,
      paymentStatus: 'REFUNDED',
      accessStatus: 'LOCKED',
    });
  });

  it('about a part leaves the rest alone, and the last word counts although it came first', async () => {
    const { key, paymentIntentId } = await paidStudent();
    await holdEvents();
    const { id: disputeId } = await world().stripe.createDispute({ paymentIntentId, amount: 20_000 });
    await world().stripe.closeDispute({ disputeId, outcome: 'lost' });
    expect(await deliverFirst('charge.dispute.closed', 'charge.dispute.created')).toEqual([200, 200]);
    expect((await accountOf(key)).enrollment).toMatchObject({ amountDisputed: 0, amountRefunded: 20_000 });
    await deliverTheRest();
    expect((await settledAccountOf(key)).enrollment.paymentStatus).toBe('PARTIAL');
  });

  it('that is only an inquiry moves no money and locks nobody out', async () => {
    const { key, paymentIntentId } = await paidStudent();
    const before = await accountOf(key);
    const { id } = await world().stripe.createDispute({ paymentIntentId, kind: 'inquiry' });
    await world().stripe.closeDispute({ disputeId: id, outcome: 'warning_closed' });
    expect(await settledAccountOf(key)).toEqual(before);
  });

  it('before its payment was told brings the payment along', async () => {
    const key = await enrolled();
    await holdEvents();
    const paymentIntentId = await pay(key, 30_000);
    await world().stripe.createDispute({ paymentIntentId });
    expect(await deliverFirst('charge.dispute.created')).toEqual([200]);
    expect((await accountOf(key)).enrollment).toMatchObject({ amountPaid: 30_000, amountDisputed: 30_000 });
    await deliverTheRest();
    await settledAccountOf(key);
  });

  it('that takes more than a refund left waits until it is told that the refund failed', async () => {
    const { key, paymentIntentId } = await paidStudent();
    await holdEvents();
    const refundId = await refundInDashboard(paymentIntentId);
    await deliverFirst('refund.created');
    await world().stripe.settleRefund({ refundId, outcome: 'failed' });
    const { id: disputeId } = await world().stripe.createDispute({ paymentIntentId });
    await world().stripe.closeDispute({ disputeId, outcome: 'lost' });
    expect(await deliverFirst('charge.dispute.closed')).toEqual([200]);
    const waiting = (await inbox()).find(
      ({ type, payload }) => type === 'charge.dispute.closed' && payload.includes(disputeId),
    );
    expect(waiting).toMatchObject({ state: 'received', problem: 'BALANCE_UNSOUND' });
    expect((await runTriggers()).failures).toContain('BALANCE_UNSOUND');
    await deliverTheRest();
    expect((await runTriggers()).failures).toEqual([]);
    expect((await settledAccountOf(key)).enrollment).toMatchObject({
      amountRefunded: PRICE,
      amountDisputed: 0,
    });
  });
});
