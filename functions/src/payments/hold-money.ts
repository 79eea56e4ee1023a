import { apply, type Command, create, type Decision, lanes, toWrite, update } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { type DeliveredEvent, EventApplied, eventReceipt, recordEvent } from './event-record.ts';
import { entryIdsToLoad } from './ledger-facts.ts';
import type { MoneyFact } from './money-fact.ts';
import type { SuspenseReason } from './schema.ts';
import { stripeEventDoc, suspenseDoc, suspenseEntryDoc } from './store.ts';
import { holdInSuspense } from './suspense.ts';

/**
 * Books money that matches no enrollment into the suspense list, with the event, in one commit.
 * @throws RefusalError STALE_READ when it was claimed meanwhile; PAYMENT_NOT_FOUND for a refund of the unknown
 */
export async function holdMoney(input: HoldInput): Promise<void> {
  await lanes().submit(holdMoneyCommand(input));
}

interface HoldInput {
  readonly paymentId: Id;
  readonly facts: readonly MoneyFact[];
  readonly reason: SuspenseReason;
  readonly event: DeliveredEvent;
}

function holdMoneyCommand({ paymentId, facts, reason, event }: HoldInput): Command<EventApplied> {
  const suspense = suspenseDoc(paymentId);
  const entryIds = [...new Set(facts.flatMap(entryIdsToLoad))];
  const entryDoc = (entryId: string) => suspenseEntryDoc({ paymentId, entryId });
  return {
    operation: 'holdMoney',
    aggregate: suspense.path,
    receipt: eventReceipt(event),
    outcomeSchema: EventApplied,
    loads: [
      toWrite(suspense),
      toWrite(stripeEventDoc(event.eventId)),
      ...entryIds.map(entryId => toWrite(entryDoc(entryId))),
    ],
    decide: (view): Decision<EventApplied> => {
      const held = view.get(suspense);
      const known = new Set<string>(entryIds.filter(entryId => view.get(entryDoc(entryId)) !== undefined));
      const plan = holdInSuspense({ paymentId, held, known, facts, reason, now: view.now });
      if (plan.kind === 'refused') return plan;
      const { currency } = plan.suspense;
      return apply({ entriesAdded: plan.entries.length }, [
        held === undefined ? create(suspense, plan.suspense) : update(suspense, plan.suspense),
        ...plan.entries.map(entry =>
          create(entryDoc(entry.entryId), { ...entry, currency, recordedAt: view.now }),
        ),
        recordEvent({ event, state: 'applied', accountPath: suspense.path, view }),
      ]);
    },
  };
}
