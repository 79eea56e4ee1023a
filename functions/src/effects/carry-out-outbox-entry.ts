import { onDocumentCreated } from 'firebase-functions/firestore';
import { onSchedule } from 'firebase-functions/scheduler';
import { readDocument } from '../commit/index.ts';
import { listPendingOutbox } from '../outbox/queries.ts';
import { settleEntry } from '../outbox/settle-entry.ts';
import { outboxDoc } from '../outbox/store.ts';
import { systemClock } from '../platform/clock.ts';
import { stripeSecretKey } from '../platform/environment.ts';
import { Id } from '../platform/ids.ts';
import { log } from '../platform/log.ts';
import type { Reason } from '../platform/reasons.ts';
import { RefusalError } from '../platform/refusal.ts';
import { carryOut } from './effects.ts';

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
  'ACCOUNT_NOT_FOUND',
]);

/** @throws when it has to be tried again */
export async function carryOutEntry({ id }: { id: Id }): Promise<void> {
  const entry = await readDocument(outboxDoc(id));
  if (entry === undefined || entry.state !== 'PENDING') return;
  try {
    await carryOut({ id, entry });
    await settleEntry({ id, state: 'DONE', problem: null });
  } catch (error) {
    if (!(error instanceof RefusalError) || !FINAL.has(error.refusal.reason)) throw error;
    log.error('outboxEntryParked', error, { id, kind: entry.kind });
    await settleEntry({ id, state: 'PARKED', problem: error.refusal.reason });
  }
}
