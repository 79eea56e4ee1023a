import type { Finding } from '../verify/finding.ts';
import { countDamage, damageOf } from './damage.ts';

const finding = (changes: Partial<Finding>): Finding => ({
  invariant: 'a balance is the sum of its ledger',
  document: 'users/ada/courses/ohio',
  field: 'amountPaid',
  expected: 100,
  found: 101,
  ...changes,
});

const atStripe = 'what Stripe holds is in a balance or in suspense, once';

test('what somebody was told and is not there is lost', () => {
  const invariant = 'an acknowledged payment is booked';
  expect(damageOf(finding({ invariant, field: 'effect.paid', found: 'not there' }))).toBe('lost');
  expect(damageOf(finding({ invariant: atStripe, field: 'paid', expected: 100, found: 0 }))).toBe('lost');
});

test('what happened twice is doubled', () => {
  expect(damageOf(finding({ invariant: atStripe, field: 'paid', expected: 100, found: 200 }))).toBe(
    'doubled',
  );
  expect(damageOf(finding({ invariant: 'a payment is booked once' }))).toBe('doubled');
  const twice = { invariant: 'a reservation is held once and ends once', expected: 1, found: 2 };
  expect(damageOf(finding(twice))).toBe('doubled');
});

test('sums that are not those of their records have drifted, and each difference is one', () => {
  expect(damageOf(finding({}))).toBe('drifted');
  expect(countDamage([finding({}), finding({}), finding({ invariant: 'a payment is booked once' })])).toEqual(
    {
      lost: 0,
      doubled: 1,
      drifted: 2,
    },
  );
});
