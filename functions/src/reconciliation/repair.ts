import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { apply, type Command, create, fingerprintOf, lanes, toCreate, toWrite } from '../commit/index.ts';
import type { Id } from '../platform/ids.ts';
import { RefusalError, refuse } from '../platform/refusal.ts';
import type { Drift } from './schema.ts';
import { lookAgainAt, repairLookAt, settle } from './settle.ts';
import { differencesIn, type Look, type Stage } from './stage.ts';
import { anyDoc, correctionDoc, correctionIdOf } from './store.ts';

const RepairOutcome = z.object({ corrected: z.array(z.string()) });
type RepairOutcome = z.infer<typeof RepairOutcome>;

/**
 * Sets a document's counters to what its records say and tells it: in `reconciliations/…` always, in the ledger where
 * there is one. Decided on the counters as they were looked at; any other refuses STALE_READ. That is enough, since
 * whoever adds a record changes the counters by as much in the same commit.
 * Reads 1, writes 2 (3 with a ledger's row).
 */
export function repairCommand({
  stage,
  look,
  runId,
}: {
  stage: Stage;
  look: Look;
  runId: Id;
}): Command<RepairOutcome> {
  const { path, versions, stored, expected } = look;
  const correctionId = correctionIdOf({ runId, stage: stage.name, path, versions });
  const correction = correctionDoc(correctionId);
  const differences = differencesIn(look);
  const repair = { look, correctionId, differences };
  return {
    operation: 'reconcile',
    aggregate: path,
    receipt: {
      doc: correction,
      fingerprint: fingerprintOf('reconcile', { path, fields: differences.map(({ field }) => field) }),
    },
    loads: [toWrite(anyDoc(path)), toCreate(correction), ...stage.rows(repair)],
    outcomeSchema: RepairOutcome,
    decide: view => {
      const present = view.get(anyDoc(path)) ?? stored;
      if (Object.keys(expected).some(field => !isDeepStrictEqual(present[field], stored[field])))
        return refuse('STALE_READ');
      return apply({ corrected: differences.map(({ field }) => field) }, [
        ...stage.mend(repair, view),
        create(correction, {
          runId,
          stage: stage.name,
          path,
          differences: [...differences],
          at: view.now,
        }),
      ]);
    },
  };
}

const TRIES = 5;

/** Repairs one document, looking at it again for as long as it changes meanwhile; then looks whether it is right. */
export async function repair({
  stage,
  look,
  runId,
}: {
  stage: Stage;
  look: Look;
  runId: Id;
}): Promise<Drift['outcome']> {
  await stage.prepare?.(look);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const seen = await settle({ patienceMs: 0, again: repairLookAt(stage, look) });
    if (seen.kind === 'unsettled') return 'unsettled';
    if (seen.kind === 'clean') break;
    if (seen.look.contradictions.length > 0) return 'contradicting';
    if (await wasApplied(repairCommand({ stage, look: seen.look, runId }))) break;
  }
  const after = await settle({ patienceMs: 0, again: lookAgainAt(stage, look) });
  return after.kind === 'clean' ? 'repaired' : 'unsettled';
}

async function wasApplied(command: Command<RepairOutcome>): Promise<boolean> {
  try {
    await lanes().submit(command);
    return true;
  } catch (error) {
    if (error instanceof RefusalError && error.refusal.reason === 'STALE_READ') return false;
    throw error;
  }
}
