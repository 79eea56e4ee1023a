import { countPaid } from './paid-once.ts';

const paymentIntentIds = ['pi_1', 'pi_2'];
const booked = paymentIntentIds.map(entryId => ({ entryId, amount: 50 }));

test('two payments in the ledger and in the balance are there once each', () => {
  expect(countPaid({ paymentIntentIds, booked, amountPaid: 100, amount: 50 })).toEqual({
    missing: 0,
    doubled: 0,
  });
});

test('one that no ledger has, or no balance, is missing', () => {
  expect(countPaid({ paymentIntentIds, booked: booked.slice(1), amountPaid: 100, amount: 50 })).toMatchObject(
    {
      missing: 1,
    },
  );
  expect(countPaid({ paymentIntentIds, booked, amountPaid: 50, amount: 50 })).toMatchObject({ missing: 1 });
});

test('one that the balance counts twice is doubled', () => {
  expect(countPaid({ paymentIntentIds, booked, amountPaid: 150, amount: 50 })).toMatchObject({ doubled: 1 });
});
