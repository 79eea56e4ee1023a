import { z } from 'zod';
import { apply, type Command, create, lanes, readDocument, toWrite, update } from '../commit/index.ts';
import { firestore } from '../platform/firestore.ts';
import type { Id } from '../platform/ids.ts';
import { refuse } from '../platform/refusal.ts';
import type { Mode, Run, StageName, Tally } from './schema.ts';
import { runDoc } from './store.ts';

/** How far a run has come. */
export interface Progress {
  readonly stages: readonly StageName[];
  readonly stage: StageName | null;
  readonly after: string | null;
  readonly tally: Tally;
}

export const newTally: Tally = { checked: 0, drifted: 0, repaired: 0, contradicting: 0, unsettled: 0 };

export const readRun = (runId: Id): Promise<Run | undefined> => readDocument(runDoc(runId));

/** Documents that the run has repaired: its own document bears the id as well. */
export async function countCorrections(runId: Id): Promise<number> {
  const found = await firestore().collection('reconciliations').where('runId', '==', runId).count().get();
  return Math.max(0, found.data().count - 1);
}

const Saved = z.object({ saved: z.boolean() });

/** Where the run goes on if this process dies now. Whatever was repaired behind that point is clean when seen again. */
export async function saveRun(input: { runId: Id; mode: Mode; progress: Progress }): Promise<void> {
  await lanes().submit(saveCommand(input));
}

function saveCommand({
  runId,
  mode,
  progress,
}: {
  runId: Id;
  mode: Mode;
  progress: Progress;
}): Command<z.infer<typeof Saved>> {
  const doc = runDoc(runId);
  return {
    operation: 'saveReconciliation',
    aggregate: doc.path,
    receipt: 'state',
    loads: [toWrite(doc)],
    outcomeSchema: Saved,
    decide: view => {
      const before = view.get(doc);
      if (before !== undefined && before.mode !== mode) return refuse('ILLEGAL_TRANSITION');
      const fields = { ...progress, stages: [...progress.stages], savedAt: view.now };
      return apply({ saved: true }, [
        before === undefined
          ? create(doc, { runId, mode, ...fields, startedAt: view.now })
          : update(doc, fields),
      ]);
    },
  };
}
