import './environment.ts';
import { readDocument } from '../../../src/commit/index.ts';
import {
  carryOutEntry,
  carryOutPending,
  onOutboxEntryCreated,
} from '../../../src/effects/carry-out-outbox-entry.ts';
import { refundOverpaymentEntry } from '../../../src/outbox/schema.ts';
import { outboxDoc } from '../../../src/outbox/store.ts';
import { refundOnce } from '../../../src/payments/refund-once.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { confirm, openPart } from './paying.ts';
import { allowRetries } from './retry-allowance.ts';
import { accountOf, enrolled, kindsOf, PRICE, settledAccountOf } from './school.ts';
import { runTriggers } from './triggers.ts';
import { useWorld } from './world.ts';

const world = useWorld();

/** Two payments of parts that were opened before either was paid: together 10,100 more than the tuition. */
async function overpaid(overpayment: 'credit' | 'refund') {
  const key = await enrolled({ terms: { overpayment } });
  const first = await openPart(key, { amount: PRICE });
  const second = await openPart(key, { amount: 10_100 });
  for (const { paymentIntentId } of [first, second]) {
    await confirm(paymentIntentId);
    await world().stripe.flush();
  }
  const id = Id.parse(`refund_${second.paymentIntentId}`);
  return { key, id, overpaidBy: second.paymentIntentId };
}

const refundsOf = async (paymentIntentId: string) =>
  (await world().stripe.state()).refunds.filter(refund => refund.payment_intent === paymentIntentId);
const stateOf = async (id: Id) => (await readDocument(outboxDoc(id)))?.state;

describe('more paid than the tuition', () => {
  it('stays as credit where the terms say so', async () => {
    const { key, id } = await overpaid('credit');
    expect((await settledAccountOf(key)).enrollment).toMatchObject({ creditBalance: 10_100, amountDue: 0 });
    expect(await stateOf(id)).toBeUndefined();
  });

  it('goes back by itself where the terms say so: decided with the payment, carried out once', async () => {
    const { key, id, overpaidBy } = await overpaid('refund');
    expect((await accountOf(key)).enrollment.creditBalance).toBe(10_100);
    expect(await stateOf(id)).toBe('PENDING');
    await Promise.all([carryOutEntry({ id }), carryOutEntry({ id })]);
    await carryOutEntry({ id });
    expect(await refundsOf(overpaidBy)).toMatchObject([{ amount: 10_100 }]);
    expect(await stateOf(id)).toBe('DONE');
    const account = await settledAccountOf(key);
    expect(account.enrollment).toMatchObject({ creditBalance: 0, amountDue: 0, paymentStatus: 'COMPLETED' });
    expect(kindsOf(account)).toEqual(['payment', 'payment', 'refund', 'tuition']);
  });

  it('is not sent back twice when the first try was made, days ago, and its answer lost', async () => {
    const { key, id, overpaidBy } = await overpaid('refund');
    const fault = { kind: 'loseAnswer', how: 'reset' } as const;
    await world().stripe.injectFault({ fault, count: 100, method: 'POST', pathPrefix: '/v1/refunds' });
    allowRetries(1);
    await expect(carryOutEntry({ id })).rejects.toMatchObject({
      refusal: { reason: 'PAYMENT_PROVIDER_UNAVAILABLE' },
    });
    await world().stripe.clearFaults();
    await world().stripe.expireIdempotencyKeys();
    await carryOutEntry({ id });
    expect(await refundsOf(overpaidBy)).toHaveLength(1);
    expect((await settledAccountOf(key)).enrollment.creditBalance).toBe(0);
  });

  it('is not sent back a second time when staff returned it first', async () => {
    const { key, id, overpaidBy } = await overpaid('refund');
    const paymentIntentId = Id.parse(overpaidBy);
    await refundOnce({ key, paymentIntentId, amount: 10_100, marker: 'by-staff', isRepeat: false });
    expect((await settledAccountOf(key)).enrollment.creditBalance).toBe(0);
    await carryOutEntry({ id });
    expect(await refundsOf(overpaidBy)).toHaveLength(1);
    expect(await stateOf(id)).toBe('DONE');
  });

  it('waits where the bank disputes the payment: parked, and people see why', async () => {
    const { id, overpaidBy } = await overpaid('refund');
    await world().stripe.createDispute({ paymentIntentId: overpaidBy });
    await carryOutEntry({ id });
    expect(await readDocument(outboxDoc(id))).toMatchObject({ state: 'PARKED', problem: 'PAYMENT_DECLINED' });
    expect(await refundsOf(overpaidBy)).toEqual([]);
    expect((await runTriggers()).failures).toEqual([]);
  });

  it('is taken up by the hourly sweep where no trigger came; a young one is left to its trigger', async () => {
    const { key, id } = await overpaid('refund');
    const inMinutes = (minutes: number) => ({ now: new Date(Date.now() + minutes * 60_000) });
    await carryOutPending(inMinutes(9));
    expect(await stateOf(id)).toBe('PENDING');
    await carryOutPending(inMinutes(11));
    expect(await stateOf(id)).toBe('DONE');
    expect((await settledAccountOf(key)).enrollment.creditBalance).toBe(0);
  });

  it('one that cannot be carried out does not hold up the others', async () => {
    const { payments } = await world().stripe.createSucceededPayments({
      payments: [{ amount: 20_000, metadata: {} }],
    });
    const nobody = { userId: Id.parse('nobody'), courseId: Id.parse('nothing') };
    const paymentIntentId = Id.parse(payments[0]?.paymentIntentId);
    const stuck = outboxDoc(Id.parse(`refund_${paymentIntentId}`));
    const entry = refundOverpaymentEntry({ ...nobody, paymentIntentId, amount: 100, now: new Date() });
    await firestore().doc(stuck.path).set(entry);
    const { id } = await overpaid('refund');
    await carryOutPending({ now: new Date(Date.now() + 11 * 60_000) });
    expect(await stateOf(id)).toBe('DONE');
    expect(await readDocument(stuck)).toMatchObject({ state: 'PENDING' });
  });

  it('is carried out by the trigger on its document', async () => {
    const { key, id } = await overpaid('refund');
    await Reflect.apply(onOutboxEntryCreated.run, undefined, [{ params: { id } }]);
    expect((await settledAccountOf(key)).enrollment.creditBalance).toBe(0);
    expect(onOutboxEntryCreated.__endpoint.eventTrigger).toMatchObject({ retry: true });
  });
});
