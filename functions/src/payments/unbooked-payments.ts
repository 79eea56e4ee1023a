import { z } from 'zod';
import { readDocument } from '../commit/index.ts';
import { enrollmentDoc, ledgerEntryDoc } from '../enrollments/store.ts';
import type { Id } from '../platform/ids.ts';
import { findRecordedOwner } from './find-owner.ts';
import { suspenseDoc } from './store.ts';
import { callStripe } from './stripe-client.ts';
import { PaymentIntentObject } from './stripe-objects.ts';

const DAY_MS = 86_400_000;
const LOOK_BACK_MS = 3 * DAY_MS;
/** Its events may still be on their way. */
const SETTLE_MS = 15 * 60_000;
const PAGE = 100;
const MAX_PAGES = 100;

const Page = z.object({ data: z.array(PaymentIntentObject), has_more: z.boolean() });

/** Payments that Stripe received in the last days and that neither an enrollment nor the suspense list knows. */
export async function findUnbookedPayments({ now }: { now: Date }): Promise<readonly Id[]> {
  const unbooked: Id[] = [];
  let after: Id | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await listPayments({ now, after });
    for (const intent of page.data)
      if (isReceived(intent) && !(await isBooked(intent))) unbooked.push(intent.id);
    after = page.data.at(-1)?.id;
    if (!page.has_more || after === undefined) break;
  }
  return unbooked;
}

const isReceived = (intent: PaymentIntentObject): boolean =>
  intent.status === 'succeeded' && intent.amount_received > 0;

async function listPayments({
  now,
  after,
}: {
  now: Date;
  after: Id | undefined;
}): Promise<z.infer<typeof Page>> {
  const created = {
    gte: Math.floor((now.getTime() - LOOK_BACK_MS) / 1_000),
    lte: Math.floor((now.getTime() - SETTLE_MS) / 1_000),
  };
  const page = await callStripe('stripe.listPaymentIntents', stripe =>
    stripe.paymentIntents.list({
      created,
      limit: PAGE,
      ...(after === undefined ? {} : { starting_after: after }),
    }),
  );
  return Page.parse({ data: page.data, has_more: page.has_more });
}

async function isBooked({ id, metadata }: PaymentIntentObject): Promise<boolean> {
  const owner = metadata ?? (await findRecordedOwner(id));
  if (owner !== undefined) {
    const entry = ledgerEntryDoc({ accountPath: enrollmentDoc(owner).path, entryId: id });
    if ((await readDocument(entry)) !== undefined) return true;
  }
  return (await readDocument(suspenseDoc(id))) !== undefined;
}
