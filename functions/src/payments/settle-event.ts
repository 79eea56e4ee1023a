import { z } from 'zod';
import { apply, type Command, type Decision, lanes, toWrite, update } from '../commit/index.ts';
import { type DeliveredEvent, recordEvent } from './event-record.ts';
import { EventState } from './schema.ts';
import { stripeEventDoc } from './store.ts';

const Settled = z.object({ state: EventState });
type Settled = z.infer<typeof Settled>;

/** Whoever delivers waits for this, and may have waited for a try to apply the event before. */
const STORE_WITHIN_MS = 4_000;

/** The inbox alone changes: the event moved no money that we keep. An event that is applied already stays so. */
export async function settleEvent(input: {
  readonly event: DeliveredEvent;
  readonly state: 'ignored' | 'parked' | 'received';
  readonly problem?: string;
}): Promise<EventState> {
  const { event, state } = input;
  const doc = stripeEventDoc(event.eventId);
  const command: Command<Settled> = {
    operation: 'settleEvent',
    aggregate: doc.path,
    // No receipt: what waits, is parked or is ignored today may still be applied, by a replay or a newer version.
    receipt: 'state',
    outcomeSchema: Settled,
    loads: [toWrite(doc)],
    deadlineMs: STORE_WITHIN_MS,
    decide: (view): Decision<Settled> => {
      const known = view.get(doc)?.state;
      if (known !== undefined && outlasts({ known, state })) return apply({ state: known }, []);
      return apply({ state }, [recordEvent({ ...input, accountPath: null, view })]);
    },
  };
  const { outcome } = await lanes().submit(command);
  return outcome.state;
}

/** A parked event stays where people see it, though it was delivered once more and failed once more. */
const outlasts = ({ known, state }: { known: EventState; state: EventState }): boolean =>
  known === 'applied' || known === state || (known === 'parked' && state === 'received');

/** Counts a failed background try; after `maxAttempts` the event is parked, where people see it. */
export async function countFailedAttempt(input: {
  readonly event: DeliveredEvent;
  readonly problem: string;
  readonly maxAttempts: number;
}): Promise<EventState> {
  const doc = stripeEventDoc(input.event.eventId);
  const command: Command<Settled> = {
    operation: 'countFailedAttempt',
    aggregate: doc.path,
    receipt: 'state',
    outcomeSchema: Settled,
    loads: [toWrite(doc)],
    decide: (view): Decision<Settled> => {
      const record = view.get(doc);
      if (record === undefined || record.state !== 'received')
        return apply({ state: record?.state ?? 'received' }, []);
      const attempts = record.attempts + 1;
      const state = attempts >= input.maxAttempts ? 'parked' : 'received';
      return apply({ state }, [update(doc, { attempts, state, problem: input.problem })]);
    },
  };
  const { outcome } = await lanes().submit(command);
  return outcome.state;
}
