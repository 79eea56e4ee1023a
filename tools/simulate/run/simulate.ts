import { sharedRetryBudget } from '../../../functions/src/platform/retry/index.ts';
import type { Broken, Invariant } from '../checks/verdicts.ts';
import { realNowMs } from '../hosted/globals.ts';
import { host } from '../hosted/hosting.ts';
import { World } from '../world/world.ts';
import type { RunPlan } from './plan.ts';
import { Run, type RunWatching } from './run.ts';

export interface RunResult {
  readonly plan: RunPlan;
  readonly broken: Broken | undefined;
  /** Of the whole history: the same plan gives the same one. */
  readonly digest: string;
  readonly steps: number;
  readonly lives: number;
  /** Lives begun, the last ones cut short. */
  readonly begun: number;
  /** Somebody asked to end it. */
  readonly isStopped: boolean;
  readonly virtualSeconds: number;
  readonly realSeconds: number;
  readonly documents: number;
  readonly checked: ReadonlyMap<Invariant, number>;
  readonly counts: Readonly<Record<string, number>>;
  readonly lines: readonly string[];
}

let runs = 0;

export interface SimulateInput extends RunWatching {
  readonly plan: RunPlan;
  /** Lines of the history that are kept: the last ones. */
  readonly keepLines?: number;
}

/** One run from its beginning to its end: what the plan says, and nothing else, decides what happens. */
export async function simulate({ plan, keepLines = 0, ...watching }: SimulateInput): Promise<RunResult> {
  const startedAtMs = realNowMs();
  const world = new World({ plan, keepLines });
  host(world);
  try {
    beginAnew();
    const run = new Run({ world, ...watching });
    await run.toItsEnd();
    return resultOf({ world, run, realSeconds: (realNowMs() - startedAtMs) / 1_000 });
  } finally {
    host(undefined);
  }
}

/** What the product's modules remember is kept by project; and no run may save up retries for the next. */
function beginAnew(): void {
  runs += 1;
  process.env.GCLOUD_PROJECT = `demo-simulation-${runs}`;
  while (sharedRetryBudget.available >= 1) sharedRetryBudget.tryWithdraw();
}

function resultOf({ world, run, realSeconds }: { world: World; run: Run; realSeconds: number }): RunResult {
  const { plan, verdicts, trace, scheduler, counts } = world;
  return {
    plan,
    broken: verdicts.broken,
    digest: trace.digest(),
    steps: scheduler.steps,
    lives: counts['life'] ?? 0,
    begun: run.begun,
    isStopped: run.isStopped,
    virtualSeconds: Math.round((scheduler.now() - world.bornAtMs) / 1_000),
    realSeconds,
    documents: world.store.documents.size,
    checked: verdicts.counts,
    counts,
    lines: trace.lines,
  };
}
