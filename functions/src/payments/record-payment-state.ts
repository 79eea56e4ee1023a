import {
  apply,
  type Change,
  type Command,
  create,
  type Decision,
  lanes,
  toWrite,
  update,
  type View,
} from '../commit/index.ts';
import { enrollmentDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { type DeliveredEvent, EventApplied, eventReceipt, recordEvent } from './event-record.ts';
import type { Owner } from './money-fact.ts';
import { afterStateTold } from './payment-state.ts';
import type { PaymentState } from './schema.ts';
import { paymentDoc, stripeEventDoc } from './store.ts';

interface StateTold {
  readonly paymentIntentId: Id;
  readonly state: PaymentState;
  readonly owner: Owner | undefined;
  readonly event: DeliveredEvent;
}

/** Records a step of a payment that moved no money. A canceled one is no longer handed out to other tabs. */
export async function recordPaymentState(told: StateTold): Promise<void> {
  await lanes().submit(stateCommand({ told, receipt: eventReceipt(told.event) }));
}

/** For show, after the booking: the payment's own document says that it succeeded. Deciding twice is harmless. */
export async function showPaymentSucceeded(told: Omit<StateTold, 'state'>): Promise<void> {
  await lanes().submit(stateCommand({ told: { ...told, state: 'SUCCEEDED' }, receipt: 'state' }));
}

function stateCommand({
  told,
  receipt,
}: {
  told: StateTold;
  receipt: Command<EventApplied>['receipt'];
}): Command<EventApplied> {
  const payment = paymentDoc(told.paymentIntentId);
  const isReceipt = receipt !== 'state';
  const enrollment =
    told.state === 'CANCELED' && told.owner !== undefined ? enrollmentDoc(told.owner) : undefined;
  return {
    operation: 'recordPaymentState',
    aggregate: payment.path,
    receipt,
    outcomeSchema: EventApplied,
    loads: [payment, enrollment, isReceipt ? stripeEventDoc(told.event.eventId) : undefined]
      .filter(doc => doc !== undefined)
      .map(toWrite),
    decide: (view): Decision<EventApplied> => {
      const changes = [...paymentChange({ told, view }), ...openPaymentChange({ told, view })];
      const record = isReceipt
        ? [recordEvent({ event: told.event, state: 'applied', accountPath: null, view })]
        : [];
      return apply({ entriesAdded: 0 }, [...changes, ...record]);
    },
  };
}

function paymentChange({ told, view }: { told: StateTold; view: View }): readonly Change[] {
  const { paymentIntentId, state, owner, event } = told;
  const doc = paymentDoc(paymentIntentId);
  const payment = view.get(doc);
  if (payment !== undefined) {
    const next = afterStateTold({ payment, state, toldAt: event.createdAt });
    return next === undefined ? [] : [update(doc, next)];
  }
  // A payment of something else on the same Stripe account is none of ours.
  if (owner === undefined) return [];
  return [create(doc, { ...owner, paymentIntentId, state, requestedAmount: null, stateAt: event.createdAt })];
}

function openPaymentChange({ told, view }: { told: StateTold; view: View }): readonly Change[] {
  if (told.state !== 'CANCELED' || told.owner === undefined) return [];
  const doc = enrollmentDoc(told.owner);
  const isOpen = view.get(doc)?.openPayment?.paymentIntentId === told.paymentIntentId;
  return isOpen ? [update(doc, { openPayment: null })] : [];
}
