import { Currency } from '../catalog/schema.ts';
import {
  apply,
  type Command,
  create,
  type Decision,
  type Doc,
  lanes,
  toWrite,
  update,
} from '../commit/index.ts';
import { noEffect } from '../enrollments/balance.ts';
import type { LedgerEntry } from '../enrollments/schema.ts';
import { enrollmentDoc, ledgerEntryDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { refuse } from '../platform/refusal.ts';
import { type DeliveredEvent, EventApplied, eventReceipt, recordEvent } from './event-record.ts';
import { entryIdsToLoad } from './ledger-facts.ts';
import type { MoneyFact, Owner } from './money-fact.ts';
import type { Suspense, SuspenseReason } from './schema.ts';
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
  /** The enrollment that the metadata names and that does not exist. */
  readonly namedOwner: Owner | undefined;
  readonly event: DeliveredEvent;
}

function holdMoneyCommand(input: HoldInput): Command<EventApplied> {
  const { paymentId, facts, reason, event, namedOwner } = input;
  const suspense = suspenseDoc(paymentId);
  const mark = markDoc(input);
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
      ...(mark === undefined ? [] : [toWrite(mark)]),
    ],
    decide: (view): Decision<EventApplied> => {
      const held = view.get(suspense);
      const known = new Set<string>(entryIds.filter(entryId => view.get(entryDoc(entryId)) !== undefined));
      const marked = mark === undefined ? undefined : view.get(mark);
      // The student enrolled meanwhile and it was booked there: whoever sorts the event must look again.
      if (marked?.kind === 'payment') return refuse('STALE_READ');
      const plan = holdInSuspense({
        paymentId,
        held,
        known,
        facts,
        reason,
        namedOwner: namedOwner ?? null,
        now: view.now,
      });
      if (plan.kind === 'refused') return plan;
      const { currency } = plan.suspense;
      return apply({ entriesAdded: plan.entries.length }, [
        held === undefined ? create(suspense, plan.suspense) : update(suspense, plan.suspense),
        ...plan.entries.map(entry =>
          create(entryDoc(entry.entryId), { ...entry, currency, recordedAt: view.now }),
        ),
        ...(mark !== undefined && marked === undefined
          ? [create(mark, markOf({ ...plan, now: view.now }))]
          : []),
        recordEvent({ event, state: 'applied', accountPath: suspense.path, view }),
      ]);
    },
  };
}

/**
 * Where the named enrollment's ledger would hold the payment. Marked, so that an event which comes after the
 * student has enrolled does not book it a second time beside the claim.
 */
function markDoc({ paymentId, reason, namedOwner, facts }: HoldInput): Doc<LedgerEntry> | undefined {
  const currency = Currency.safeParse(facts[0]?.currency);
  if (namedOwner === undefined || reason !== 'NO_ENROLLMENT' || !currency.success) return undefined;
  return ledgerEntryDoc({ accountPath: enrollmentDoc(namedOwner).path, entryId: paymentId });
}

function markOf({ suspense, now }: { suspense: Suspense; now: Date }): LedgerEntry {
  return {
    entryId: suspense.paymentId,
    kind: 'heldInSuspense',
    amount: suspense.amountPaid,
    currency: Currency.parse(suspense.currency),
    effect: noEffect,
    paymentIntentId: suspense.paymentId,
    recordedAt: now,
  };
}
