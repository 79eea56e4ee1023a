import { updateEnrollmentAfterPayment } from '../../../src/payments/update-enrollment-after-payment.ts';
import { Id } from '../../../src/platform/ids.ts';
import { someTerms } from '../../fixtures/course.ts';
import { disputed, paid, refunded } from './facts.ts';
import { Account, now } from './ledger.ts';

const PRICE = 59_900;
const MINIMUM = 10_000;

describe('paying', () => {
  it.each([
    [MINIMUM - 1, 'PARTIAL', 'LOCKED', 'PENDING_PAYMENT'],
    [MINIMUM, 'PARTIAL', 'ACTIVE', 'ACTIVE'],
    [PRICE - 1, 'PARTIAL', 'ACTIVE', 'ACTIVE'],
    [PRICE, 'COMPLETED', 'ACTIVE', 'ACTIVE'],
  ])('%i of 59900 makes it %s, access %s and the enrollment %s', (amount, payment, access, enrollment) => {
    const account = new Account();
    account.book([paid(amount)]);
    expect(account.enrollment).toMatchObject({
      amountPaid: amount,
      amountDue: PRICE - amount,
      paymentStatus: payment,
      accessStatus: access,
      enrollmentStatus: enrollment,
      activatedAt: enrollment === 'ACTIVE' ? now : null,
    });
  });

  it('a tuition below the policy’s minimum opens when it is paid', () => {
    const account = new Account({ price: 3_000 });
    account.book([paid(3_000)]);
    expect(account.enrollment).toMatchObject({ paymentStatus: 'COMPLETED', accessStatus: 'ACTIVE' });
  });

  it('where the time counts from the start, it starts with the payment that opens the course', () => {
    const account = new Account({ terms: someTerms({ completeWithin: { from: 'start', seconds: 60 } }) });
    account.book([paid(MINIMUM)]);
    expect(account.enrollment.expiresAt).toEqual(new Date(now.getTime() + 60_000));
  });

  it.each([
    [1, 'ACTIVE', 'ACTIVE'],
    [0, 'PENDING_PAYMENT', 'LOCKED'],
  ])('booked %i ms before the course’s end it leaves it %s, access %s', (beforeMs, enrollment, access) => {
    const account = new Account({ expiresAt: new Date(now.getTime() + beforeMs) });
    account.book([paid(MINIMUM)]);
    expect(account.enrollment).toMatchObject({
      amountPaid: MINIMUM,
      amountDue: PRICE - MINIMUM,
      enrollmentStatus: enrollment,
      accessStatus: access,
      activatedAt: enrollment === 'ACTIVE' ? now : null,
    });
  });

  it('a course that was opened in time is not closed by what is paid after its end', () => {
    const account = new Account();
    account.book([paid(MINIMUM)]);
    account.enrollment = { ...account.enrollment, expiresAt: now };
    account.book([paid(PRICE - MINIMUM, { of: 'pi_2' })]);
    expect(account.enrollment).toMatchObject({ amountDue: 0, enrollmentStatus: 'ACTIVE' });
  });

  it('one cent too much is credit, and stays if the terms say so', () => {
    const account = new Account();
    account.book([paid(PRICE + 1)]);
    expect(account.enrollment).toMatchObject({ amountDue: 0, creditBalance: 1, paymentStatus: 'COMPLETED' });
    expect(account.overpayments).toEqual([]);
  });

  it('what is too much goes back by itself if the terms say so: exactly that, of the payment that brought it', () => {
    const account = new Account({ terms: someTerms({ overpayment: 'refund' }) });
    account.book([paid(PRICE)]);
    expect(account.overpayments).toEqual([]);
    account.book([paid(50_000, { of: 'pi_2' })]);
    account.book([paid(1, { of: 'pi_3' })]);
    expect(account.overpayments).toEqual([
      { paymentIntentId: 'pi_2', amount: 50_000 },
      { paymentIntentId: 'pi_3', amount: 1 },
    ]);
  });

  it('credit from before stays; of what is told at once only what is left of it goes back', () => {
    const account = new Account();
    account.book([paid(PRICE + 5_000)]);
    account.enrollment = { ...account.enrollment, terms: someTerms({ overpayment: 'refund' }) };
    account.book([paid(3_000, { of: 'pi_2' }), refunded(1_000)]);
    expect(account.overpayments).toEqual([{ paymentIntentId: 'pi_2', amount: 2_000 }]);
    expect(account.enrollment.creditBalance).toBe(7_000);
  });

  it('a refund told before its payment, in one breath, is booked after it', () => {
    const account = new Account();
    expect(account.book([refunded(1_000), paid(PRICE)])).toBeUndefined();
    expect(account.entries.slice(1).map(({ kind }) => kind)).toEqual(['payment', 'refund']);
  });

  it('what was booked before leaves the enrollment as it is', () => {
    const account = new Account();
    account.book([paid(PRICE)]);
    const before = account.enrollment;
    account.book([paid(PRICE)]);
    expect(account.enrollment).toBe(before);
  });

  it('a payment that was handed out is closed by its own booking, also when more is told at once', () => {
    const account = new Account();
    const openPayment = { reservationId: Id.parse('r-1'), amount: PRICE, paymentIntentId: Id.parse('pi_1') };
    account.enrollment = { ...account.enrollment, openPayment };
    account.book([paid(100, { of: 'pi_2' })]);
    expect(account.enrollment.openPayment).toEqual(openPayment);
    account.book([paid(PRICE), refunded(1)]);
    expect(account.enrollment.openPayment).toBeNull();
  });

  it('of two payments booked together neither gives back more than it brought', () => {
    const account = new Account({ price: 1_000, terms: someTerms({ overpayment: 'refund' }) });
    account.book([paid(5_000), paid(6_000, { of: 'pi_2' })]);
    expect(account.overpayments).toEqual([
      { paymentIntentId: 'pi_2', amount: 6_000 },
      { paymentIntentId: 'pi_1', amount: 4_000 },
    ]);
  });

  it('what was too much and is told to have gone back already is not sent back again', () => {
    const account = new Account({ terms: someTerms({ overpayment: 'refund' }) });
    account.book([paid(PRICE + 500), refunded(200)]);
    expect(account.overpayments).toEqual([{ paymentIntentId: 'pi_1', amount: 300 }]);
  });

  it('the payment that was handed out to every tab is open no longer; another one leaves it open', () => {
    const openPayment = {
      reservationId: Id.parse('r1'),
      amount: PRICE,
      paymentIntentId: Id.parse('pi_1'),
    };
    const account = new Account({ openPayment });
    account.book([paid(100, { of: 'pi_2' })]);
    expect(account.enrollment.openPayment).toEqual(openPayment);
    account.book([paid(PRICE)]);
    expect(account.enrollment.openPayment).toBeNull();
  });
});

