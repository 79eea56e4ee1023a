import fc from 'fast-check';
import { balanceEqualsLedger, balancesFrom, paymentStatusFrom } from '../../../src/enrollments/balance.ts';
import { accessStatusFrom } from '../../../src/enrollments/enrollment.ts';
import { someTerms } from '../../fixtures/course.ts';
import { Account } from './ledger.ts';
import { history, toldSomehow } from './money-history.ts';

const told = history.chain(({ facts, sums }) => toldSomehow(facts).map(calls => ({ facts, sums, calls })));
const prices = fc.integer({ min: 0, max: 90_000 });

describe('what happened to money, told in any order, any number of times, over any number of calls', () => {
  it('comes to the same balance as it has at Stripe', () => {
    fc.assert(
      fc.property(told, prices, ({ calls, sums }, price) => {
        const account = new Account({ price });
        expect(account.bookAll(calls)).toEqual({ leftOver: 0 });
        expect(account.balances()).toEqual(balancesFrom({ ...sums, total: price }));
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves the same ledger, payment status and access as when it is told once, as it happened', () => {
    fc.assert(
      fc.property(told, ({ facts, calls }) => {
        const [straight, shuffled] = [new Account(), new Account()];
        for (const fact of facts) expect(straight.book([fact])).toBeUndefined();
        shuffled.bookAll(calls);
        const names = (account: Account) => account.entries.map(entry => entry.entryId).sort();
        expect(names(shuffled)).toEqual(names(straight));
        const { paymentStatus, accessStatus } = straight.enrollment;
        expect(shuffled.enrollment).toMatchObject({ ...straight.balances(), paymentStatus, accessStatus });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the balance equal to the ledger, sound, and the statuses derived, after every single step', () => {
    fc.assert(
      fc.property(told, ({ calls }) => {
        const account = new Account();
        for (const facts of [...calls, ...calls]) {
          account.book(facts);
          const { enrollment, entries } = account;
          expect(balanceEqualsLedger(enrollment, entries)).toBe(true);
          expect(enrollment.paymentStatus).toBe(paymentStatusFrom(enrollment));
          expect(enrollment.accessStatus).toBe(accessStatusFrom(enrollment));
          expect(enrollment.amountDue * enrollment.creditBalance).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing when all of it is told once more', () => {
    fc.assert(
      fc.property(told, ({ calls }) => {
        const account = new Account();
        account.bookAll(calls);
        const before = structuredClone({ ...account });
        for (const facts of calls) expect(account.book(facts)).toBeUndefined();
        expect({ ...account }).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  it('gives back no more than was overpaid, and never more of a payment than it brought', () => {
    const terms = someTerms({ overpayment: 'refund' });
    fc.assert(
      fc.property(told, prices, ({ calls, facts }, price) => {
        const account = new Account({ price, terms });
        account.bookAll(calls);
        for (const { paymentIntentId, amount } of account.overpayments) {
          const payment = facts.find(
            fact => fact.kind === 'payment' && fact.paymentIntentId === paymentIntentId,
          );
          expect(amount).toBeGreaterThan(0);
          expect(amount).toBeLessThanOrEqual(payment?.amount ?? 0);
        }
        const paid = facts.reduce((sum, fact) => (fact.kind === 'payment' ? sum + fact.amount : sum), 0);
        const given = account.overpayments.reduce((sum, { amount }) => sum + amount, 0);
        expect(given).toBeLessThanOrEqual(paid);
        expect(new Set(account.overpayments.map(each => each.paymentIntentId)).size).toBe(
          account.overpayments.length,
        );
      }),
      { numRuns: 300 },
    );
  });
});
