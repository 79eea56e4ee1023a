import { workerData } from 'node:worker_threads';
import { lanes } from '../../functions/src/commit/index.ts';
import { firestore } from '../../functions/src/platform/firestore.ts';
import { closeStreamingFirestore } from '../../functions/src/platform/stream-query.ts';
import { reconcile } from '../../functions/src/reconciliation/reconcile.ts';
import { newTally } from '../../functions/src/reconciliation/saved-run.ts';
import type { Tally } from '../../functions/src/reconciliation/schema.ts';
import { messageOf } from '../shared/run-command.ts';
import type { ThreadData } from './bounded-memory.ts';
import { exits } from './exits.ts';
import { printDrift, printSum } from './output.ts';
import { Progress } from './progress.ts';

async function main({ args, isTerminal }: ThreadData): Promise<number> {
  process.env.GCLOUD_PROJECT = args.projectId;
  // An emulator asks for no credentials, so none are looked for on the network.
  if (process.env.FIRESTORE_EMULATOR_HOST !== undefined) process.env.METADATA_SERVER_DETECTION ??= 'none';
  try {
    return await run({ args, isTerminal });
  } catch (error) {
    console.error(`${args.target}: ${messageOf(error)}`);
    if (args.isStored) console.error(`Go on with --run ${args.runId}.`);
    return exits.drift;
  } finally {
    await lanes().close();
    await closeStreamingFirestore();
    await firestore().terminate();
  }
}

async function run({ args, isTerminal }: ThreadData): Promise<number> {
  const startedAt = performance.now();
  const progress = new Progress({ isTerminal });
  let documents = 0;
  let tally: Tally = newTally;
  if (args.isStored) console.error(`Run ${args.runId} (go on with --run ${args.runId})`);
  for await (const step of reconcile(args)) {
    if (step.kind === 'stage') progress.begin(step);
    if (step.kind === 'page') {
      progress.add(step.documents);
      documents += step.documents;
    }
    if (step.kind === 'drift') {
      progress.clear();
      printDrift(args, step.drift);
    }
    if (step.kind === 'done') tally = step.tally;
  }
  progress.finish();
  const seconds = (performance.now() - startedAt) / 1_000;
  const figures = {
    seconds: Number(seconds.toFixed(1)),
    perSecond: Math.round(documents / seconds),
    // Kibibytes.
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
  printSum(args, { tally, figures });
  return tally.drifted + tally.unsettled === 0 ? exits.clean : exits.drift;
}

const given: ThreadData = workerData;
// Ends the thread alone: streams that were left early would keep it for minutes.
process.exit(await main(given));
