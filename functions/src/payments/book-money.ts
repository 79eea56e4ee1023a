import {
  type Applied,
  apply,
  type Change,
  type Command,
  create,
  type Decision,
  lanes,
  toCreate,
  toExpectNew,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import { type EnrollmentKey, enrollmentDoc, ledgerEntryDoc } from '../enrollments/store.ts';
import { refundOverpaymentEntry } from '../outbox/schema.ts';
import { outboxDoc } from '../outbox/store.ts';
import { boundedId } from '../platform/bounded-id.ts';
import { refuse } from '../platform/refusal.ts';
import { type DeliveredEvent, EventApplied, eventReceipt, recordEvent } from './event-record.ts';
import { claimedEntryIdOf, entryIdsToLoad } from './ledger-facts.ts';
import type { MoneyFact } from './money-fact.ts';
import { stripeEventDoc } from './store.ts';
import { type MoneyPlan, updateEnrollmentAfterPayment } from './update-enrollment-after-payment.ts';

interface Booking {
  readonly key: EnrollmentKey;
  readonly facts: readonly MoneyFact[];
  /** The event that told of them; without one (we made the refund ourselves) the entries themselves are the receipt. */
  readonly event: DeliveredEvent | undefined;
}

/**
 * Books what happened to money on an enrollment: event, ledger entries and balance land in one commit.
 * @throws RefusalError as `updateEnrollmentAfterPayment`, or ENROLLMENT_NOT_FOUND
 */
export function bookMoney(booking: Booking): Promise<Applied<EventApplied>> {
  return lanes().submit(bookMoneyCommand(booking));
}

export function bookMoneyCommand({ key, facts, event }: Booking): Command<EventApplied> {
  const enrollment = enrollmentDoc(key);
  const entryIds = [...new Set(facts.flatMap(entryIdsToLoad))];
  const entryDoc = (entryId: string) => ledgerEntryDoc({ accountPath: enrollment.path, entryId });
  const refundDocs = facts.flatMap(fact =>
    fact.kind === 'payment' ? [overpaymentDoc(fact.paymentIntentId)] : [],
  );
  return {
    operation: 'bookMoney',
    aggregate: enrollment.path,
    receipt: event === undefined ? 'state' : eventReceipt(event),
    outcomeSchema: EventApplied,
    loads: [
      toWrite(enrollment),
      // A payment's entry is what is usually booked now; what else there is of it has to be looked at.
      ...facts.flatMap(fact =>
        entryIdsToLoad(fact).map(entryId =>
          (fact.kind === 'payment' ? toExpectNew : toWrite)(entryDoc(entryId)),
        ),
      ),
      ...refundDocs.map(toCreate),
      ...(event === undefined ? [] : [toExpectNew(stripeEventDoc(event.eventId))]),
    ],
    decide: (view): Decision<EventApplied> => {
      const current = view.get(enrollment);
      if (current === undefined) return refuse('ENROLLMENT_NOT_FOUND');
      const kindOf = (entryId: string) => view.get(entryDoc(entryId))?.kind;
      const known = new Set(entryIds.filter(entryId => kindOf(entryId) !== undefined));
      const held = new Set(
        entryIds.filter(id => kindOf(id) === 'heldInSuspense' && !known.has(claimedEntryIdOf(id))),
      );
      const plan = updateEnrollmentAfterPayment({ enrollment: current, known, held, facts, now: view.now });
      if (plan.kind === 'refused') return plan;
      return apply({ entriesAdded: plan.entries.length }, [
        ...changesOf({ plan, key, now: view.now }),
        ...eventChange({ event, accountPath: enrollment.path, view }),
      ]);
    },
  };
}

const overpaymentDoc = (paymentIntentId: string) => outboxDoc(boundedId(`refund_${paymentIntentId}`));

function changesOf({
  plan,
  key,
  now,
}: {
  plan: MoneyPlan;
  key: EnrollmentKey;
  now: Date;
}): readonly Change[] {
  if (plan.entries.length === 0) return [];
  const enrollment = enrollmentDoc(key);
  return [
    update(enrollment, plan.enrollment),
    ...plan.entries.map(entry =>
      create(ledgerEntryDoc({ accountPath: enrollment.path, entryId: entry.entryId }), entry),
    ),
    ...plan.overpayments.map(({ paymentIntentId, amount }) =>
      create(
        overpaymentDoc(paymentIntentId),
        refundOverpaymentEntry({ ...key, paymentIntentId, amount, now }),
      ),
    ),
  ];
}

function eventChange(input: {
  event: DeliveredEvent | undefined;
  accountPath: string;
  view: View;
}): readonly Change[] {
  const { event, accountPath, view } = input;
  return event === undefined ? [] : [recordEvent({ event, state: 'applied', accountPath, view })];
}