describe('a payment of the rest that was begun', () => {
  const openPayment = { reservationId: Id.parse('r-1'), amount: PRICE, paymentIntentId: Id.parse('pi_1') };

  it.each([
    ['one cent short of the rest', PRICE - 1, openPayment],
    ['the rest', PRICE, null],
    ['more than the rest', PRICE + 1, null],
  ])('after another payment of %s', (_, amount, expected) => {
    const account = new Account();
    account.enrollment = { ...account.enrollment, openPayment };
    account.book([paid(amount, { of: 'pi_2' })]);
    expect(account.enrollment.openPayment).toEqual(expected);
  });

  it('that arrives after all becomes credit', () => {
    const account = new Account();
    account.enrollment = { ...account.enrollment, openPayment };
    account.book([paid(PRICE, { of: 'pi_2' })]);
    account.book([paid(PRICE)]);
    expect(account.enrollment).toMatchObject({ amountDue: 0, creditBalance: PRICE, openPayment: null });
  });
});

describe('money that goes back', () => {
  it('a partial refund is not a full one', () => {
    const account = new Account();
    account.book([paid(PRICE)]);
    account.book([refunded(20_000)]);
    expect(account.enrollment).toMatchObject({
      amountPaid: PRICE,
      amountRefunded: 20_000,
      amountDue: 20_000,
      paymentStatus: 'PARTIAL',
      accessStatus: 'ACTIVE',
    });
  });

  it.each([
    [PRICE - MINIMUM, 'ACTIVE', 'PARTIAL'],
    [PRICE - MINIMUM + 1, 'LOCKED', 'PARTIAL'],
    [PRICE - 1, 'LOCKED', 'PARTIAL'],
    [PRICE, 'LOCKED', 'REFUNDED'],
  ])('returning %i leaves access %s and the payment %s', (amount, access, payment) => {
    const account = new Account();
    account.book([paid(PRICE)]);
    account.book([refunded(amount)]);
    expect(account.enrollment).toMatchObject({ accessStatus: access, paymentStatus: payment });
  });

  it('a refund that fails later is taken back, and stays so when it is told to stand again', () => {
    const account = new Account();
    account.book([paid(PRICE)]);
    const before = account.balances();
    account.book([refunded(20_000)]);
    account.book([refunded(20_000, { failed: true })]);
    account.book([refunded(20_000)]);
    expect(account.balances()).toEqual(before);
    expect(account.entries.map(entry => entry.kind)).toEqual([
      'tuition',
      'payment',
      'refund',
      'refundFailed',
    ]);
  });

  it('a refund that had failed before we heard of it leaves both entries and no trace in the balance', () => {
    const account = new Account();
    account.book([paid(PRICE)]);
    const before = account.balances();
    account.book([refunded(20_000, { failed: true })]);
    expect(account.balances()).toEqual(before);
    expect(account.entries.map(entry => entry.entryId).slice(2)).toEqual(['re_1', 're_1_failed']);
  });

  it('an open dispute suspends at once, whatever was paid, and moves no money yet', () => {
    const account = new Account();
    account.book([paid(PRICE)]);
    account.book([disputed(15_000, 'opened')]);
    expect(account.enrollment).toMatchObject({
      amountDisputed: 15_000,
      amountDue: 0,
      paymentStatus: 'DISPUTED',
      accessStatus: 'SUSPENDED',
    });
  });

  it.each(['won', 'fundsReinstated'] as const)('a dispute that is %s leaves everything as it was', step => {
    const account = new Account();
    account.book([paid(PRICE)]);
    const before = account.enrollment;
    account.book([disputed(PRICE, 'opened')]);
    account.book([disputed(PRICE, step)]);
    expect(account.enrollment).toEqual(before);
  });

  it('a lost dispute counts as returned', () => {
    const account = new Account();
    account.book([paid(PRICE)]);
    account.book([disputed(PRICE, 'lost')]);
    expect(account.enrollment).toMatchObject({
      amountDisputed: 0,
      amountRefunded: PRICE,
      amountDue: PRICE,
      paymentStatus: 'REFUNDED',
      accessStatus: 'LOCKED',
    });
  });
});

