import { randomUUID } from 'node:crypto';
import { note } from '../../functions/src/audit/staff-action.ts';
import { readDocument } from '../../functions/src/commit/index.ts';
import { applyStoredEvent } from '../../functions/src/payments/apply-stored-event.ts';
import { listEventsIn } from '../../functions/src/payments/queries.ts';
import { problemOf } from '../../functions/src/payments/receive-event.ts';
import type { StripeEventRecord } from '../../functions/src/payments/schema.ts';
import { stripeEventDoc } from '../../functions/src/payments/store.ts';
import { RequestId } from '../../functions/src/platform/ids.ts';
import { refused } from '../../functions/src/platform/refusal.ts';
import { exits } from '../shared/exits.ts';
import { operatorAct, submitAsOperator } from '../shared/operator-act.ts';
import type { ReplayArguments } from './arguments.ts';
import { printEvent, printTotals, type Replayed } from './output.ts';

/** Events between two lines of progress. */
const PROGRESS_EVERY = 50;

/** Few events wait or are parked, and the oldest goes first, so all are read before any is tried. */
export async function run(args: ReplayArguments): Promise<number> {
  const records = await find(args);
  const totals = { events: records.length, applied: 0, failed: 0 };
  for (const [index, record] of records.entries()) {
    const replayed =
      args.mode === 'apply' ? await replay(record) : { record, after: null, problem: record.problem };
    printEvent(args, replayed);
    if (args.mode === 'apply') totals[replayed.problem === null ? 'applied' : 'failed'] += 1;
    if ((index + 1) % PROGRESS_EVERY === 0) console.error(`${index + 1} of ${records.length} …`);
  }
  printTotals(args, totals);
  return totals.failed === 0 ? exits.done : exits.refused;
}

/** @throws RefusalError EVENT_NOT_FOUND */
async function find({ eventId, states, since }: ReplayArguments): Promise<readonly StripeEventRecord[]> {
  const found: StripeEventRecord[] = [];
  if (eventId !== undefined) {
    const record = await readDocument(stripeEventDoc(eventId));
    if (record === undefined) throw refused('EVENT_NOT_FOUND');
    found.push(record);
  } else {
    for (const state of states) for await (const page of listEventsIn(state)) found.push(...page);
  }
  return found
    .filter(({ receivedAt }) => since === undefined || receivedAt >= since)
    .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

/** As `replayStripeEvent` does it: told before it is tried. One that fails does not hold up the others. */
async function replay(record: StripeEventRecord): Promise<Replayed> {
  if (record.state === 'applied') return { record, after: 'applied', problem: null };
  const doc = stripeEventDoc(record.eventId);
  const request = { requestId: RequestId.parse(randomUUID()) };
  const act = operatorAct({ action: 'replayEvents', request, document: doc.path });
  try {
    await submitAsOperator(act, note(act));
    const after = await applyStoredEvent(record);
    if (after !== 'parked') return { record, after, problem: null };
    // Tried and parked, perhaps for another reason than before.
    return { record, after, problem: (await readDocument(doc))?.problem ?? 'parked' };
  } catch (error) {
    return { record, after: record.state, problem: problemOf(error) };
  }
}
