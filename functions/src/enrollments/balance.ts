import type { Balances, Effect, LedgerEntry, PaymentStatus } from './schema.ts';

export const noEffect: Effect = { total: 0, paid: 0, refunded: 0, disputed: 0 };

export const addEffects = (a: Effect, b: Effect): Effect => ({
  total: a.total + b.total,
  paid: a.paid + b.paid,
  refunded: a.refunded + b.refunded,
  disputed: a.disputed + b.disputed,
});

/** The sums behind a balance, so that an entry's effect can be added to them. */
export const sumsOf = (balances: Balances): Effect => ({
  total: balances.amountTotal,
  paid: balances.amountPaid,
  refunded: balances.amountRefunded,
  disputed: balances.amountDisputed,
});

/** What the school has of the student's money: received, less what went back. Minor units. */
export const netPaidOf = ({ amountPaid, amountRefunded }: Balances): number => amountPaid - amountRefunded;

/** Every balance field from the ledger's sums. Due and credit are two sides of one difference: one is always 0. */
export function balancesFrom(sums: Effect): Balances {
  const missing = sums.total - (sums.paid - sums.refunded);
  return {
    amountTotal: sums.total,
    amountPaid: sums.paid,
    amountRefunded: sums.refunded,
    amountDisputed: sums.disputed,
    amountDue: Math.max(0, missing),
    creditBalance: Math.max(0, -missing),
  };
}

/** Derived from the sums alone, so it can never disagree with them. */
export function paymentStatusFrom(balances: Balances): PaymentStatus {
  if (balances.amountDisputed > 0) return 'DISPUTED';
  if (balances.amountPaid === 0) return balances.amountTotal === 0 ? 'COMPLETED' : 'PENDING';
  if (balances.amountRefunded === balances.amountPaid) return 'REFUNDED';
  return balances.amountDue === 0 ? 'COMPLETED' : 'PARTIAL';
}

/** The invariant of money: a balance is the sum of its ledger, and nothing in it is negative or returned twice. */
export function balanceEqualsLedger(balances: Balances, entries: Iterable<LedgerEntry>): boolean {
  let sums = noEffect;
  for (const entry of entries) sums = addEffects(sums, entry.effect);
  return sameBalances(balances, balancesFrom(sums)) && isSound(balances);
}

export function isSound(balances: Balances): boolean {
  const amounts = [
    balances.amountTotal,
    balances.amountPaid,
    balances.amountRefunded,
    balances.amountDisputed,
  ];
  return amounts.every(amount => Number.isSafeInteger(amount) && amount >= 0) && netPaidOf(balances) >= 0;
}

function sameBalances(a: Balances, b: Balances): boolean {
  return (
    a.amountTotal === b.amountTotal &&
    a.amountPaid === b.amountPaid &&
    a.amountDue === b.amountDue &&
    a.amountRefunded === b.amountRefunded &&
    a.amountDisputed === b.amountDisputed &&
    a.creditBalance === b.creditBalance
  );
}
