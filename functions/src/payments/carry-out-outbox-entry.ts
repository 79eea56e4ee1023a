import { onDocumentCreated } from 'firebase-functions/firestore';
import { onSchedule } from 'firebase-functions/scheduler';
import { z } from 'zod';
import { apply, type Decision, lanes, readDocument, toWrite, update } from '../commit/index.ts';
import { promoteWaitlisted } from '../enrollments/promote-waitlisted.ts';
import { type EnrollmentKey, enrollmentDoc } from '../enrollments/store.ts';
import type { OutboxEntry } from '../outbox/schema.ts';
import { outboxDoc } from '../outbox/store.ts';
import { systemClock } from '../platform/clock.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import type { Reason } from '../platform/reasons.ts';
import { RefusalError, refused } from '../platform/refusal.ts';
import { bookMoney } from './book-money.ts';
import { refundFactOf } from './interpret-event.ts';
import { listPendingOutbox } from './queries.ts';
import { findRefund, refundOnce } from './refund-once.ts';

/** Carries out what a commit decided and could not do itself. Each effect happens once, however often this runs. */
export const onOutboxEntryCreated = onDocumentCreated(
  { document: 'outbox/{id}', retry: true, secrets: [stripeSecretKey] },
  async event => carryOutEntry({ id: Id.parse(event.params.id) }),
);

/** Every hour: what no trigger carried out, say because it failed for longer than triggers are repeated. */
export const sweepOutbox = onSchedule(
  { schedule: '35 * * * *', timeZone: 'Etc/UTC', timeoutSeconds: 540, secrets: [stripeSecretKey] },
  async () => carryOutPending({ now: systemClock.now() }),
);

/** Younger ones are the trigger's business. */
const WAITED_MS = 600_000;

/** One that fails is logged and left to the next hour; the others go on. */
export async function carryOutPending({ now }: { now: Date }): Promise<void> {
  for (const id of await listPendingOutbox({ before: new Date(now.getTime() - WAITED_MS), limit: 500 })) {
    try {
      await carryOutEntry({ id });
    } catch (error) {
      log.error('sweepOutbox', error, { id });
    }
  }
}

/** Refusals that no further try will change. */
const FINAL: ReadonlySet<Reason> = new Set([
  'PAYMENT_NOT_FOUND',
  'REFUND_EXCEEDS_PAYMENT',
  'PAYMENT_DECLINED',
  'PAYMENT_PROVIDER_REFUSED',
  'AMOUNT_TOO_SMALL',
]);

/** @throws when it has to be tried again */
export async function carryOutEntry({ id }: { id: Id }): Promise<void> {
  const entry = await readDocument(outboxDoc(id));
  if (entry === undefined || entry.state !== 'PENDING') return;
  try {
    await carryOut({ id, entry });
    await settle({ id, state: 'DONE', problem: null });
  } catch (error) {
    if (!(error instanceof RefusalError) || !FINAL.has(error.refusal.reason)) throw error;
    log.error('outboxEntryParked', error, { id, kind: entry.kind });
    await settle({ id, state: 'PARKED', problem: error.refusal.reason });
  }
}

async function carryOut({ id, entry }: { id: Id; entry: OutboxEntry }): Promise<void> {
  switch (entry.kind) {
    case 'promoteWaitlisted':
      await promoteWaitlisted({ courseId: entry.courseId });
      return;
    case 'refundOverpayment': {
      const { userId, courseId, paymentIntentId, amount } = entry;
      const key = { userId, courseId };
      // Any run may be a repeat of one whose answer was lost, so Stripe is always asked first.
      const earlier = await findRefund({ paymentIntentId, marker: id });
      if (earlier === undefined && !(await isStillCredit({ key, amount }))) return;
      const refund =
        earlier ?? (await refundOnce({ key, paymentIntentId, amount, marker: id, isRepeat: false }));
      await bookMoney({ key, facts: [refundFactOf({ refund, paymentIntentId })], event: undefined });
    }
  }
}

/** Staff may have returned it meanwhile; it must not go back a second time. */
async function isStillCredit({ key, amount }: { key: EnrollmentKey; amount: number }): Promise<boolean> {
  const enrollment = await readDocument(enrollmentDoc(key));
  if (enrollment === undefined) throw refused('ENROLLMENT_NOT_FOUND');
  return enrollment.creditBalance >= amount;
}

const Settled = z.object({ state: z.string() });

async function settle(input: { id: Id; state: 'DONE' | 'PARKED'; problem: string | null }): Promise<void> {
  const { id, state, problem } = input;
  const doc = outboxDoc(id);
  await lanes().submit({
    operation: 'settleOutboxEntry',
    aggregate: doc.path,
    receipt: 'state',
    outcomeSchema: Settled,
    loads: [toWrite(doc)],
    decide: (view): Decision<z.infer<typeof Settled>> => {
      if (view.get(doc)?.state !== 'PENDING') return apply({ state }, []);
      return apply({ state }, [update(doc, { state, problem, doneAt: view.now })]);
    },
  });
}
