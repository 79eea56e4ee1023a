import { setTimeout } from 'node:timers/promises';
import { recordsNow } from './documents.ts';
import { isClean, type Look, type Stage } from './stage.ts';

export type Settled =
  | { readonly kind: 'clean' }
  | { readonly kind: 'drift'; readonly look: Look }
  /** Something changed between every two looks. */
  | { readonly kind: 'unsettled'; readonly look: Look };

const MAX_LOOKS = 6;

/** So often in a row it must look the same where something else keeps the counters up to date, a moment later. */
const STABLE_LOOKS = 3;

type LookAgain = () => Promise<Look | undefined>;

/**
 * Looks again at what seemed to drift. Counters and records are read one after the other, so a payment that lands in
 * between looks like drift; of two looks that saw the same versions of everything each saw one moment.
 */
export async function settle({
  patienceMs,
  again,
}: {
  patienceMs: number;
  again: LookAgain;
}): Promise<Settled> {
  const wanted = patienceMs === 0 ? 2 : STABLE_LOOKS;
  let last: Look | undefined;
  let same = 0;
  for (let count = 0; count < MAX_LOOKS; count += 1) {
    if (count > 0 && patienceMs > 0) await setTimeout(patienceMs);
    const look = await again();
    if (look === undefined || isClean(look)) return { kind: 'clean' };
    same = look.versions === last?.versions ? same + 1 : 1;
    last = look;
    if (same >= wanted) return { kind: 'drift', look };
  }
  return last === undefined ? { kind: 'clean' } : { kind: 'unsettled', look: last };
}

/** Reads a document with its records anew, as one of a page of one. */
export const lookAgainAt =
  (stage: Stage, { parent, path }: Look): LookAgain =>
  async () =>
    (await stage.look([await stage.parentAt(parent)], recordsNow)).find(look => look.path === path);

/** The same by what a repair sets the counters to. */
export const repairLookAt =
  (stage: Stage, look: Look): LookAgain =>
  async () => {
    if (stage.lookToRepair === undefined) return lookAgainAt(stage, look)();
    const looks = await stage.lookToRepair(await stage.parentAt(look.parent));
    return looks.find(({ path }) => path === look.path);
  };
