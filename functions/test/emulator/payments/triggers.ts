import { z } from 'zod';
import { carryOutEntry } from '../../../src/effects/carry-out-outbox-entry.ts';
import { takeUpEvent } from '../../../src/payments/on-stripe-event-received.ts';
import { StripeEventRecord } from '../../../src/payments/schema.ts';
import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { plainOf } from '../../../src/platform/plain.ts';

const Failure = z.instanceof(Error);

/** Every event in the inbox, as its document is now. */
export async function inbox(): Promise<readonly StripeEventRecord[]> {
  const snapshot = await firestore().collection('stripeEvents').get();
  return snapshot.docs.map(doc => StripeEventRecord.parse(plainOf(doc.data())));
}

export async function inboxEntry(eventId: string): Promise<StripeEventRecord | undefined> {
  const snapshot = await firestore().doc(`stripeEvents/${eventId}`).get();
  return snapshot.exists ? StripeEventRecord.parse(plainOf(snapshot.data())) : undefined;
}

/** The trigger on one event's document, as it is now. */
export async function takeUp(eventId: string): Promise<void> {
  const record = await inboxEntry(eventId);
  if (record !== undefined) await takeUpEvent(record);
}

export interface TriggerRun {
  /** The names of the errors after which Firestore would run a trigger again. */
  readonly failures: readonly string[];
}

/** Runs the document triggers on everything they would have been run on; each twice, as they may be. */
export async function runTriggers(): Promise<TriggerRun> {
  const failures: string[] = [];
  const twice = async (work: () => Promise<void>) => {
    for (let run = 0; run < 2; run += 1)
      await work().catch((error: unknown) => failures.push(Failure.parse(error).message));
  };
  for (const record of await inbox()) await twice(() => takeUpEvent(record));
  const outbox = await firestore().collection('outbox').get();
  for (const { id } of outbox.docs) await twice(() => carryOutEntry({ id: Id.parse(id) }));
  return { failures };
}
