import { firestore } from '../../../src/platform/firestore.ts';
import { Id } from '../../../src/platform/ids.ts';
import { reconcile } from '../../../src/reconciliation/reconcile.ts';
import type { Drift, Mode, Tally } from '../../../src/reconciliation/schema.ts';
import { StageName } from '../../../src/reconciliation/schema.ts';

/** A recount in this process, and all it told of. */
export async function reconciled(request: {
  mode: Mode;
  runId?: string;
  stages?: readonly StageName[];
  isStored?: boolean;
}): Promise<{ drifts: readonly Drift[]; tally: Tally | undefined }> {
  const { mode, runId = 'a-run', stages = StageName.options, isStored = mode === 'apply' } = request;
  const drifts: Drift[] = [];
  let tally: Tally | undefined;
  for await (const step of reconcile({ mode, stages, isStored, runId: Id.parse(runId) })) {
    if (step.kind === 'drift') drifts.push(step.drift);
    if (step.kind === 'done') tally = step.tally;
  }
  return { drifts, tally };
}

/** Each drift as a test compares it: stage, path, fields, outcome. */
export const told = (drifts: readonly Drift[]) =>
  drifts.map(({ stage, path, differences, outcome }) => [
    stage,
    path,
    differences.map(({ field }) => field).join(),
    outcome,
  ]);

export const set = (path: string, fields: object) =>
  firestore()
    .doc(path)
    .update({ ...fields });
