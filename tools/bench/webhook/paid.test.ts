import type { Sample } from '../protocol.ts';
import { paymentAmount } from '../subjects/payment.ts';
import { countPayments } from './paid.ts';

const round = { run: 'r', courseId: 'c', userIds: ['ann', 'ann', 'bob'] };
const acknowledged: Sample[] = [0, 1, 2].map(index => ({
  index,
  kind: 'answered',
  answer: '',
  latencyMs: 1,
}));
const before = { paidBy: new Map([['ann', 500]]), booked: new Set<number>() };
const count = (input: { ann: number; bob: number; booked: number[]; samples?: Sample[] }) =>
  countPayments({
    round,
    samples: input.samples ?? acknowledged,
    before,
    after: {
      paidBy: new Map([
        ['ann', 500 + input.ann * paymentAmount],
        ['bob', input.bob * paymentAmount],
      ]),
      booked: new Set(input.booked),
    },
  });

test('payments that are in ledger and balance are neither lost nor doubled', () => {
  expect(count({ ann: 2, bob: 1, booked: [0, 1, 2] })).toEqual({ lost: 0, doubled: 0 });
});

test('a payment that was acknowledged and is in no ledger is lost, and so is one missing from a balance', () => {
  expect(count({ ann: 2, bob: 0, booked: [0, 1] })).toEqual({ lost: 1, doubled: 0 });
  expect(count({ ann: 1, bob: 1, booked: [0, 1, 2] })).toEqual({ lost: 1, doubled: 0 });
});

test('one balance too low does not hide another that is too high', () => {
  expect(count({ ann: 1, bob: 2, booked: [0, 1, 2] })).toEqual({ lost: 1, doubled: 1 });
});

test('what was booked before must not be paid once more', () => {
  const again = { paidBy: new Map([['ann', 500]]), booked: new Set([0, 1, 2]) };
  const after = { paidBy: new Map([['ann', 500 + paymentAmount]]), booked: new Set([0, 1, 2]) };
  expect(countPayments({ round, samples: acknowledged, before: again, after })).toEqual({
    lost: 0,
    doubled: 1,
  });
});

test('what Stripe was not told is not lost: it delivers it again', () => {
  const samples = acknowledged.slice(0, 2);
  expect(count({ ann: 2, bob: 0, booked: [0, 1], samples })).toEqual({ lost: 0, doubled: 0 });
});
