import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Doc } from '../commit/index.ts';
import { Id } from '../platform/ids.ts';
import { Correction, Run } from './schema.ts';

export const runDoc = (runId: Id): Doc<Run> => ({ path: `reconciliations/${runId}`, schema: Run });

export const correctionDoc = (correctionId: Id): Doc<Correction> => ({
  path: `reconciliations/${correctionId}`,
  schema: Correction,
});

/** Follows from what was seen, so that a second try of the same repair meets the first one's documents. */
export function correctionIdOf(input: { runId: Id; stage: string; path: string; versions: string }): Id {
  const { runId, stage, path, versions } = input;
  const seen = createHash('sha256')
    .update(JSON.stringify([stage, path, versions]))
    .digest('hex');
  return Id.parse(`${runId}_${seen.slice(0, 24)}`);
}

/** A document whatever it holds: what drifted may not be what its schema allows. */
export const anyDoc = (path: string): Doc<{ readonly [field: string]: unknown }> => ({
  path,
  schema: z.looseObject({}),
});
