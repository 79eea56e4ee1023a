import fc from 'fast-check';
import { checkAmount, moneyText, parseMoney } from '../../src/student/pay/amount.ts';
import { isStillDue } from '../../src/student/pay/payment.ts';
import { paymentOutcome, readReturn } from '../../src/student/pay/payment-return.ts';
import { enrollmentOf } from './support/standing.ts';

const money = (amount: number): string => `$${moneyText(amount)}`;

test.each([
  ['20', 2_000],
  ['20.5', 2_050],
  ['20,50', 2_050],
  [' $1,250.00 ', 125_000],
  ['0.29', 29],
  ['1.', 100],
])('«%s» is %d cents', (text, cents) => {
  expect(parseMoney(text)).toBe(cents);
});

test.each(['', 'twenty', '-5', '1.234', '1e3', '20.00.00'])('«%s» is no amount', text => {
  expect(parseMoney(text)).toBeUndefined();
});

test('whatever a field shows is read as the same cents', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), cents => parseMoney(moneyText(cents)) === cents),
  );
});

test.each([
  { text: '19.99', says: 'Please pay at least $20.00.' },
  { text: '49.51', says: 'Only $49.50 are left to pay.' },
  { text: 'all', says: 'Please enter an amount such as 20.00.' },
])('a deposit of $text is told why not', ({ text, says }) => {
  expect(checkAmount({ text, atLeast: 2_000, due: 4_950, money })).toEqual({ kind: 'problem', text: says });
});

test.each([
  { text: '49.30', says: /Please pay \$49\.50, or at most \$49\.00\.$/ },
  { text: '49.01', says: /Please pay \$49\.50, or at most \$49\.00\.$/ },
])('$text of 49.50 would leave less than any card takes, and is told so', ({ text, says }) => {
  const entered = checkAmount({ text, atLeast: 0, due: 4_950, money });
  expect(entered).toEqual({ kind: 'problem', text: expect.stringMatching(says) });
});

test('where nothing smaller can be paid, only the whole is asked for', () => {
  const entered = checkAmount({ text: '20.00', atLeast: 2_000, due: 2_030, money });
  expect(entered).toEqual({ kind: 'problem', text: expect.stringMatching(/Please pay \$20\.30\.$/) });
});

test('whatever is accepted leaves nothing, or enough for a card', () => {
  const amounts = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(amounts, amounts, fc.nat(100_000), (cents, due, atLeast) => {
      const entered = checkAmount({ text: moneyText(cents), atLeast, due, money });
      return entered.kind === 'problem' || cents === due || due - cents >= 50;
    }),
  );
});

test('the last cents may be paid though a card would not take so little in parts', () => {
  expect(checkAmount({ text: '0.30', atLeast: 0, due: 30, money })).toEqual({
    kind: 'amount',
    minorUnits: 30,
  });
});

describe('back from the payment page', () => {
  const payment = { kind: 'payment', paymentIntentId: 'pi_1', amount: 2_000, currency: 'usd' } as const;
  const held = { ...payment, kind: 'heldInSuspense' } as const;
  const outcomeOf = (search: string, entries: readonly (typeof payment | typeof held)[] = []) =>
    paymentOutcome({ returned: readReturn(search), entries }).kind;

  test('a payment that the school has to assign first is said to have arrived, until it is booked', () => {
    const search = 'payment_intent=pi_1&redirect_status=succeeded';
    expect(outcomeOf(search, [held])).toBe('heldForTheSchool');
    expect(outcomeOf(search, [held, payment])).toBe('booked');
  });

  test('only the ledger proves a payment, whatever the address says', () => {
    expect(outcomeOf('payment_intent=pi_1&redirect_status=succeeded')).toBe('beingBooked');
    expect(outcomeOf('payment_intent=pi_1&redirect_status=failed', [payment])).toBe('booked');
    expect(outcomeOf('payment_intent=pi_2&redirect_status=succeeded', [payment])).toBe('beingBooked');
  });

  test('a bank transfer, a declined card and a bare address are told apart', () => {
    expect(outcomeOf('payment_intent=pi_1&redirect_status=processing')).toBe('atTheBank');
    expect(outcomeOf('payment_intent=pi_1&redirect_status=failed')).toBe('failed');
    expect(outcomeOf('')).toBe('unknown');
  });
});

describe('a payment whose card form is open', () => {
  const ends = new Date('2026-03-03T12:00:00Z');
  const payment = {
    paymentIntentId: 'pi_1',
    clientSecret: 'pi_1_secret',
    amount: 2_950,
    currency: 'usd' as const,
  };
  const isDue = (changes: Parameters<typeof enrollmentOf>[0], now = ends): boolean =>
    isStillDue({ payment, enrollment: enrollmentOf(changes), now });

  test('can be made while as much is due', () => {
    expect(isDue({ amountDue: 2_950 })).toBe(true);
    expect(isDue({ amountDue: 2_949 })).toBe(false);
  });

  test('is over once another tab has paid, the course was left, or its time is over', () => {
    expect(isDue({ amountDue: 0 })).toBe(false);
    expect(isDue({ enrollmentStatus: 'CANCELLED' })).toBe(false);
    expect(isDue({ expiresAt: new Date(ends.getTime() + 1) })).toBe(true);
    expect(isDue({ expiresAt: ends })).toBe(false);
  });
});
