import { z } from 'zod';
import { apply, type Decision, lanes, toWrite, update } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { outboxDoc } from './store.ts';

const Settled = z.object({ state: z.string() });

/** Notes that an effect is there, or why a person must look. What is settled already stays as it is. */
export async function settleEntry(input: {
  readonly id: Id;
  readonly state: 'DONE' | 'PARKED';
  /** The reason it was parked for. */
  readonly problem: string | null;
}): Promise<void> {
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
