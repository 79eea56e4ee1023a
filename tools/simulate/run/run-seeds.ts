import { saveRun } from '../../results/results.ts';
import { realNowMs } from '../hosted/globals.ts';
import type { SimulateOptions } from '../options.ts';
import type { RunPlan } from './plan.ts';
import { describe, jsonLine, recordOf, totalsOf } from './report.ts';
import { commandOf, shrink } from './shrink.ts';
import { type RunResult, simulate } from './simulate.ts';

const HISTORY_LINES = 100_000;
const SHOWN_LINES = 250;
const LINE_LENGTH = 260;

interface Command {
  readonly options: SimulateOptions;
  readonly say: (line: string) => void;
  readonly shouldStop: () => boolean;
}

/** Runs seed after seed until one breaks something, and tells what was seen. @returns the exit code */
export async function runSeeds({ options, say, shouldStop }: Command): Promise<number> {
  const startedAt = new Date();
  const results: RunResult[] = [];
  for (const seed of seedsOf(options)) {
    const result = await runSeed({ seed, options, say, shouldStop });
    // Cut short, it says nothing.
    if (result.isStopped) break;
    results.push(result);
    if (result.broken !== undefined) break;
  }
  const failed = results.find(({ broken }) => broken !== undefined);
  const notes = failed === undefined ? [] : await explain({ failed, options, say });
  const totals = totalsOf(results);
  console.log(describe({ totals, failed }));
  for (const { plan, digest } of results.length === 1 ? results : [])
    console.log(`seed ${plan.seed}: ${digest}`);
  if (options.leavesRecord) saveRun(recordOf({ totals, failed, startedAt, notes }));
  console.log(jsonLine({ totals, failed }));
  return failed === undefined ? 0 : 1;
}

/** As many as are wanted, or as long as there is time. */
function* seedsOf({ seed, seeds, minutes }: SimulateOptions): Generator<number> {
  const endMs = minutes === undefined ? undefined : realNowMs() + minutes * 60_000;
  const isWanted = (index: number) => (endMs === undefined ? index < seeds : realNowMs() < endMs);
  for (let index = 0; isWanted(index); index += 1) yield seed + index;
}

async function runSeed({ seed, options, say, shouldStop }: Command & { seed: number }): Promise<RunResult> {
  const { steps, lives, without, showsHistory } = options;
  const plan: RunPlan = { seed: String(seed), steps, lives, without };
  let toldAtMs = realNowMs();
  const result = await simulate({
    plan,
    keepLines: showsHistory ? HISTORY_LINES : 0,
    shouldStop,
    onStep: done => {
      if (realNowMs() - toldAtMs < 3_000) return;
      toldAtMs = realNowMs();
      say(`seed ${seed}: ${done.steps} steps, ${done.lives} lives`);
    },
  });
  const rate = Math.round((result.lives / result.realSeconds) * 60);
  say(`seed ${seed}: ${result.steps} steps, ${result.lives} lives, ${rate} a minute`);
  if (showsHistory) for (const line of result.lines) console.log(line.slice(0, LINE_LENGTH));
  return result;
}

/** Tells what broke, and the shortest history of it that could be found. */
async function explain(input: {
  failed: RunResult;
  options: SimulateOptions;
  say: Command['say'];
}): Promise<readonly string[]> {
  const { failed, options, say } = input;
  const told = tell(failed);
  console.log(told);
  if (options.showsHistory) return [told];
  say('Looking for a shorter history …');
  const shorter = await shrink(failed, say);
  const shown = await simulate({ plan: shorter.plan, keepLines: HISTORY_LINES });
  const skipped = shown.lines.length - SHOWN_LINES;
  if (skipped > 0) console.log(`(${skipped} lines before)`);
  for (const line of shown.lines.slice(-SHOWN_LINES)) console.log(line.slice(0, LINE_LENGTH));
  console.log(tell(shown));
  const command = `The same again: ${commandOf(shorter.plan)}`;
  console.log(command);
  return [told, command];
}

function tell({ plan, broken }: RunResult): string {
  if (broken === undefined) return `Seed ${plan.seed} holds.`;
  return `Seed ${plan.seed}, step ${broken.step}, broken: ${broken.invariant}\n  ${broken.detail}`;
}
