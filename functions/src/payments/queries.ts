import { firestore } from '../platform/firestore.ts';
import { Id } from '../platform/ids.ts';
import { plainOf } from '../platform/plain.ts';
import { type EventState, StripeEventRecord } from './schema.ts';
import { suspenseDoc } from './store.ts';

/** Each with its body, a few kilobytes as a rule. */
const EVENTS_PAGE = 100;

/** The entries that a suspense account holds; few, since one payment has few refunds. */
export async function listSuspenseEntryIds(paymentId: Id): Promise<readonly Id[]> {
  const snapshot = await firestore()
    .collection(`${suspenseDoc(paymentId).path}/ledger`)
    .limit(200)
    .get();
  return snapshot.docs.map(doc => Id.parse(doc.id));
}

/**
 * Events that were stored before `before` and not yet applied, oldest first. Their times are not indexed: an
 * index on a time that only grows would limit how many events the inbox takes a second.
 */
export async function listWaitingEvents(input: {
  before: Date;
  limit: number;
}): Promise<readonly StripeEventRecord[]> {
  const snapshot = await firestore()
    .collection('stripeEvents')
    .where('state', '==', 'received')
    .limit(input.limit)
    .get();
  return snapshot.docs
    .map(doc => StripeEventRecord.parse(plainOf(doc.data())))
    .filter(({ receivedAt }) => receivedAt <= input.before)
    .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

/** Pages of the inbox in one state, by the events' names. */
export async function* listEventsIn(state: EventState): AsyncGenerator<readonly StripeEventRecord[]> {
  const ordered = firestore()
    .collection('stripeEvents')
    .where('state', '==', state)
    .orderBy('__name__')
    .limit(EVENTS_PAGE);
  let page = await ordered.get();
  while (!page.empty) {
    yield page.docs.map(doc => StripeEventRecord.parse(plainOf(doc.data())));
    const last = page.docs.at(-1);
    if (last === undefined || page.size < EVENTS_PAGE) return;
    page = await ordered.startAfter(last).get();
  }
}

export async function countParkedEvents(): Promise<number> {
  const snapshot = await firestore().collection('stripeEvents').where('state', '==', 'parked').count().get();
  return snapshot.data().count;
}
