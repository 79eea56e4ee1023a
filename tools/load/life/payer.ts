import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { usualWebOrigin } from '../../stack/settings.ts';
import type { Driver } from '../driver/driver.ts';
import type { Person } from '../driver/tokens.ts';
import type { LoadTarget } from '../target.ts';

const Checkout = z.object({ checkoutSessionId: z.string() });
const Payment = z.object({ paymentIntentId: z.string(), amount: z.int() });
const Refund = z.object({ refundId: z.string() });

/** Booked money of which some can be returned. */
export type Paid = { readonly paymentId: string; readonly amount: number };

type PayerOptions = {
  readonly driver: Driver;
  readonly target: LoadTarget;
  readonly person: Person;
  readonly courseId: string;
};

/** Somebody who pays for a course, as a web client and Stripe's page do it together. */
export class Payer {
  readonly #options: PayerOptions;

  constructor(options: PayerOptions) {
    this.#options = options;
  }

  /** On the page that Stripe hosts; the webhook tells of it later. */
  async byCheckout(amount: number): Promise<void> {
    const { driver, target, person, courseId } = this.#options;
    const page = `${usualWebOrigin}/paid`;
    const checkout = await driver.call({
      as: person,
      name: 'createCheckout',
      data: { courseId, amount, successUrl: page, cancelUrl: page, requestId: randomUUID() },
      answer: Checkout,
    });
    if (checkout.kind !== 'ok') return;
    await target.stripe.control.payCheckout({ sessionId: checkout.answer.checkoutSessionId, action: 'pay' });
  }

  /** What is due, by card in the school's own page. @returns undefined where nothing was due */
  async theRest(): Promise<Paid | undefined> {
    const { driver, target, person, courseId } = this.#options;
    const rest = await driver.call({
      as: person,
      name: 'payRemainingBalance',
      data: { courseId, requestId: randomUUID() },
      answer: Payment,
      expected: ['NOTHING_DUE'],
    });
    if (rest.kind !== 'ok') return undefined;
    const { paymentIntentId, amount } = rest.answer;
    // The payment of another tab may have been made already: Stripe refuses to charge it again, and rightly.
    await target.stripe.control
      .confirmPayment({ paymentIntentId, paymentMethod: 'pm_card_visa' })
      .catch(() => undefined);
    return { paymentId: paymentIntentId, amount };
  }

  /** Staff return some of a payment. */
  async refund(input: { admin: Person; paid: Paid; amount: number }): Promise<void> {
    const { driver, person, courseId } = this.#options;
    const { admin, paid, amount } = input;
    const { paymentId } = paid;
    const requestId = randomUUID();
    await driver.call({
      as: admin,
      name: 'refundPayment',
      data: { userId: person.uid, courseId, paymentId, amount, reason: 'Goodwill.', requestId },
      answer: Refund,
      // Its webhook may be on its way still.
      expected: ['PAYMENT_NOT_FOUND'],
      acknowledge: ({ refundId }) => ({
        kind: 'refunded',
        userId: person.uid,
        courseId,
        requestId,
        refundId,
        paymentId,
        amount,
      }),
    });
  }
}
