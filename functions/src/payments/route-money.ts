import type { Id } from '../platform/ids.ts';
import type { Reason } from '../platform/reasons.ts';
import { RefusalError, refused } from '../platform/refusal.ts';
import { bookMoney } from './book-money.ts';
import type { DeliveredEvent } from './event-record.ts';
import { fetchPayment } from './fetch-from-stripe.ts';
import { findRecordedOwner } from './find-owner.ts';
import { holdMoney } from './hold-money.ts';
import type { MoneyFact, Owner } from './money-fact.ts';
import type { SuspenseReason } from './schema.ts';

interface Routed {
  readonly event: DeliveredEvent;
  readonly paymentIntentId: Id;
  readonly facts: readonly MoneyFact[];
}

type Destination =
  | { readonly kind: 'enrollment'; readonly owner: Owner }
  | { readonly kind: 'suspense'; readonly reason: SuspenseReason; readonly namedOwner: Owner | undefined };

/** A claim may move the money while we look; after this many turns something else is wrong. */
const MAX_TURNS = 6;

/**
 * Brings money to where it belongs: the enrollment that the metadata names, or the one that our own record
 * names, or the suspense list. A refund that overtook its payment brings the payment along.
 * @throws RefusalError PAYMENT_NOT_FOUND while Stripe has received no such payment
 */
export async function routeMoney({ owner, ...routed }: Named): Promise<void> {
  let { facts } = routed;
  let destination = namedDestination({ ...routed, owner }) ?? (await firstDestination({ ...routed, owner }));
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const refusal = await tryToBook({ ...routed, facts, destination });
    switch (refusal) {
      case undefined:
        return;
      case 'PAYMENT_NOT_FOUND':
        facts = [await paymentBehind({ ...routed, facts }), ...facts];
        break;
      case 'CURRENCY_MISMATCH':
        destination = { kind: 'suspense', reason: 'CURRENCY_MISMATCH', namedOwner: undefined };
        break;
      case 'ENROLLMENT_NOT_FOUND':
      case 'HELD_IN_SUSPENSE':
        destination = await insteadOf({ ...routed, destination });
        break;
      case 'STALE_READ':
        destination = await recordedDestination(routed);
        break;
    }
  }
  throw refused('STALE_READ');
}

const turns = [
  'PAYMENT_NOT_FOUND',
  'CURRENCY_MISMATCH',
  'ENROLLMENT_NOT_FOUND',
  'HELD_IN_SUSPENSE',
  'STALE_READ',
] as const satisfies readonly Reason[];
type Turn = (typeof turns)[number];
const isTurn = (reason: Reason): reason is Turn => turns.some(turn => turn === reason);

const toEnrollment = (owner: Owner): Destination => ({ kind: 'enrollment', owner });

async function tryToBook({
  event,
  paymentIntentId,
  facts,
  destination,
}: Routed & { destination: Destination }): Promise<Turn | undefined> {
  try {
    if (destination.kind === 'enrollment') await bookMoney({ key: destination.owner, facts, event });
    else
      await holdMoney({
        paymentId: paymentIntentId,
        facts,
        reason: destination.reason,
        namedOwner: destination.namedOwner,
        event,
      });
    return undefined;
  } catch (error) {
    if (error instanceof RefusalError && isTurn(error.refusal.reason)) return error.refusal.reason;
    throw error;
  }
}

interface Named extends Routed {
  readonly owner: Owner | undefined;
}

/** A payment goes where its metadata says, without another read. */
function namedDestination({ owner, facts }: Named): Destination | undefined {
  if (owner === undefined || facts.some(fact => fact.kind !== 'payment')) return undefined;
  return toEnrollment(owner);
}

/**
 * What happens to a payment later goes where the payment went: a claim may have moved it away from whom the
 * metadata names.
 */
async function firstDestination(input: Named): Promise<Destination> {
  const { owner, paymentIntentId } = input;
  const recorded = (await findRecordedOwner(paymentIntentId)) ?? owner;
  return recorded === undefined ? recordedDestination(input) : toEnrollment(recorded);
}

/** Where our own record or Stripe's metadata sends it; the event itself named nobody. */
async function recordedDestination({ paymentIntentId }: Routed): Promise<Destination> {
  const owner = (await findRecordedOwner(paymentIntentId)) ?? (await fetchPayment(paymentIntentId))?.owner;
  return owner === undefined
    ? { kind: 'suspense', reason: 'NO_OWNER', namedOwner: undefined }
    : toEnrollment(owner);
}

/** The named enrollment does not exist, or the money is not there. A claim may have moved it to another one. */
async function insteadOf({
  paymentIntentId,
  destination,
}: Routed & { destination: Destination }): Promise<Destination> {
  const recorded = await findRecordedOwner(paymentIntentId);
  const tried = destination.kind === 'enrollment' ? destination.owner : undefined;
  const isNew =
    recorded !== undefined && (recorded.userId !== tried?.userId || recorded.courseId !== tried.courseId);
  return isNew ? toEnrollment(recorded) : { kind: 'suspense', reason: 'NO_ENROLLMENT', namedOwner: tried };
}

async function paymentBehind({ paymentIntentId, facts }: Routed): Promise<MoneyFact> {
  const payment = await fetchPayment(paymentIntentId);
  const wasTried = facts.some(fact => fact.kind === 'payment');
  if (payment?.fact === undefined || wasTried) throw refused('PAYMENT_NOT_FOUND');
  return payment.fact;
}
