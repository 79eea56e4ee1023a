import { refuseRefund } from '../../../src/payments/refundable.ts';
import { disputed, paid, refunded } from './facts.ts';
import { Account } from './ledger.ts';

/** 40,000 paid by `pi_1`, 5,000 of it back, 3,000 more by `pi_2`. */
function account(): Account {
  const some = new Account();
  for (const fact of [paid(40_000), refunded(5_000), paid(3_000, { of: 'pi_2' })]) some.book([fact]);
  return some;
}

const asked = ({ of, amount, some = account() }: { of: string; amount: number; some?: Account }) =>
  refuseRefund({
    enrollment: some.enrollment,
    payment: some.entries.find(entry => entry.entryId === of),
    amount,
  });

describe('returning a payment', () => {
  it.each([1, 35_000, 38_000])('of %i is for Stripe to decide', amount => {
    expect(asked({ of: 'pi_1', amount })).toBeUndefined();
  });

  it('the whole of a payment may go back', () => {
    expect(asked({ of: 'pi_2', amount: 3_000 })).toBeUndefined();
  });

  it.each([
    ['more than the enrollment still holds', 'pi_1', 38_001],
    ['more than this payment brought', 'pi_2', 3_001],
  ])('%s is refused, and the field is named', (_, of, amount) => {
    expect(asked({ of, amount })).toMatchObject({
      reason: 'REFUND_EXCEEDS_PAYMENT',
      fields: [{ path: 'amount' }],
    });
  });

  it('what is no payment cannot be returned: a tuition, a refund, somebody else’s', () => {
    for (const name of ['tuition_registration-1', 're_1', 'pi_3'])
      expect(asked({ of: name, amount: 1 })).toMatchObject({ reason: 'PAYMENT_NOT_FOUND' });
  });

  it('money that waits in suspense has to be claimed first', () => {
    const some = account();
    const [, payment] = some.entries;
    if (payment === undefined) throw new Error('There is a payment.');
    const mark = { ...payment, kind: 'heldInSuspense' } as const;
    expect(refuseRefund({ enrollment: some.enrollment, payment: mark, amount: 1 })).toMatchObject({
      reason: 'HELD_IN_SUSPENSE',
    });
  });

  it('nobody is enrolled: nothing to return', () => {
    expect(refuseRefund({ enrollment: undefined, payment: undefined, amount: 1 })).toMatchObject({
      reason: 'ENROLLMENT_NOT_FOUND',
    });
  });

  it('what a lost dispute took cannot be returned once more', () => {
    const some = new Account();
    for (const fact of [paid(40_000), disputed(40_000, 'lost')]) some.book([fact]);
    expect(asked({ of: 'pi_1', amount: 1, some })).toMatchObject({ reason: 'REFUND_EXCEEDS_PAYMENT' });
  });
});
