import { z } from 'zod';
import { apply, type Command, create, type Doc, toWrite } from '../../../src/commit/index.ts';
import { unique } from './lane-world.ts';

const Written = z.object({ isWritten: z.boolean() });

/** Anything at all: what is refused is left to the lane and to Firestore. */
const anything = z.record(z.string(), z.unknown());

export const noteDoc = (id: string): Doc<Record<string, unknown>> => ({
  path: `notes/${id}`,
  schema: anything,
});

/** Creates one document that holds whatever the test wants, in a queue that it shares with its neighbours. */
export function writeNote({
  id = unique(),
  data,
  queue = 'notes',
  path = noteDoc(id).path,
  deadlineMs = 10_000,
}: {
  id?: string;
  data: Record<string, unknown>;
  queue?: string;
  path?: string;
  deadlineMs?: number;
}): Command<z.infer<typeof Written>> {
  const doc = { path, schema: anything };
  return {
    operation: 'writeNote',
    aggregate: queue,
    receipt: { doc, fingerprint: id },
    loads: [toWrite(doc)],
    outcomeSchema: Written,
    decide: () => apply({ isWritten: true }, [create(doc, data)]),
    deadlineMs,
  };
}

export const written = { outcome: { isWritten: true }, replayed: false };