describe('what is refused changes nothing', () => {
  it.each([
    ['money in another currency', [paid(100, { currency: 'eur' })], 'CURRENCY_MISMATCH'],
    ['a refund of a payment nobody told of', [refunded(100, { of: 'pi_9' })], 'PAYMENT_NOT_FOUND'],
    ['a dispute of a payment nobody told of', [disputed(100, 'opened', { of: 'pi_9' })], 'PAYMENT_NOT_FOUND'],
    ['one cent more back than was paid', [refunded(10_001)], 'BALANCE_UNSOUND'],
    ['a lost dispute of more than was paid', [disputed(10_001, 'lost')], 'BALANCE_UNSOUND'],
    ['a good fact together with a bad one', [paid(5, { of: 'pi_2' }), refunded(90_000)], 'BALANCE_UNSOUND'],
  ])('%s', (_, facts, reason) => {
    const account = new Account();
    account.book([paid(10_000)]);
    const before = account.enrollment;
    expect(account.book(facts)).toBe(reason);
    expect(account.enrollment).toBe(before);
  });

  it('a refund of money that waits in suspense: the mark in the ledger is not the payment', () => {
    const { enrollment } = new Account();
    const marked = { enrollment, known: new Set(['pi_1']), held: new Set(['pi_1']), now };
    expect(updateEnrollmentAfterPayment({ ...marked, facts: [refunded(5)] })).toMatchObject({
      reason: 'HELD_IN_SUSPENSE',
    });
    // The payment told once more is known and adds nothing.
    expect(updateEnrollmentAfterPayment({ ...marked, facts: [paid(100)] })).toMatchObject({ entries: [] });
  });

  it('a replay is no change even where the balance has drifted: it is reconciliation that tells', () => {
    const account = new Account();
    account.book([paid(100)]);
    account.enrollment = { ...account.enrollment, amountRefunded: 500 };
    expect(account.book([paid(100)])).toBeUndefined();
  });
});
