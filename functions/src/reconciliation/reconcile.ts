import type { Id } from '../platform/ids.ts';
import { type Found, RecordStreams, type Records } from './documents.ts';
import { repair } from './repair.ts';
import { countCorrections, newTally, type Progress, readRun, saveRun } from './saved-run.ts';
import type { Drift, Mode, StageName, Tally } from './schema.ts';
import { lookAgainAt, settle } from './settle.ts';
import { differencesIn, isClean, type Look, type Stage } from './stage.ts';
import { stages as allStages } from './stages.ts';

export interface ReconciliationRequest {
  /** In this order. A stored run goes on with its own. */
  readonly stages: readonly StageName[];
  readonly mode: Mode;
  readonly runId: Id;
  /** Whether the run's place is stored, so that it can be gone on with. A dry run that is not writes nothing at all. */
  readonly isStored: boolean;
}

/** What a run tells while it goes on. */
export type Step =
  | { readonly kind: 'stage'; readonly stage: StageName; readonly documents: number }
  | { readonly kind: 'drift'; readonly drift: Drift }
  /** A page is done: all that was found in it has been told. */
  | { readonly kind: 'page'; readonly stage: StageName; readonly after: string; readonly documents: number }
  | { readonly kind: 'done'; readonly tally: Tally };

/** Documents that drift are looked at again so many at once. */
const AT_ONCE = 16;

/**
 * Recounts every counter from its records and tells what differs, page by page in the order of names. With `apply` it
 * repairs; history is never changed. Safe to run beside everything else, to kill and to run again.
 */
export async function* reconcile(request: ReconciliationRequest): AsyncGenerator<Step> {
  const { runId, isStored } = request;
  const stored = isStored ? await readRun(runId) : undefined;
  const journal = new Journal({ request, progress: stored ?? startOf(request) });
  for (const name of remaining(journal.progress)) yield* stepsOf({ request, journal, name });
  // A process may have died between a repair and the page's end.
  const repaired = isStored ? await countCorrections(runId) : 0;
  const tally = withRepaired({ tally: journal.progress.tally, repaired });
  await journal.save({ stage: null, after: null, tally });
  yield { kind: 'done', tally };
}

async function* stepsOf(input: {
  request: ReconciliationRequest;
  journal: Journal;
  name: StageName;
}): AsyncGenerator<Step> {
  const { request, journal, name } = input;
  const { runId, mode } = request;
  const stage = allStages[name];
  const after = journal.progress.stage === name ? journal.progress.after : null;
  yield { kind: 'stage', stage: name, documents: await stage.count() };
  const streams = new RecordStreams();
  try {
    for await (const page of stage.parents(after)) {
      const last = page.at(-1)?.path;
      if (last === undefined) continue;
      const drifts = await driftsIn({ stage, page, records: streams.records, runId, mode });
      for (const drift of drifts) yield { kind: 'drift', drift };
      const tally = tallied({ tally: journal.progress.tally, checked: page.length, drifts });
      await journal.save({ stage: name, after: last, tally });
      yield { kind: 'page', stage: name, after: last, documents: page.length };
    }
  } finally {
    await streams.close();
  }
}

/** Where a run is, kept where another process finds it if the run is a stored one. */
class Journal {
  readonly #request: ReconciliationRequest;
  #progress: Progress;

  constructor({ request, progress }: { request: ReconciliationRequest; progress: Progress }) {
    this.#request = request;
    this.#progress = progress;
  }

  get progress(): Progress {
    return this.#progress;
  }

  async save({ stage, after, tally }: Omit<Progress, 'stages'>): Promise<void> {
    const { runId, mode, isStored } = this.#request;
    this.#progress = { stages: this.#progress.stages, stage, after, tally };
    if (isStored) await saveRun({ runId, mode, progress: this.#progress });
  }
}

const startOf = ({ stages }: ReconciliationRequest): Progress => ({
  stages,
  stage: stages[0] ?? null,
  after: null,
  tally: newTally,
});

/** With what a process repaired that did not live to tell it. */
function withRepaired({ tally, repaired }: { tally: Tally; repaired: number }): Tally {
  const untold = Math.max(0, repaired - tally.repaired);
  return { ...tally, repaired: tally.repaired + untold, drifted: tally.drifted + untold };
}

/** None if the stored run is done. */
const remaining = ({ stages, stage }: Progress): readonly StageName[] =>
  stage === null ? [] : stages.slice(stages.indexOf(stage));

interface Place {
  readonly stage: Stage;
  readonly runId: Id;
  readonly mode: Mode;
}

async function driftsIn({
  page,
  records,
  ...place
}: Place & { page: readonly Found[]; records: Records }): Promise<readonly Drift[]> {
  const suspects = (await place.stage.look(page, records)).filter(look => !isClean(look));
  const drifts: Drift[] = [];
  for (let start = 0; start < suspects.length; start += AT_ONCE) {
    const some = await Promise.all(
      suspects.slice(start, start + AT_ONCE).map(look => driftOf({ ...place, look })),
    );
    drifts.push(...some.filter(drift => drift !== undefined));
  }
  return drifts;
}

async function driftOf({ look, ...place }: Place & { look: Look }): Promise<Drift | undefined> {
  const { stage, runId, mode } = place;
  const seen = await settle({ patienceMs: stage.patienceMs, again: lookAgainAt(stage, look) });
  if (seen.kind === 'clean') return undefined;
  const { path, contradictions } = seen.look;
  const told = { stage: stage.name, path, differences: differencesIn(seen.look), contradictions };
  if (seen.kind === 'unsettled') return { ...told, outcome: 'unsettled' };
  if (contradictions.length > 0) return { ...told, outcome: 'contradicting' };
  if (mode === 'dryRun') return { ...told, outcome: 'found' };
  return { ...told, outcome: await repair({ stage, look: seen.look, runId }) };
}

function tallied(input: { tally: Tally; checked: number; drifts: readonly Drift[] }): Tally {
  const { tally, checked, drifts } = input;
  const many = (wanted: Drift['outcome']) => drifts.filter(({ outcome }) => outcome === wanted).length;
  return {
    checked: tally.checked + checked,
    drifted: tally.drifted + drifts.length - many('unsettled'),
    repaired: tally.repaired + many('repaired'),
    contradicting: tally.contradicting + many('contradicting'),
    unsettled: tally.unsettled + many('unsettled'),
  };
}
