import type { Effect } from '../../../functions/src/enrollments/schema.ts';
import type { DoubleState } from '../../stripe-double/control-types.ts';
import type { Findings } from './finding.ts';

/** What was paid, returned and is disputed of one payment, in minor units. */
export interface Money {
  readonly paid: number;
  readonly refunded: number;
  readonly disputed: number;
}

/** A payment in an enrollment's ledger that has no record of ours. */
export interface Unrecorded {
  readonly paymentIntentId: string;
  /** The ledger's entry, and the enrollment it is in. */
  readonly document: string;
  readonly account: string;
}

const nothing: Money = { paid: 0, refunded: 0, disputed: 0 };

/** What all ledgers together say of each payment: those of enrollments, and of money that waits in suspense. */
export class BookedMoney {
  readonly #byPayment = new Map<string, Money>();
  readonly #unrecorded: Unrecorded[] = [];

  add({ paymentIntentId, effect }: { paymentIntentId: string | null; effect: Effect }): void {
    if (paymentIntentId === null) return;
    const { paid, refunded, disputed } = this.of(paymentIntentId);
    this.#byPayment.set(paymentIntentId, {
      paid: paid + effect.paid,
      refunded: refunded + effect.refunded,
      disputed: disputed + effect.disputed,
    });
  }

  of(paymentIntentId: string): Money {
    return this.#byPayment.get(paymentIntentId) ?? nothing;
  }

  payments(): Iterable<string> {
    return this.#byPayment.keys();
  }

  addUnrecorded(payment: Unrecorded): void {
    this.#unrecorded.push(payment);
  }

  unrecorded(): Iterable<Unrecorded> {
    return this.#unrecorded;
  }
}

/** What Stripe holds of each payment that any money came of. */
export function moneyAtStripe(state: DoubleState): ReadonlyMap<string, Money> {
  const held = new Map<string, Money>();
  const add = (id: string, change: Partial<Money>) => {
    const { paid, refunded, disputed } = held.get(id) ?? nothing;
    held.set(id, {
      paid: paid + (change.paid ?? 0),
      refunded: refunded + (change.refunded ?? 0),
      disputed: disputed + (change.disputed ?? 0),
    });
  };
  for (const { id, status, amount_received: paid } of state.paymentIntents)
    if (status === 'succeeded') add(id, { paid });
  for (const { payment_intent: id, status, amount } of state.refunds)
    if (status !== 'failed' && status !== 'canceled') add(id, { refunded: amount });
  for (const { payment_intent: id, status, amount } of state.disputes) {
    if (status === 'lost') add(id, { refunded: amount });
    if (status === 'needs_response' || status === 'under_review') add(id, { disputed: amount });
  }
  return held;
}

/** Told by our own record of the payment, or by Stripe. */
export const BOOKED_WHERE_IT_BELONGS = 'a payment is booked where it belongs';

const invariant = 'what Stripe holds is in a balance or in suspense, once';

/** Payment by payment, both ways: what is there and not here, and what is here and not there. */
export function checkStripe({
  booked,
  state,
  findings,
}: {
  booked: BookedMoney;
  state: DoubleState;
  findings: Findings;
}): void {
  const held = moneyAtStripe(state);
  for (const id of new Set([...held.keys(), ...booked.payments()])) {
    const [here, there] = [booked.of(id), held.get(id) ?? nothing];
    for (const field of ['paid', 'refunded', 'disputed'] as const)
      findings.expect({
        invariant,
        document: `stripe/${id}`,
        field,
        expected: there[field],
        found: here[field],
      });
  }
  checkUnrecorded({ booked, state, findings });
}

/** Sums tell nothing of whose money it is: without a record of ours, Stripe's metadata does. */
function checkUnrecorded({ booked, state, findings }: Parameters<typeof checkStripe>[0]): void {
  const intents = new Map(state.paymentIntents.map(intent => [intent.id, intent]));
  for (const { paymentIntentId, document, account } of booked.unrecorded()) {
    const intent = intents.get(paymentIntentId);
    // A payment that Stripe does not know is told by its sum.
    if (intent === undefined) continue;
    const { userId, courseId } = intent.metadata;
    const isNamed = userId !== undefined && courseId !== undefined;
    findings.expect({
      invariant: BOOKED_WHERE_IT_BELONGS,
      document,
      field: 'account',
      // A claim leaves a record, so what names nobody and has none waits in suspense.
      expected: isNamed ? `users/${userId}/courses/${courseId}` : 'no enrollment',
      found: account,
    });
  }
}
