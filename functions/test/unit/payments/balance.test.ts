import fc from 'fast-check';
import {
  balanceEqualsLedger,
  balancesFrom,
  isSound,
  netPaidOf,
  paymentStatusFrom,
} from '../../../src/enrollments/balance.ts';
import type { Balances } from '../../../src/enrollments/schema.ts';
import { disputed, paid, refunded } from './facts.ts';
import { Account } from './ledger.ts';

const amounts = fc.integer({ min: 0, max: 100_000_000 });
const sums = fc.record({ total: amounts, paid: amounts, refunded: amounts, disputed: amounts });

describe('a balance from the ledger’s sums', () => {
  it('due and credit are two sides of one difference, and the net paid is between them', () => {
    fc.assert(
      fc.property(sums, each => {
        const balances = balancesFrom(each);
        expect(balances.amountDue - balances.creditBalance).toBe(each.total - (each.paid - each.refunded));
        expect(Math.min(balances.amountDue, balances.creditBalance)).toBe(0);
        expect(isSound(balances)).toBe(netPaidOf(balances) >= 0);
      }),
    );
  });

  it.each([
    [{ total: 100, paid: 0, refunded: 0, disputed: 0 }, 'PENDING'],
    [{ total: 100, paid: 1, refunded: 0, disputed: 0 }, 'PARTIAL'],
    [{ total: 100, paid: 99, refunded: 0, disputed: 0 }, 'PARTIAL'],
    [{ total: 100, paid: 100, refunded: 0, disputed: 0 }, 'COMPLETED'],
    [{ total: 100, paid: 101, refunded: 0, disputed: 0 }, 'COMPLETED'],
    [{ total: 100, paid: 150, refunded: 50, disputed: 0 }, 'COMPLETED'],
    [{ total: 100, paid: 100, refunded: 1, disputed: 0 }, 'PARTIAL'],
    [{ total: 100, paid: 100, refunded: 99, disputed: 0 }, 'PARTIAL'],
    [{ total: 100, paid: 100, refunded: 100, disputed: 0 }, 'REFUNDED'],
    [{ total: 100, paid: 100, refunded: 0, disputed: 1 }, 'DISPUTED'],
    [{ total: 100, paid: 100, refunded: 99, disputed: 1 }, 'DISPUTED'],
    [{ total: 0, paid: 0, refunded: 0, disputed: 0 }, 'COMPLETED'],
    // A cancelled enrollment owes nothing; money that stays is credit, money that went back is refunded.
    [{ total: 0, paid: 100, refunded: 0, disputed: 0 }, 'COMPLETED'],
    [{ total: 0, paid: 100, refunded: 100, disputed: 0 }, 'REFUNDED'],
  ])('%j is %s', (each, status) => {
    expect(paymentStatusFrom(balancesFrom(each))).toBe(status);
  });
});

describe('a sound balance', () => {
  const sound = balancesFrom({ total: 100, paid: 80, refunded: 30, disputed: 20 });

  it.each(['amountTotal', 'amountPaid', 'amountRefunded', 'amountDisputed'] as const)(
    'has no %s below zero, no part of a cent, and nothing that is no number',
    field => {
      expect(isSound(sound)).toBe(true);
      // The rest would fit: only this one amount is wrong.
      const others = { ...sound, amountRefunded: 0 };
      expect(isSound({ ...others, [field]: 0, amountPaid: field === 'amountPaid' ? 0 : 80 })).toBe(true);
      for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
        expect(isSound({ ...others, [field]: wrong })).toBe(false);
    },
  );

  it('has returned at most what was paid', () => {
    expect(isSound(balancesFrom({ total: 100, paid: 80, refunded: 80, disputed: 0 }))).toBe(true);
    expect(isSound(balancesFrom({ total: 100, paid: 80, refunded: 81, disputed: 0 }))).toBe(false);
  });
});

describe('balanceEqualsLedger', () => {
  const account = new Account();
  for (const fact of [paid(40_000), refunded(5_000), disputed(10_000, 'opened')]) account.book([fact]);
  const { entries } = account;

  it('holds for what the rules leave', () => {
    expect(balanceEqualsLedger(account.balances(), entries)).toBe(true);
  });

  it.each(Object.keys(account.balances()))('sees one cent of drift in %s', field => {
    for (const cent of [-1, 1]) {
      const drifted: Balances = {
        ...account.balances(),
        [field]: Reflect.get(account.balances(), field) + cent,
      };
      expect(balanceEqualsLedger(drifted, entries)).toBe(false);
    }
  });

  it('sees an entry that is missing, doubled or of another enrollment', () => {
    const [, payment] = entries;
    if (payment === undefined) throw new Error('There is a payment.');
    expect(balanceEqualsLedger(account.balances(), entries.slice(0, -1))).toBe(false);
    expect(balanceEqualsLedger(account.balances(), [...entries, payment])).toBe(false);
    expect(balanceEqualsLedger(account.balances(), [])).toBe(false);
  });

  it('does not accept a balance that equals its ledger and is impossible', () => {
    const impossible = balancesFrom({ total: 100, paid: 50, refunded: 60, disputed: 0 });
    const effect = { total: 100, paid: 50, refunded: 60, disputed: 0 };
    const [tuition] = entries;
    if (tuition === undefined) throw new Error('There is a tuition.');
    expect(balanceEqualsLedger(impossible, [{ ...tuition, effect }])).toBe(false);
  });
});
